"""Ideas among what waits for moderators."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deelname.admin.queue import Entry, Queue, register_queue
from ideeen.models import Idee
from ideeen.services.moderation import reject_as_spam
from ideeen.workflow import Stadium


def _of(wijken: QuerySet[Any]) -> QuerySet[Any]:
    found: QuerySet[Any] = Idee.objects.filter(wijk__in=wijken.values("pk"))
    return found


def in_moderation(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return _of(wijken).filter(stadium=Stadium.MODERATIE, quarantaine=False)


def changed(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return _of(wijken).filter(has_unpublished_changes=True)


def objections(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return _of(wijken).filter(bezwaar_op__isnull=False, bezwaar_beoordeeld_op=None)


def unseen(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return _of(wijken).filter(na_te_kijken=True)


def apart(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return _of(wijken).filter(stadium=Stadium.MODERATIE, quarantaine=True)


def _entries(rows: Iterable[Any]) -> list[Entry]:
    found = list(rows)
    prefetch_related_objects(found, "wijk")
    return [
        Entry(
            title=idee.titel,
            url=reverse("ideeen_admin:edit", args=[idee.pk]),
            since=idee.stadium_sinds,
            wijk=idee.wijk.title,
            detail=_("Termijn is voorbij") if idee.is_overdue else "",
            overdue=idee.is_overdue,
            pk=idee.pk,
            words=idee.tekst,
        )
        for idee in found
    ]


register_queue(
    Queue(
        "ideeen", gettext_lazy("Nieuwe ideeën"), in_moderation, _entries, "stadium_sinds", 10,
        reject_spam=reject_as_spam,
    ),
    Queue("wijzigingen", gettext_lazy("Gewijzigde ideeën"), changed, _entries, "stadium_sinds", 20),
    Queue(
        "achteraf", gettext_lazy("Op de site, nog niet nagekeken"), unseen, _entries,
        "stadium_sinds", 30,
    ),
    Queue("bezwaren", gettext_lazy("Bezwaren"), objections, _entries, "bezwaar_op", 60),
    Queue(
        "quarantaine", gettext_lazy("In quarantaine"), apart, _entries, "created_at", 900,
        apart=True, reject_spam=reject_as_spam, doubtful=True,
    ),
)  # fmt: skip
