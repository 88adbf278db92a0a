"""An idea of somebody whom the site does not know: a row that waits for the confirmation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bewoners.confirming.waiting import (
    Confirmable,
    register_confirmable,
    wait_for_confirmation,
)
from bewoners.models import Bevestiging, User
from ideeen.models import Idee
from ideeen.sending.submit import Submission, hand_over, take_in
from ideeen.workflow import Stadium

KEY = "idee"


def take_in_and_wait(
    request: HttpRequest, submission: Submission, *, name: str, email: str, consent: int
) -> tuple[Bevestiging | None, bool]:
    """Keep an idea and mail its sender, both or neither; the same form does so once.

    Returns what waits, or None when this idea was confirmed already, and whether it is new. Raises
    TooManyError.
    """
    with transaction.atomic():
        idee, is_new = take_in(submission)
        if not is_new:
            return waiting_for(idee), False
        row = wait_for_confirmation(
            request, IDEE, {"idee": idee.pk}, name=name, email=email, consent=consent
        )
        return row, True


def waiting_for(idee: Idee) -> Bevestiging | None:
    """Return what waits for the sender of an idea."""
    if idee.stadium != Stadium.BEVESTIGEN:
        return None
    waiting = Bevestiging.objects.filter(kind=KEY, confirmed_at=None, data__idee=idee.pk)
    return waiting.order_by("-pk").first()


def _waiting(data: dict[str, Any]) -> Idee:
    """Return the idea that waits; ValidationError when it does not (any more)."""
    rows = Idee.objects.filter(pk=data.get("idee", 0), stadium=Stadium.BEVESTIGEN)
    idee: Idee | None = rows.select_related("wijk").first()
    if idee is None:
        raise ValidationError(_("Dit idee is er niet meer. Stuur het opnieuw in."))
    return idee


def _describe(data: dict[str, Any]) -> list[tuple[str, str]]:
    idee = _waiting(data)
    return [(_("Uw idee"), idee.titel), (_("Wijk"), idee.wijk.title)]


def _confirm(user: User, data: dict[str, Any]) -> None:
    hand_over(_waiting(data), user)


def _address(data: dict[str, Any]) -> str:
    return reverse("ideeen:submitted", args=[data["idee"]])


def _discard(data: dict[str, Any]) -> None:
    """Remove an idea that nobody confirmed, with its photos."""
    for idee in Idee.objects.filter(pk=data.get("idee", 0), stadium=Stadium.BEVESTIGEN):
        idee.delete()


IDEE = register_confirmable(
    Confirmable(
        key=KEY,
        label=gettext_lazy("een idee insturen"),
        describe=_describe,
        confirm=_confirm,
        address=_address,
        discard=_discard,
    )
)
