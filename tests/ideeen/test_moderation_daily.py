"""The mail of the morning to moderators and coordinators."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from core.due import register_due, run_due_tasks, unregister_due
from core.models import OutgoingMail
from deelname.models import Melding
from ideeen.services.daily import send_daily_mails
from ideeen.workflow import Stadium
from tests.conftest import Cast
from tests.core.mailbox import Mailbox
from tests.factories.ideeen import IdeeFactory
from tests.races import at_the_same_time
from tests.worker import work
from wijkpaginas.models import WijkPage

MORNING = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def test_nobody_is_mailed_when_nothing_waits(cast: Cast) -> None:
    assert send_daily_mails(MORNING) == 0
    assert not OutgoingMail.objects.exists()


def test_who_moderates_hears_what_waits_and_nobody_else(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    Melding.objects.create(onderwerp=idee, site=idee.site, soort="reclame")
    IdeeFactory(wijk=other_wijk)
    assert send_daily_mails(MORNING) == 1
    mail = OutgoingMail.objects.get()
    assert mail.recipients == [cast.moderator.email]
    assert "Nieuwe ideeën: 1" in mail.text
    assert "Meldingen: 1" in mail.text
    assert "/admin/wachtrij/" in mail.text


def test_it_comes_once_a_day_however_often_it_is_asked_for(cast: Cast, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, moderatie=True)
    send_daily_mails(MORNING)
    for _time in range(2):
        cache.clear()
        assert send_daily_mails(MORNING + timedelta(hours=3)) == 0
    assert send_daily_mails(MORNING + timedelta(days=1)) == 1
    assert OutgoingMail.objects.count() == 2


def test_it_does_not_come_at_night(cast: Cast, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, moderatie=True)
    assert send_daily_mails(MORNING.replace(hour=2)) == 0


def test_what_is_overdue_goes_to_the_coordinator_too(cast: Cast, wijk: WijkPage) -> None:
    long_ago = timezone.now() - timedelta(days=60)
    late = IdeeFactory(wijk=wijk, moderatie=True, stadium_sinds=long_ago, titel="Te lang gewacht")
    judged = IdeeFactory(wijk=wijk, beoordeling=True, stadium_sinds=long_ago, titel="Ook te laat")
    IdeeFactory(wijk=wijk, moderatie=True, quarantaine=True, stadium_sinds=long_ago, titel="Spam")
    IdeeFactory(
        wijk=wijk, stadium=Stadium.TERUGGESTUURD, stadium_sinds=long_ago, titel="Bij de afzender"
    )
    assert send_daily_mails(MORNING) == 2
    mail = next(m for m in OutgoingMail.objects.all() if m.recipients == [cast.regisseur.email])
    assert late.titel in mail.text
    assert judged.titel in mail.text
    assert "Spam" not in mail.text
    assert "Bij de afzender" not in mail.text


def test_who_can_not_log_in_any_more_gets_nothing(cast: Cast, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, moderatie=True)
    cast.moderator.is_active = False
    cast.moderator.save()
    assert send_daily_mails(MORNING) == 0


def test_a_task_that_fails_leaves_the_others_alone(db: None) -> None:
    done = []

    def fail(_now: datetime) -> None:
        raise ZeroDivisionError

    register_due("proef-mislukt", fail)
    register_due("proef-goed", done.append)
    try:
        assert run_due_tasks(MORNING) == ["proef-mislukt"]
    finally:
        unregister_due("proef-mislukt")
        unregister_due("proef-goed")
    assert done == [MORNING]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_arrives_at_a_real_mail_server_by_the_command_that_runs_every_minute(
    cast: Cast,
    wijk: WijkPage,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    IdeeFactory(wijk=wijk, moderatie=True)
    # The clock of this test may say that it is night.
    monkeypatch.setattr("ideeen.services.daily.BEGINS", datetime.min.time())
    for _time in range(2):
        call_command("run_due", verbosity=0)
        work()
    (received,) = mailbox.mails
    assert received["To"] == cast.moderator.email
    assert received["Subject"] == "Er wacht 1 ding op u bij Waterhage"
    assert "Nieuwe ideeën" in received.get_body(["html"]).get_content()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_processes_at_once_send_one(cast: Cast, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, moderatie=True)
    at_the_same_time(*[lambda: send_daily_mails(MORNING)] * 4)
    assert OutgoingMail.objects.count() == 1
