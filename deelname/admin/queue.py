"""What waits for moderators: each add-on registers its own kinds, and all stand in one queue.

A kind says which rows wait for somebody. The dashboard counts them, the page of the queue lists
them, and the daily mail tells of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.roles import MODERATOR
from deelname.permissions import wijken_for

Text = str | Promise


def _age(since: datetime | None) -> str:
    """Say for how long something waits; in words, as 0 days says little."""
    days = (timezone.now() - since).days if since else 0
    if days < 1:
        return _("minder dan een dag")
    return ngettext("%(days)d dag", "%(days)d dagen", days) % {"days": days}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the queue: what it is, where it is dealt with, and since when it waits.

    `words` is the text of it, as far as a moderator may judge it by that alone.
    """

    title: str
    url: str
    since: datetime | None
    wijk: str = ""
    detail: Text = ""
    overdue: bool = False
    pk: int = 0
    words: str = ""

    @property
    def age(self) -> str:
        return _age(self.since)


@dataclass(frozen=True, slots=True)
class Queue:
    """A kind of work.

    `waiting` returns what waits in some neighbourhoods, given a queryset of these. `since` is the
    column that says since when. `entries` makes rows of the queue of some of it, in a number of
    queries that does not grow with them. `apart` is what is not counted with the rest, such as
    what was kept away from the site because it looks like spam. `reject_spam` rejects one row for
    a moderator, and raises ValidationError where that can't be; without it nothing of this kind can
    be rejected together with others. What is `doubtful` may all be chosen at once for that.
    """

    key: str
    label: Text
    waiting: Callable[[QuerySet[Any]], QuerySet[Any]]
    entries: Callable[[Iterable[Any]], list[Entry]]
    since: str = "created_at"
    order: int = 100
    apart: bool = False
    reject_spam: Callable[[Any, Any], object] | None = None
    doubtful: bool = False

    @property
    def may_hold_spam(self) -> bool:
        return self.reject_spam is not None


@dataclass(frozen=True, slots=True)
class Waits:
    """How much of a kind waits, and since when the oldest."""

    queue: Queue
    count: int
    oldest: datetime | None

    @property
    def age(self) -> str:
        return _age(self.oldest)


_queues: dict[str, Queue] = {}


def register_queue(*queues: Queue) -> None:
    """Add kinds of work; one with the same key takes the place of the earlier one."""
    for queue in queues:
        _queues[queue.key] = queue


def queues() -> list[Queue]:
    return sorted(_queues.values(), key=lambda queue: queue.order)


def find_queue(key: str) -> Queue | None:
    return _queues.get(key)


def count_all(wijken: QuerySet[Any]) -> list[Waits]:
    """Count what waits in these neighbourhoods: one query for each kind."""
    found = []
    for queue in queues():
        row = (
            queue.waiting(wijken).order_by().aggregate(number=Count("pk"), oldest=Min(queue.since))
        )
        found.append(Waits(queue, row["number"], row["oldest"]))
    return found


def count_for(user: Any) -> list[Waits]:
    """Count what waits for a moderator."""
    return count_all(wijken_for(user, MODERATOR))
