"""Following something, and ending that."""

from typing import Any

from django.db import transaction
from django.db.models import F

from bewoners.models import User
from deelname.models import Onderwerp, Steun, Volging
from deelname.subjects import lock


@transaction.atomic
def follow(onderwerp: Onderwerp, user: User) -> bool:
    """Let somebody follow something, once; say whether it is new."""
    return follow_locked(lock(onderwerp), user)


def follow_locked(locked: Any, user: User, *, is_first: bool = False) -> bool:
    """Do so for a thing that is locked already; `is_first` when nobody can follow it yet."""
    if not is_first and Volging.objects.about(locked).filter(user=user).exists():
        return False
    Volging.objects.create(onderwerp=locked, user=user)
    _count(locked, 1)
    return True


@transaction.atomic
def unfollow(onderwerp: Onderwerp, user: User) -> bool:
    """End it; say whether there was something to end."""
    locked = lock(onderwerp)
    gone, _by_model = Volging.objects.about(locked).filter(user=user).delete()
    if gone:
        _count(locked, -1)
    return bool(gone)


@transaction.atomic
def stop_mails(onderwerp: Onderwerp, user: User) -> None:
    """Send somebody nothing more about it; their support keeps counting."""
    unfollow(onderwerp, user)
    Steun.objects.about(onderwerp).filter(user=user).update(mails=False)


def _count(onderwerp: Any, step: int) -> None:
    onderwerp.volger_aantal += step
    rows = type(onderwerp)._default_manager.filter(pk=onderwerp.pk)
    rows.update(volger_aantal=F("volger_aantal") + step)
