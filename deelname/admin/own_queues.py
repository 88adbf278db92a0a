"""Comments, reports and objections that wait for a moderator."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deelname.about import keep_in_wijken, thing_of
from deelname.admin.queue import Entry, Queue, register_queue
from deelname.models import Melding, Reactie
from deelname.services.moderation import reject_comment_as_spam


def held_comments(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return keep_in_wijken(Reactie.objects.filter(stand=Reactie.Stand.WACHT), wijken)


def objections(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return keep_in_wijken(Reactie.objects.objected(), wijken)


def open_reports(wijken: QuerySet[Any]) -> QuerySet[Any]:
    return keep_in_wijken(Melding.objects.filter(stand=Melding.Stand.OPEN), wijken)


def with_things(rows: Iterable[Any]) -> list[Any]:
    """Return rows with what they are about, and what that is about, in a few queries for all."""
    found = list(rows)
    prefetch_related_objects(found, "onderwerp")
    comments = [row.onderwerp for row in found if isinstance(row.onderwerp, Reactie)]
    if comments:
        prefetch_related_objects(comments, "onderwerp")
    things = [thing for row in found if (thing := thing_of(row.onderwerp)) is not None]
    prefetch_related_objects(things, "wijk")
    return found


def _comment_entries(since: str, rows: Iterable[Any]) -> list[Entry]:
    """Make rows of the queue; the column `since` says how long each of them waits."""
    return [
        Entry(
            title=_("Reactie op ‘%s’") % row.onderwerp,
            url=reverse("deelname_admin:reactie", args=[row.pk]),
            since=getattr(row, since),
            wijk=row.onderwerp.wijk.title,
            detail=str(row),
            pk=row.pk,
            words=row.tekst,
        )
        for row in with_things(rows)
        if row.onderwerp is not None
    ]


def _report_entries(rows: Iterable[Any]) -> list[Entry]:
    entries = []
    for row in with_things(rows):
        thing = thing_of(row.onderwerp)
        if thing is None:
            continue
        is_comment = isinstance(row.onderwerp, Reactie)
        title = _("Reactie op ‘%s’") % thing if is_comment else str(thing)
        entries.append(
            Entry(
                title=title,
                url=reverse("deelname_admin:melding", args=[row.pk]),
                since=row.created_at,
                wijk=thing.wijk.title,
                detail=row.get_soort_display(),
            )
        )
    return entries


register_queue(
    Queue(
        "reacties", gettext_lazy("Reacties om na te kijken"), held_comments,
        partial(_comment_entries, "created_at"), order=50,
        reject_spam=reject_comment_as_spam, doubtful=True,
    ),
    Queue("meldingen", gettext_lazy("Meldingen"), open_reports, _report_entries, order=40),
    Queue(
        "reactiebezwaren", gettext_lazy("Bezwaren tegen verborgen reacties"), objections,
        partial(_comment_entries, "bezwaar_op"), "bezwaar_op", order=61,
    ),
)  # fmt: skip
