"""Whether the counters of what people take part in are what they count."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from deelname.models import Onderwerp, Reactie, Steun, Volging
from deelname.subjects import lock, subjects

# In the order of `Onderwerp.COUNTERS`.
Counts = tuple[int, int, int, int]
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """Something whose counters say other than there is."""

    onderwerp: Onderwerp
    says: Counts
    has: Counts


def differences() -> Iterator[Difference]:
    """Yield all that counts wrong, of every kind; a few queries for each thousand."""
    for subject in subjects():
        rows = subject.model._default_manager.order_by("pk")
        last, chunk = 0, list(rows[:CHUNK])
        while chunk:
            true = true_counts(subject.model, [row.pk for row in chunk])
            for row in chunk:
                says = _says(row)
                if says != true[row.pk]:
                    yield Difference(row, says, true[row.pk])
            last = chunk[-1].pk
            chunk = list(rows.filter(pk__gt=last)[:CHUNK])


@transaction.atomic
def repair(onderwerp: Onderwerp) -> Counts:
    """Count anew, while nobody else can change it; return what it says now."""
    locked = lock(onderwerp)
    counts = true_counts(type(locked), [locked.pk])[locked.pk]
    values = dict(zip(Onderwerp.COUNTERS, counts, strict=True))
    type(locked)._default_manager.filter(pk=locked.pk).update(**values)
    return counts


def true_counts(model: type[Onderwerp], keys: list[int]) -> dict[int, Counts]:
    """Count the rows of these."""
    kind = ContentType.objects.get_for_model(model)
    own = Count("pk", filter=Q(uit_eigen_wijk=True))
    support = {
        row["onderwerp_id"]: (row["all"], row["own"])
        for row in _about(Steun.objects.all(), kind, keys).annotate(all=Count("pk"), own=own)
    }
    placed = Reactie.objects.filter(stand=Reactie.Stand.GEPLAATST)
    comments = _per_key(placed, kind, keys)
    followers = _per_key(Volging.objects.all(), kind, keys)
    return {
        key: (*support.get(key, (0, 0)), comments.get(key, 0), followers.get(key, 0))
        for key in keys
    }


def _per_key(rows: "QuerySet[Any]", kind: ContentType, keys: list[int]) -> dict[int, int]:
    found = _about(rows, kind, keys).annotate(all=Count("pk"))
    return {row["onderwerp_id"]: row["all"] for row in found}


def _about(rows: "QuerySet[Any]", kind: ContentType, keys: list[int]) -> "QuerySet[Any, Any]":
    about = rows.filter(onderwerp_type=kind, onderwerp_id__range=(min(keys), max(keys)))
    # Their own order would make a group of each row.
    return about.order_by().values("onderwerp_id")


def _says(row: Any) -> Counts:
    return row.steun_aantal, row.steun_wijk_aantal, row.reactie_aantal, row.volger_aantal
