"""Mails to all who support or follow something, by the worker.

The round is a row in the transaction of what it tells about. Its place is kept with the mails of
each batch, in one transaction: a worker that dies leaves nobody out, and nobody gets it twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from bewoners.models import User
from core.due import register_due
from deelname.models import Onderwerp, Rondschrijven, Steun, Volging
from deelname.subjects import is_shown

BATCH = 100
# After this the worker that had it has died.
TAKE_OVER = timedelta(minutes=10)


def followers(onderwerp: Onderwerp) -> "QuerySet[User]":
    """Return who follows something."""
    rows = Volging.objects.about(onderwerp)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True)


def everybody(onderwerp: Onderwerp) -> "QuerySet[User]":
    """Return who supports or follows something, and did not say that they had enough of it."""
    supporters = Steun.objects.about(onderwerp).filter(mails=True)
    following = Volging.objects.about(onderwerp)
    return User.objects.filter(
        Q(pk__in=supporters.values("user")) | Q(pk__in=following.values("user")), is_active=True
    )


@dataclass(frozen=True, slots=True)
class Round:
    """A kind of mail to many: `mail` puts the one for this person in the outbox."""

    key: str
    mail: Callable[[Rondschrijven, Any, User], None]
    people: Callable[[Onderwerp], "QuerySet[User]"] = everybody


_kinds: dict[str, Round] = {}


def register_round(kind: Round) -> Round:
    """Make a kind known; one with the same key takes the place of the earlier one."""
    _kinds[kind.key] = kind
    return kind


def begin_round(kind: Round, onderwerp: Onderwerp, **data: Any) -> Rondschrijven:
    """Have everybody told, in the transaction of what they are told."""
    row = Rondschrijven.objects.create(onderwerp=onderwerp, soort=kind.key, data=data)
    send_round.enqueue(row.pk)
    return row


@task()
def send_round(pk: int) -> None:
    """Write the mails of a round that is not finished."""
    while send_batch(pk):
        pass


@transaction.atomic
def send_batch(pk: int) -> bool:
    """Write the next mails of a round; say whether there may be more."""
    rows = Rondschrijven.objects.select_for_update().filter(pk=pk, finished_at=None)
    row = rows.first()
    if row is None:
        return False
    onderwerp: Any = row.onderwerp
    kind = _kinds.get(row.soort)
    # What was hidden meanwhile, or stands in what was closed, is no longer told.
    if onderwerp is None or kind is None or not is_shown(onderwerp):
        people = []
    else:
        people = list(kind.people(onderwerp).filter(pk__gt=row.tot).order_by("pk")[:BATCH])
        for user in people:
            kind.mail(row, onderwerp, user)
    row.worked_at = timezone.now()
    if len(people) < BATCH:
        row.finished_at = row.worked_at
    else:
        row.tot = people[-1].pk
    row.save(update_fields=["tot", "worked_at", "finished_at"])
    return row.finished_at is None


def resume(now: datetime) -> None:
    """Take over the rounds whose worker died."""
    left = Rondschrijven.objects.filter(finished_at=None, worked_at__lt=now - TAKE_OVER)
    for pk in left.values_list("pk", flat=True):
        if left.filter(pk=pk).update(worked_at=now):
            send_round.enqueue(pk)


register_due("rondschrijven", resume)
