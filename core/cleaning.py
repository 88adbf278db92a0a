"""Removes, once a day, what was kept for as long as it had to be (`core.retention`)."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from core.models import Opruiming
from core.retention import Bewaartermijn, retention_terms
from core.search import forget_gone_words

logger = logging.getLogger(__name__)

# How long a process has a kind to itself, and how soon one that failed is tried again.
CLAIM = timedelta(hours=1)


def clean_up(now: datetime | None = None) -> list[Opruiming]:
    """Clean up each kind that was not cleaned up today; return what this call did.

    Cheap when everything was done, so that it can be called every minute. Of several processes,
    one does a kind. A kind that fails leaves the others alone, and comes up again later.
    """
    now = now or timezone.now()
    day = timezone.localdate(now)
    rows = Opruiming.objects.filter(day=day).exclude(finished_at=None)
    done = set(rows.values_list("key", flat=True))
    result = []
    for term in retention_terms():
        if term.key not in done and (row := _claim(term.key, day, now)):
            _clean(term, row, now)
            result.append(row)
    if any(row.count for row in result):
        forget_gone_words()
    return result


def _claim(key: str, day: date, now: datetime) -> Opruiming | None:
    """Return the row of this kind and day when nobody else has it."""
    until = now + CLAIM
    row, created = Opruiming.objects.get_or_create(
        key=key, day=day, defaults={"claimed_until": until}
    )
    if created:
        return row
    free = Opruiming.objects.filter(pk=row.pk, finished_at=None, claimed_until__lt=now)
    return row if free.update(claimed_until=until) else None


def _clean(term: Bewaartermijn, row: Opruiming, now: datetime) -> None:
    errors = []
    try:
        if term.before:
            term.before(now)
        for keys in _batches(term, now):
            error = _remove(term, row, now, keys)
            errors += [error] if error else []
        row.skipped = term.skipped(term.limit(now)) if term.skipped else 0
    except Exception as error:  # whatever it is, the other kinds come next
        logger.exception("Cleaning up %s stopped", term.key)
        errors.append(type(error).__name__)
    row.refresh_from_db(fields=["count"])
    row.error = ", ".join(sorted(set(errors)))[:200]
    row.finished_at = None if errors else timezone.now()
    row.save(update_fields=["skipped", "error", "finished_at"])
    logger.info("Cleaned up %s: %d removed, %d left", term.key, row.count, row.skipped)


def _batches(term: Bewaartermijn, now: datetime) -> Iterator[list[Any]]:
    """Yield the keys of what is due, some at a time, each of them once."""
    found = term.due(term.limit(now)).order_by("pk").values_list("pk", flat=True)
    keys = list(found[: term.batch])
    while keys:
        yield keys
        keys = list(found.filter(pk__gt=keys[-1])[: term.batch])


def _remove(term: Bewaartermijn, row: Opruiming, now: datetime, keys: list[Any]) -> str:
    """Remove a batch and count it, both or neither; return the name of the error, if any."""
    try:
        with transaction.atomic():
            # Asked again, as somebody may have come back since.
            batch: QuerySet[Any] = term.due(term.limit(now)).filter(pk__in=keys)
            Opruiming.objects.filter(pk=row.pk).update(
                count=F("count") + term.remove(batch), claimed_until=timezone.now() + CLAIM
            )
    except Exception as error:  # one bad row holds up no more than its batch
        logger.exception("A part of %s was not cleaned up", term.key)
        return type(error).__name__
    return ""
