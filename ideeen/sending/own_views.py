"""What senders do with an idea of theirs: change it, send it again, take it back."""

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from bewoners.models import User
from deelname.photos.forms import empty_rows, read_photos
from deelname.photos.keeping import MAX_PHOTOS
from deelname.spam.limits import SUBMIT, is_within, person_key
from ideeen.models import Idee
from ideeen.sending.forms import EditForm, initial_of
from ideeen.sending.own_photos import OwnPhoto, own_photos, read_own_photos
from ideeen.sending.pages import form_context, is_right, own_idea, page_context, read_uuid
from ideeen.services.stadium import change_stage
from ideeen.services.versions import Outcome, latest, propose
from ideeen.workflow import EDITABLE, Rol, Stadium, StepRefused, steps_from

SAID = {
    Outcome.UNCHANGED: gettext_lazy("Er is niets veranderd."),
    Outcome.SAVED: gettext_lazy("Uw wijziging is bewaard."),
    Outcome.WAITS: gettext_lazy(
        "Een moderator bekijkt uw wijziging. Tot dan blijft uw idee zoals het was."
    ),
}


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a sender change an idea, and send one again that was returned."""
    idee = own_idea(request, pk)
    if idee.stadium not in EDITABLE:
        return redirect("ideeen:submitted", idee.pk)
    fotos = read_own_photos(request, idee) if request.method == "POST" else own_photos(idee)
    room = max(0, MAX_PHOTOS - sum(not row.is_gone for row in fotos))
    newest = latest(idee)
    if request.method != "POST":
        rows = empty_rows(uuid.uuid4(), room)
        form = EditForm(idee=idee, user=request.user, initial=initial_of(newest))
    else:
        inzending = read_uuid(request.POST.get("inzending", "")) or uuid.uuid4()
        rows = read_photos(request, inzending, room)
        form = EditForm(request.POST, idee=idee, user=request.user)
        if is_right(form, rows, [row.error for row in fotos]):
            if not is_within(request, SUBMIT, person_key(request)):
                form.add_error(None, _("U wijzigt te vaak. Probeer het later nog een keer."))
            elif answer := _change(request, idee, form, inzending, fotos):
                return answer
    context = form_context(form, rows, request) | {
        "idee": idee,
        "eigen_fotos": fotos,
        "laatste_stap": idee.stappen.filter(naar=idee.stadium).last(),
        "is_wijziging": True,
    }
    return render(request, "ideeen/edit.html", context)


def _change(
    request: HttpRequest, idee: Idee, form: EditForm, inzending: uuid.UUID, fotos: list[OwnPhoto]
) -> HttpResponse | None:
    """Keep a change, and lead on; None when it can't be."""
    user = cast("User", request.user)
    try:
        with transaction.atomic():
            outcome = propose(
                idee,
                form.content,
                user,
                wijk=form.wijk,
                inzending=inzending,
                without=[row.foto.pk for row in fotos if row.is_gone],
                alts={row.foto.pk: row.alt for row in fotos},
            )
            is_sent_again = idee.stadium == Stadium.TERUGGESTUURD and "opnieuw" in request.POST
            if is_sent_again:
                change_stage(idee, Stadium.MODERATIE, rol=Rol.AFZENDER, door=user)
    except ValidationError as error:
        form.add_error("plek" if form.moved_to else None, error)
        return None
    if is_sent_again:
        messages.success(request, _("Uw idee is opnieuw ingestuurd."))
    else:
        messages.success(request, SAID[outcome])
    return redirect("ideeen:submitted", idee.pk)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a sender take an idea back, or send in again what was taken back."""
    idee = own_idea(request, pk)
    is_back = idee.stadium == Stadium.INGETROKKEN
    naar = Stadium.MODERATIE if is_back else Stadium.INGETROKKEN
    if naar not in steps_from(idee.stadium, Rol.AFZENDER):
        return redirect("ideeen:submitted", idee.pk)
    if request.method == "POST":
        try:
            change_stage(idee, naar, rol=Rol.AFZENDER, door=cast("User", request.user))
        except StepRefused:
            messages.info(
                request, _("Er is intussen iets veranderd. Kijk hoe het er nu voor staat.")
            )
        else:
            said = _("Uw idee is opnieuw ingestuurd.") if is_back else _("Uw idee is ingetrokken.")
            messages.success(request, said)
        return redirect("ideeen:submitted", idee.pk)
    return render(request, "ideeen/withdraw.html", page_context(idee) | {"is_terug": is_back})
