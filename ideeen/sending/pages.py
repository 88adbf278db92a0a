"""What the pages of senders show."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from deelname.photos.forms import PhotoRows
from ideeen.models import Idee, IdeeenPage
from ideeen.sending.fields import IdeaFields
from ideeen.sending.places import all_wijken
from ideeen.workflow import EDITABLE, TERMS, Rol, Stadium, steps_from
from wijkpaginas.maps import draw_wijken
from wijkpaginas.models import Wijkcontact

LARGEST_KEY = 2**63 - 1


def own_idea(request: HttpRequest, pk: int) -> Idee:
    """Return an idea of who asks; 404 for anybody else, as for an idea that is not there."""
    if pk > LARGEST_KEY:
        raise Http404
    own = Idee.objects.of_site(Site.find_for_request(request)).filter(indiener=request.user)
    return get_object_or_404(own.select_related("wijk", "site"), pk=pk)


def page_context(idee: Idee) -> dict[str, Any]:
    """Return what an idea's sender may know and do."""
    page = IdeeenPage.of_wijk(idee.wijk)
    return {
        "idee": idee,
        "pagina": page,
        "dagen": TERMS[Stadium.MODERATIE],
        "uiterlijk": _due(idee),
        "drempel": page.drempel if page else 0,
        "behandeltermijn": page.behandeltermijn if page else TERMS[Stadium.BEOORDELING],
        "contact": contact(idee),
        "mag_wijzigen": idee.stadium in EDITABLE,
        "mag_intrekken": Stadium.INGETROKKEN in steps_from(idee.stadium, Rol.AFZENDER),
    }


def _due(idee: Idee) -> date | None:
    return timezone.localdate(idee.due_on) if idee.due_on else None


def contact(idee: Idee) -> Wijkcontact | None:
    """Return whom the sender can ask: the manager of the neighbourhood, or who is named first."""
    people = idee.wijk.contacten.select_related("contactpersoon__foto")
    return people.order_by("-contactpersoon__is_wijkmanager", "sort_order").first()


def form_context(form: IdeaFields, photos: PhotoRows, request: HttpRequest) -> dict[str, Any]:
    """Return what the form of an idea is drawn from, with the map to begin with."""
    shown = [form.own_wijk] if form.own_wijk and form.own_wijk.gebied_id else all_wijken(form.site)
    return {"form": form, "fotos": photos, "kaart": draw_wijken(shown, request)}


def is_right(form: IdeaFields, photos: PhotoRows, others: Collection[str] = ()) -> bool:
    """Say whether a form with its photos can be taken in; what is wrong stands above it.

    `others` is what is wrong with the photos that were there already.
    """
    valid, photos_right = form.is_valid(), photos.is_right and not any(others)
    if not photos_right:
        form.add_error(None, photos.error or _("Kijk nog eens naar uw foto's."))
    return valid and photos_right


def read_uuid(text: str) -> uuid.UUID | None:
    """Return the number of a form, as far as a browser sent a real one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
