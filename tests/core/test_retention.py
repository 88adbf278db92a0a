"""What is kept no longer than it has to be: once a day, in batches, and told afterwards."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from core.cleaning import CLAIM, clean_up
from core.mail.outbox import queue_mail
from core.models import Opruiming, OutgoingMail
from core.retention import (
    Bewaartermijn,
    days_in_words,
    retention_terms,
)
from tests.core.retention_terms import make_mails, register_a_term  # noqa: F401  # a fixture
from tests.races import at_the_same_time

pytestmark = pytest.mark.django_db


def row_of(rows: list[Opruiming], key: str = "proef") -> Opruiming:
    (row,) = [row for row in rows if row.key == key]
    return row


def test_what_is_due_goes_and_what_is_not_stays(term: Callable[..., Bewaartermijn]) -> None:
    term()
    make_mails(7)
    make_mails(2, days=29, key="oud-maar-niet-genoeg")
    row = row_of(clean_up())
    assert (row.count, row.error) == (7, "")
    assert row.finished_at is not None
    assert OutgoingMail.objects.count() == 2


def test_it_happens_once_a_day(term: Callable[..., Bewaartermijn]) -> None:
    term()
    now = timezone.now()
    clean_up(now)
    make_mails(1)
    assert clean_up(now + timedelta(minutes=1)) == []
    assert OutgoingMail.objects.count() == 1
    tomorrow = now + timedelta(days=1)
    assert row_of(clean_up(tomorrow)).count == 1
    assert Opruiming.objects.filter(key="proef").count() == 2


def test_run_due_cleans_up_and_says_how_much(term: Callable[..., Bewaartermijn]) -> None:
    term()
    make_mails(4)
    said = StringIO()
    call_command("run_due", stdout=said)
    assert "4 gegevens opgeruimd" in said.getvalue()
    again = StringIO()
    call_command("run_due", stdout=again)
    assert "opgeruimd" not in again.getvalue()


def test_a_kind_that_fails_leaves_the_others_alone(term: Callable[..., Bewaartermijn]) -> None:
    def fail(_found: "QuerySet[Any]") -> int:
        raise RuntimeError("niet an@example.nl")

    term(key="kapot", remove=fail)
    term()
    make_mails(2)
    rows = clean_up()
    assert row_of(rows).count == 2 or row_of(rows, "kapot").error == "RuntimeError"
    broken = row_of(rows, "kapot")
    assert (broken.count, broken.error, broken.finished_at) == (0, "RuntimeError", None)
    assert row_of(rows).finished_at is not None


def test_one_bad_row_holds_up_only_its_batch(term: Callable[..., Bewaartermijn]) -> None:
    def refuse_the_fourth(found: "QuerySet[Any]") -> int:
        if found.filter(key="oud-3").exists():
            raise ValueError
        number = found.count()
        found.delete()
        return number

    term(remove=refuse_the_fourth)
    make_mails(9)
    row = row_of(clean_up())
    assert (row.count, row.error, row.finished_at) == (6, "ValueError", None)
    assert OutgoingMail.objects.count() == 3


def test_what_failed_is_tried_again_after_an_hour(term: Callable[..., Bewaartermijn]) -> None:
    now = timezone.now().replace(hour=10)

    def fail(_limit: datetime) -> "QuerySet[Any]":
        raise RuntimeError

    term(due=fail)
    clean_up(now)
    assert [row.key for row in clean_up(now + timedelta(minutes=1))] == []
    term()
    make_mails(1)
    assert row_of(clean_up(now + CLAIM + timedelta(minutes=1))).count == 1
    row = Opruiming.objects.get(key="proef")
    assert (row.count, row.error) == (1, "")


def test_something_that_is_not_removed_does_not_go_on_for_ever(
    term: Callable[..., Bewaartermijn],
) -> None:
    term(remove=lambda _found: 0)
    make_mails(10)
    assert row_of(clean_up()).count == 0


def test_what_has_to_stay_is_counted_apart(term: Callable[..., Bewaartermijn]) -> None:
    term(skipped=lambda _limit: 5)
    assert row_of(clean_up()).skipped == 5


def test_what_comes_first_is_done_first(term: Callable[..., Bewaartermijn]) -> None:
    seen: list[int] = []
    term(before=lambda _now: seen.append(OutgoingMail.objects.count()))
    make_mails(2)
    clean_up()
    assert seen == [2]
    assert OutgoingMail.objects.count() == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_processes_at_once_clean_up_once(term: Callable[..., Bewaartermijn]) -> None:
    term()
    make_mails(10)
    results = [row for rows in at_the_same_time(clean_up, clean_up) for row in rows]
    keys = [row.key for row in results]
    assert sorted(keys) == sorted(one.key for one in retention_terms())
    assert Opruiming.objects.get(key="proef").count == 10


# --- The terms themselves ----------------------------------------------------------------------


def test_an_installation_may_have_other_terms(
    term: Callable[..., Bewaartermijn], settings: Settings
) -> None:
    term()
    make_mails(1, days=12)
    settings.RETENTION = {"proef": 10}
    assert row_of(clean_up()).count == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bestaat_niet": 3}, "RETENTION names bestaat_niet"),
        ({"mails": 0}, "RETENTION gives mails '0' days"),
        ({"mails": -5}, "RETENTION gives mails '-5' days"),
        ({"mails": "lang"}, "RETENTION gives mails 'lang' days"),
        ({"mails": ""}, "RETENTION gives mails '' days"),
        ({"accounts": 30}, "it needs at least 90"),
        ({"mails": 999_999_999}, "at most 36500"),
    ],
)
def test_a_term_that_can_not_be_is_refused(
    settings: Settings, given: dict[str, int | str], said: str
) -> None:
    settings.RETENTION = given
    (problem,) = run_checks(tags=["retention"])
    assert said in problem.msg


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 dag"), (30, "30 dagen"), (365, "1 jaar"), (730, "2 jaar"), (400, "400 dagen")],
)
def test_terms_are_told_in_words(days: int, words: str) -> None:
    assert days_in_words(days) == words


def test_every_kind_says_what_why_and_on_what_ground() -> None:
    for one in retention_terms():
        assert all(map(str, (one.what, one.data, one.why, one.ground, one.since))), one.key
        assert one.term >= one.minimum


def test_all_that_is_due_can_be_asked_of_the_database() -> None:
    for one in retention_terms():
        assert list(one.due(timezone.now() - timedelta(days=10_000)).order_by("pk")[:1]) == []


# --- What core keeps ---------------------------------------------------------------------------


def test_a_mail_loses_its_text_after_ninety_days_but_never_goes_out_again() -> None:
    mail = queue_mail("proef", to=["an@example.nl"], key="eens", context={"moment": "toen"})
    late = timezone.now() - timedelta(days=91)
    OutgoingMail.objects.update(sent_at=late, headers={"Message-ID": "x"}, last_error="oei")
    make_mails(1, days=200, key="wacht")
    assert row_of(clean_up(), "mails").count == 1
    mail.refresh_from_db()
    assert (mail.recipients, mail.subject, mail.text, mail.html) == ([], "", "", "")
    assert (mail.headers, mail.last_error) == ({}, "")
    assert queue_mail("proef", to=["an@example.nl"], key="eens", context={}).pk == mail.pk
    # What still waits keeps its text.
    assert OutgoingMail.objects.get(key="wacht-0").text == "x"
    Opruiming.objects.all().delete()
    assert row_of(clean_up(), "mails").count == 0


def test_finished_work_is_forgotten_after_two_weeks() -> None:
    queue_mail("proef", to=["an@example.nl"], key="eens", context={"moment": "toen"})
    (task,) = DBTaskResult.objects.all()
    DBTaskResult.objects.filter(pk=task.pk).update(
        status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=15)
    )
    queue_mail("proef", to=["an@example.nl"], key="nog eens", context={"moment": "toen"})
    assert row_of(clean_up(), "taken").count == 1
    assert DBTaskResult.objects.count() == 1
