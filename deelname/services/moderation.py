"""What moderators do with comments and reports, each in one transaction."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from core.audit import note_change
from core.roles import MODERATOR, has_role
from deelname.about import thing_of
from deelname.models import Melding, Reactie, Reden
from deelname.services.reacties import lock_both, set_stand
from deelname.signals import comment_judged
from deelname.subjects import lock, subject_of

# What a moderator may make of a comment: one that its writer deleted stays so.
STANDS = (Reactie.Stand.GEPLAATST, Reactie.Stand.VERBORGEN)
# What that is called in the history.
JUDGED = "deelname.reactie"


def refuse_others(user: Any, about: Any) -> None:
    """Raise PermissionDenied unless somebody moderates where the thing belongs."""
    thing = thing_of(about)
    if thing is None or not has_role(user, MODERATOR, thing.wijk):
        raise PermissionDenied


@transaction.atomic
def judge_comment(
    reactie: Reactie, door: User, stand: str, toelichting: str = "", *, silent: bool = False
) -> Reactie:
    """Place a comment, or hide it; its writer keeps seeing it, and is mailed unless `silent`.

    Placing it grants an objection of its writer.
    """
    refuse_others(door, reactie)
    if stand not in STANDS:
        raise ValidationError(_("Dit kan niet met een reactie."))
    onderwerp, locked = lock_both(reactie)
    before = locked.stand
    changed = set_stand(reactie, stand)
    if before == stand:
        return changed
    granted = stand == Reactie.Stand.GEPLAATST and locked.has_open_objection
    if granted:
        Reactie.objects.filter(pk=changed.pk).update(bezwaar_beoordeeld_op=timezone.now())
    note_change(
        onderwerp, JUDGED, door, about=changed,
        reactie=changed.pk, stand=stand, toelichting=toelichting,
    )  # fmt: skip
    if not silent:
        comment_judged.send(Reactie, reactie=changed, toelichting=toelichting, granted=granted)
    return changed


@transaction.atomic
def reject_comment_as_spam(reactie: Reactie, door: User) -> Reactie:
    """Keep a comment off the site that waited; ValidationError when it no longer does."""
    _onderwerp, locked = lock_both(reactie)
    if locked.stand != Reactie.Stand.WACHT:
        raise ValidationError(_("dit is intussen al nagekeken"))
    # The address of spam is seldom that of who sent it.
    return judge_comment(locked, door, Reactie.Stand.VERBORGEN, silent=True)


@transaction.atomic
def uphold_report(
    melding: Melding, door: User, reden: Reden | None = None, toelichting: str = ""
) -> int:
    """Hide what was reported; return how many reports about it are dealt with by that."""
    about, rows = _lock_open(melding, door)
    if isinstance(about, Reactie):
        if about.stand in {Reactie.Stand.GEPLAATST, Reactie.Stand.WACHT}:
            judge_comment(about, door, Reactie.Stand.VERBORGEN, toelichting)
    else:
        subject_of(about).hide(about, door, reden, toelichting)
    return _close(rows, door, Melding.Stand.TERECHT)


@transaction.atomic
def dismiss_report(melding: Melding, door: User) -> int:
    """Leave what was reported as it is; of others about the same only this one is dealt with."""
    _about, rows = _lock_open(melding, door)
    return _close(rows.filter(pk=melding.pk), door, Melding.Stand.ONGEGROND)


def _lock_open(melding: Melding, door: User) -> tuple[Any, Any]:
    """Return what is reported and all open reports about it, once no colleague works on it."""
    about: Any = melding.onderwerp
    thing = thing_of(about)
    if thing is None:
        raise ValidationError(_("Wat is gemeld, is er niet meer."))
    # As who reports does: so that no report slips in between.
    lock(thing)
    refuse_others(door, about)
    rows = Melding.objects.about(about).filter(stand=Melding.Stand.OPEN)
    if not rows.filter(pk=melding.pk).exists():
        raise ValidationError(_("Deze melding is intussen al beoordeeld."))
    return about, rows


def _close(rows: Any, door: User, stand: Melding.Stand) -> int:
    found = list(rows)
    number: int = rows.update(stand=stand, handled_at=timezone.now(), handled_by=door)
    for row in found:
        thing = thing_of(row.onderwerp)
        note_change(thing, "deelname.melding", door, about=row, melding=row.pk, stand=stand.value)
    return number
