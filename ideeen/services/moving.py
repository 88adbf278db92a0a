"""Letting an idea belong to another neighbourhood, or lead on to another idea."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bewoners.models import User
from core.publication import site_changed
from deelname.services.gebeurtenissen import record_event
from deelname.services.steun import count_own_again
from deelname.subjects import lock
from ideeen.judging.mailing import tell_judges
from ideeen.models import Idee, IdeeenPage, Stap
from ideeen.permissions import roles_for
from ideeen.services.acting import UNTOUCHABLE, note, role_for
from ideeen.services.berichten import mail_sender
from ideeen.services.stadium import change_stage
from ideeen.signals import place_changed
from ideeen.workflow import LISTED, Rol, Stadium, StepRefused
from wijkpaginas.models import WijkPage


def places_for(idee: Idee) -> Any:
    """Return the other neighbourhoods of its municipality that have a page for ideas."""
    pages = IdeeenPage.objects.descendant_of(idee.site.root_page).values_list("path", flat=True)
    parents = {path[: -IdeeenPage.steplen] for path in pages}
    wijken = WijkPage.objects.filter(path__in=parents).exclude(pk=idee.wijk_id)
    return wijken.order_by("title")


@transaction.atomic
def move(idee: Idee, door: User, wijk: WijkPage, toelichting: str = "") -> None:
    """Let an idea belong to another neighbourhood of the same municipality; its pin stays."""
    locked: Idee = lock(idee)
    role_for(door, locked)
    if locked.stadium in UNTOUCHABLE or not places_for(locked).filter(pk=wijk.pk).exists():
        raise ValidationError({"wijk": _("Naar deze wijk kan het idee niet.")})
    # It may have enough support for its new neighbourhood: then that tells its coordinators.
    before, was_judged = locked.wijk, locked.stadium == Stadium.BEOORDELING
    place = {name: getattr(locked, name) for name in ("wijk_id", "thema_id", "lat", "lon", "cel")}
    locked.wijk = idee.wijk = wijk
    if locked.behandelaar and Rol.REGISSEUR not in roles_for(locked.behandelaar, locked):
        locked.behandelaar = None
    locked.save(update_fields=["wijk", "behandelaar"])
    count_own_again(locked)
    place_changed.send(Idee, idee=locked, before=place)
    event = record_event(
        locked, "idee_verplaatst", public=locked.is_public, van=before.pk, naar=wijk.pk
    )
    if locked.is_public:
        site_changed(locked.site_id)
    note(locked, "verplaatst", door, van=before.title, naar=wijk.title)
    mail_sender(
        locked,
        f"verplaatst-{event.pk}",
        _("Uw idee staat nu bij %(wijk)s") % {"wijk": wijk.title},
        _("Uw idee ‘%(titel)s’ hoort bij een andere wijk: %(wijk)s. Daar wordt het verder bekeken.")
        % {"titel": locked.titel, "wijk": wijk.title},
        toelichting,
    )
    if was_judged:
        tell_judges(locked, why=f"verplaatst-{event.pk}", but=door.pk)


@transaction.atomic
def merge(idee: Idee, door: User, ander: Idee, toelichting: str = "") -> Stap:
    """Let an idea lead on to another one, which is about the same; supporters stay where they are.

    Both are locked, always in the same order, so that two can't be merged into each other.
    """
    pair = Idee.objects.select_for_update(of=("self",)).filter(pk__in=[idee.pk, ander.pk])
    found = {row.pk: row for row in pair.order_by("pk")}
    other = found.get(ander.pk)
    if other is None or other.pk == idee.pk or other.site_id != idee.site_id:
        raise ValidationError({"ander": _("Kies een ander idee van deze gemeente.")})
    if found[idee.pk].stadium == Stadium.VERBORGEN:
        # The step is there to show again what was merged before it was hidden.
        raise StepRefused(Stadium.VERBORGEN, Stadium.SAMENGEVOEGD, Rol.MODERATOR)
    if other.stadium not in LISTED:
        raise ValidationError({"ander": _("Dat idee staat niet (meer) op de site.")})
    rol = role_for(door, found[idee.pk])
    return change_stage(
        idee,
        Stadium.SAMENGEVOEGD,
        rol=rol,
        door=door,
        toelichting=toelichting,
        samengevoegd_met=other,
    )
