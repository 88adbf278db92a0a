"""A kind of record for tests about retention, and the records of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from core.models import OutgoingMail
from core.retention import Bewaartermijn, register_retention, unregister_retention


def old_mails(limit: datetime) -> "QuerySet[OutgoingMail]":
    return OutgoingMail.objects.filter(key__startswith="oud-", created_at__lt=limit)


def make_mails(number: int, *, days: int = 40, key: str = "oud") -> None:
    moment = timezone.now() - timedelta(days=days)
    OutgoingMail.objects.bulk_create(
        OutgoingMail(key=f"{key}-{n}", recipients=["an@example.nl"], text="x", created_at=moment)
        for n in range(number)
    )


OLD = Bewaartermijn(
    key="proef",
    what="Oude mails",
    data="Alles",
    why="Omdat het een proef is",
    ground="Uw toestemming",
    since="nadat ze zijn gemaakt",
    days=30,
    due=old_mails,
    batch=3,
)


@pytest.fixture(name="term")
def register_a_term() -> Iterator[Callable[..., Bewaartermijn]]:
    """Register a kind of record for this test, with these differences."""
    made = []

    def register(**changes: Any) -> Bewaartermijn:
        made.append(replace(OLD, **changes))
        register_retention(made[-1])
        return made[-1]

    yield register
    for key in {one.key for one in made}:
        unregister_retention(key)
