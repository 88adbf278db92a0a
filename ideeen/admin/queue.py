"""Ideas among what waits for moderators."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deelname.admin.queue import Entry, Queue, register_queue
from ideeen.models import Idee
from ideeen.querysets import IdeeQuerySet
from ideeen.services.moderation import reject_as_spam
from ideeen.workflow import Stadium


def _of(wijken: QuerySet[Any]) -> IdeeQuerySet:
    found: IdeeQuerySet = Idee.objects.filter(wijk__in=wijken.values("pk"))
    return found


def in_moderation(wijken: QuerySet[Any]) -> IdeeQuerySet:
    return _of(wijken).filter(stadium=Stadium.MODERATIE, quarantaine=False)


def changed(wijken: QuerySet[Any]) -> IdeeQuerySet:
    return _of(wijken).changed()


def objections(wijken: QuerySet[Any]) -> IdeeQuerySet:
    return _of(wijken).objected()


def unseen(wijken: QuerySet[Any]) -> IdeeQuerySet:
    return _of(wijken).unseen()


def apart(wijken: QuerySet[Any]) -> IdeeQuerySet:
    return _of(wijken).filter(stadium=Stadium.MODERATIE, quarantaine=True)


def _entries(since: str, rows: Iterable[Any]) -> list[Entry]:
    """Make rows of the queue; the column `since` says how long each of them waits."""
    found = list(rows)
    prefetch_related_objects(found, "wijk")
    return [
        Entry(
            title=idee.titel,
            url=reverse("ideeen_admin:edit", args=[idee.pk]),
            since=getattr(idee, since),
            wijk=idee.wijk.title,
            detail=_("Termijn is voorbij") if idee.is_overdue else "",
            overdue=idee.is_overdue,
            pk=idee.pk,
            words=idee.tekst,
        )
        for idee in found
    ]


def _queue(key: str, label: Any, waiting: Any, since: str, order: int, **more: Any) -> Queue:
    return Queue(key, label, waiting, partial(_entries, since), since, order, **more)


QUEUES = (
    _queue(
        "ideeen", gettext_lazy("Nieuwe ideeën"), in_moderation, "stadium_sinds", 10,
        reject_spam=reject_as_spam,
    ),
    _queue("wijzigingen", gettext_lazy("Gewijzigde ideeën"), changed, "voorgesteld_op", 20),
    _queue("achteraf", gettext_lazy("Op de site, nog niet nagekeken"), unseen, "geplaatst_op", 30),
    _queue("bezwaren", gettext_lazy("Bezwaren bij ideeën"), objections, "bezwaar_op", 60),
    _queue(
        "quarantaine", gettext_lazy("In quarantaine"), apart, "created_at", 900,
        apart=True, reject_spam=reject_as_spam, doubtful=True,
    ),
)  # fmt: skip
register_queue(*QUEUES)


def queue_of(idee: Idee, wijken: QuerySet[Any]) -> Queue | None:
    """Return in which queue an idea waits, if it does."""
    return next((row for row in QUEUES if row.waiting(wijken).filter(pk=idee.pk).exists()), None)


def next_in(queue: Queue, idee: Idee, wijken: QuerySet[Any]) -> Idee | None:
    """Return what waits longest in a queue beside an idea."""
    others = queue.waiting(wijken).exclude(pk=idee.pk)
    return others.order_by(queue.since, "pk").first()
