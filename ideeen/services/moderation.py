"""What moderators decide about an idea, each in one transaction.

Each of these looks at the idea as it is by then, so that of two colleagues at the same time the
second is told what the first did.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from deelname.models import Foto, Reden
from deelname.subjects import lock
from ideeen.models import Idee, Stap
from ideeen.services.acting import lock_as_seen, note, role_for
from ideeen.services.stadium import change_stage
from ideeen.workflow import ANSWERED, Rol, Stadium, steps_from

# Beside what was placed: from these an idea goes back to where it came from.
TAKEN_BACK = (
    Stadium.TERUGGESTUURD, Stadium.SAMENGEVOEGD, Stadium.AFGEWEZEN, Stadium.VERBORGEN,
)  # fmt: skip


@transaction.atomic
def approve(idee: Idee, door: User, *, seen: str = "") -> Stap:
    """Place an idea with its photos."""
    locked = lock_as_seen(idee, seen)
    stap = change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=door)
    Foto.objects.about(locked).filter(stand=Foto.Stand.NIEUW).update(stand=Foto.Stand.GEPLAATST)
    return stap


@transaction.atomic
def mark_seen(idee: Idee, door: User) -> None:
    """Note that a moderator looked at what went onto the site by itself."""
    locked: Idee = lock(idee)
    role_for(door, locked, Rol.MODERATOR)
    Idee.objects.filter(pk=locked.pk).update(na_te_kijken=False)
    idee.na_te_kijken = False
    note(locked, "nagekeken", door)


@transaction.atomic
def release(idee: Idee, door: User) -> None:
    """Let an idea out of quarantine: it then waits like any other."""
    locked: Idee = lock(idee)
    role_for(door, locked, Rol.MODERATOR)
    Idee.objects.filter(pk=locked.pk).update(quarantaine=False)
    idee.quarantaine = False
    note(locked, "vrijgegeven", door)


def return_to_sender(idee: Idee, door: User, toelichting: str) -> Stap:
    """Ask the sender to change something."""
    return change_stage(
        idee, Stadium.TERUGGESTUURD, rol=Rol.MODERATOR, door=door, toelichting=toelichting
    )


def reject(idee: Idee, door: User, reden: Reden | None, toelichting: str) -> Stap:
    """Not place it, with a reason."""
    return change_stage(
        idee, Stadium.AFGEWEZEN, rol=Rol.MODERATOR, door=door, reden=reden, toelichting=toelichting
    )


@transaction.atomic
def reject_as_spam(idee: Idee, door: User) -> Stap:
    """Not place it, and mail nobody: the address of spam is seldom that of who sent it.

    Raises ValidationError when it no longer waits.
    """
    locked: Idee = lock(idee)
    if locked.stadium != Stadium.MODERATIE:
        raise ValidationError(_("dit is intussen al nagekeken"))
    return change_stage(
        idee, Stadium.AFGEWEZEN, rol=Rol.MODERATOR, door=door, toelichting=_("Dit is spam."),
        silent=True,
    )  # fmt: skip


def hide(idee: Idee, door: User, reden: Reden | None, toelichting: str) -> Stap:
    """Take it off the site, with a reason."""
    return change_stage(
        idee, Stadium.VERBORGEN, rol=Rol.MODERATOR, door=door, reden=reden, toelichting=toelichting
    )


def take_away(idee: Idee, door: User, reden: Reden | None, toelichting: str) -> None:
    """Keep from the public what was rightly reported, wherever it stands by now."""
    possible = steps_from(idee.stadium, Rol.MODERATOR)
    if Stadium.VERBORGEN in possible:
        hide(idee, door, reden, toelichting)
    elif Stadium.AFGEWEZEN in possible:
        reject(idee, door, reden, toelichting)


def stage_before(idee: Idee) -> Stadium | None:
    """Return the stage to which what was done last is taken back; None when it can't be."""
    # Hiding is a step of its own, and shows no way back.
    possible = [
        naar for naar in steps_from(idee.stadium, Rol.MODERATOR) if naar != Stadium.VERBORGEN
    ]
    if idee.stadium == Stadium.GEPLAATST:
        return Stadium.MODERATIE
    if idee.stadium not in TAKEN_BACK:
        return None
    came = Stap.objects.filter(idee=idee, naar=idee.stadium).exclude(van=Stadium.VERBORGEN)
    last = came.order_by("-at", "-pk").first()
    if last and last.van in possible:
        return Stadium(last.van)
    return possible[0] if possible else None


@transaction.atomic
def take_back(idee: Idee, door: User, toelichting: str = "") -> Stap:
    """Put an idea back in the stage in which it was before what was done last."""
    locked: Idee = lock(idee)
    naar = stage_before(locked)
    if naar is None:
        raise ValidationError(_("Dit is intussen al teruggedraaid."))
    changes: dict[str, Any] = {}
    answered_on, reden = locked.beantwoord_op, None
    if locked.stadium == Stadium.SAMENGEVOEGD:
        changes["samengevoegd_met"] = None
    if locked.has_open_objection:
        changes["bezwaar_beoordeeld_op"] = timezone.now()
    if naar in ANSWERED:
        # It was answered then, in these words.
        toelichting, reden = locked.antwoord, locked.reden
    stap = change_stage(
        idee, naar, rol=Rol.MODERATOR, door=door, toelichting=toelichting, reden=reden, **changes
    )
    if naar in ANSWERED:
        Idee.objects.filter(pk=idee.pk).update(beantwoord_op=answered_on)
        idee.beantwoord_op = answered_on
    return stap
