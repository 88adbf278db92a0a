"""Giving support, and withdrawing it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bewoners.models import User
from deelname.models import Onderwerp, Steun
from deelname.subjects import lock, subject_of


@transaction.atomic
def give_support(onderwerp: Onderwerp, user: User) -> bool:
    """Count the support of a person, once; say whether it is new.

    The row of the thing is locked first: of many at the same time each sees the counter that the
    one before left behind. Raises ValidationError when support is not asked (any more).
    """
    locked = lock(onderwerp)
    _refuse_when_closed(locked)
    own = user.wijk_id is not None and user.wijk_id == locked.wijk_id
    # About the plain columns, so that asking and adding name the same row.
    rows = Steun.objects.about(locked)
    if rows.filter(user=user).exists():
        return False
    Steun.objects.create(onderwerp=locked, user=user, uit_eigen_wijk=own)
    _count(locked, 1, own=own)
    subject_of(locked).supported(locked)
    return True


@transaction.atomic
def withdraw_support(onderwerp: Onderwerp, user: User) -> bool:
    """Take the support of a person back; say whether there was any."""
    locked = lock(onderwerp)
    _refuse_when_closed(locked)
    row = Steun.objects.about(locked).filter(user=user).first()
    if row is None:
        return False
    row.delete()
    _count(locked, -1, own=row.uit_eigen_wijk)
    return True


def _refuse_when_closed(onderwerp: Any) -> None:
    if not onderwerp.takes_support:
        raise ValidationError(_("Steun geven kan hier niet meer."))


def _count(onderwerp: Any, step: int, *, own: bool) -> None:
    """Change the counters of the locked row, in the database and in the object at hand."""
    changes: dict[str, Any] = {"steun_aantal": F("steun_aantal") + step}
    onderwerp.steun_aantal += step
    if own:
        changes["steun_wijk_aantal"] = F("steun_wijk_aantal") + step
        onderwerp.steun_wijk_aantal += step
    type(onderwerp)._default_manager.filter(pk=onderwerp.pk).update(**changes)


def count_own_again(onderwerp: Any) -> None:
    """Say anew, for a locked thing that moved, whose support is from its own neighbourhood."""
    rows = Steun.objects.about(onderwerp)
    own = rows.filter(user__wijk=onderwerp.wijk_id)
    rows.exclude(pk__in=own.values("pk")).filter(uit_eigen_wijk=True).update(uit_eigen_wijk=False)
    own.filter(uit_eigen_wijk=False).update(uit_eigen_wijk=True)
    onderwerp.steun_wijk_aantal = rows.filter(uit_eigen_wijk=True).count()
    type(onderwerp)._default_manager.filter(pk=onderwerp.pk).update(
        steun_wijk_aantal=onderwerp.steun_wijk_aantal
    )
