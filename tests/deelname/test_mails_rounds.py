"""Mails to all who support or follow an idea: each once, and none after it was stopped."""

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.models import OutgoingMail
from deelname.models import Rondschrijven, Steun, Volging
from deelname.rounds import resume, send_batch, send_round
from deelname.services.steun import give_support
from deelname.services.volgen import follow
from ideeen.models import Idee
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import OTHER_HOST, Cast
from tests.core.mailbox import Mailbox, link_in, text_of
from tests.deelname.taking_part import get, post
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from tests.worker import work
from wijkpaginas.models import WijkPage

S = Stadium

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def judged(idee: Idee, cast: Cast) -> None:
    """Answer an idea that is being judged."""
    change_stage(
        idee, S.OPGEPAKT, rol=Rol.REGISSEUR, door=cast.regisseur, toelichting="De bank komt er."
    )


@pytest.fixture
def supported(ideas: Any, wijk: WijkPage) -> Idee:
    """An idea that is being judged, with a supporter, a follower, and somebody who is both."""
    idee = IdeeFactory(wijk=wijk, beoordeling=True, indiener=UserFactory(email="wit@example.nl"))
    both = UserFactory(email="beide@example.nl")
    give_support(idee, UserFactory(email="steun@example.nl"))
    give_support(idee, both)
    follow(idee, both)
    follow(idee, UserFactory(email="volg@example.nl"))
    follow(idee, idee.indiener)
    return idee


def test_all_who_support_or_follow_are_told_the_answer_once(
    mailbox: Mailbox, supported: Idee, cast: Cast
) -> None:
    judged(supported, cast)
    assert OutgoingMail.objects.count() == 1, "the others are a task, in the same transaction"
    work()
    for pk in Rondschrijven.objects.values_list("pk", flat=True):
        Rondschrijven.objects.update(finished_at=None, tot=0)
        send_round.call(pk)
    work()
    addresses = sorted(mail["To"] for mail in mailbox.mails)
    assert addresses == [
        "beide@example.nl",
        "steun@example.nl",
        "volg@example.nl",
        "wit@example.nl",
    ]
    for mail in mailbox.mails:
        assert "De bank komt er." in text_of(mail)


def test_each_of_these_mails_can_be_stopped(mailbox: Mailbox, supported: Idee, cast: Cast) -> None:
    judged(supported, cast)
    work()
    (mail,) = mailbox.to("steun@example.nl")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = link_in(mail, "/afmelden/")
    assert link in mail["List-Unsubscribe"]
    client = Client(enforce_csrf_checks=True)
    page = get(client, link)
    assert page.status_code == 200
    assert not page.cookies
    assert Steun.objects.filter(mails=False).count() == 0, "a look changes nothing"
    for _ in range(2):
        assert post(client, link).status_code == 200
    support = Steun.objects.get(user__email="steun@example.nl")
    assert not support.mails
    supported.refresh_from_db()
    assert (supported.steun_aantal, supported.volger_aantal) == (2, 3), "support keeps counting"
    change_stage(supported, S.BEOORDELING, rol=Rol.REGISSEUR, door=cast.regisseur)
    judged(supported, cast)
    work()
    assert len(mailbox.to("steun@example.nl")) == 1
    assert len(mailbox.to("volg@example.nl")) == 2


@pytest.mark.parametrize("change", ["x", "", ":", "%00", "é"])
def test_a_link_to_stop_that_is_not_ours_stops_nothing(
    mailbox: Mailbox, supported: Idee, cast: Cast, other_site: Any, change: str
) -> None:
    judged(supported, cast)
    work()
    link = link_in(mailbox.to("volg@example.nl")[0], "/afmelden/")
    assert Client().post(link, headers={"host": OTHER_HOST}).status_code == 404
    wrong = link.rstrip("/")[:-3] + change + "/"
    assert post(Client(), wrong).status_code == 404
    assert Volging.objects.count() == 3


def test_what_was_hidden_before_the_worker_came_is_not_told(
    mailbox: Mailbox, supported: Idee, cast: Cast
) -> None:
    judged(supported, cast)
    change_stage(
        supported, S.VERBORGEN, rol=Rol.MODERATOR, door=cast.moderator, toelichting="Privacy"
    )
    work()
    assert {mail["To"] for mail in mailbox.mails} == {"wit@example.nl"}


def test_what_stands_in_a_neighbourhood_that_was_closed_is_not_told(
    mailbox: Mailbox, supported: Idee, cast: Cast
) -> None:
    judged(supported, cast)
    supported.wijk.opening = WijkPage.Opening.BINNENKORT
    supported.wijk.save()
    work()
    assert {mail["To"] for mail in mailbox.mails} == {"wit@example.nl"}


def test_another_worker_goes_on_where_one_died(
    mailbox: Mailbox, supported: Idee, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deelname.rounds.BATCH", 1)
    judged(supported, cast)
    row = Rondschrijven.objects.get()
    assert send_batch(row.pk)
    DBTaskResult.objects.filter(task_path__contains="send_round").delete()
    resume(timezone.now())
    assert not DBTaskResult.objects.filter(task_path__contains="send_round").exists(), "too soon"
    resume(timezone.now() + timedelta(minutes=11))
    work()
    assert len({mail["To"] for mail in mailbox.mails}) == len(mailbox.mails) == 4
    row.refresh_from_db()
    assert row.finished_at


def dies_after(task: Callable[[], Any]) -> None:
    """Do something in a process of its own, which is killed the moment that it is done."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            task()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def test_a_process_that_is_killed_after_the_commit_still_sends_each_mail_once(
    mailbox: Mailbox, supported: Idee, cast: Cast
) -> None:
    dies_after(lambda: judged(supported, cast))
    assert Idee.objects.get(pk=supported.pk).stadium == S.OPGEPAKT
    assert mailbox.mails == []
    work()
    work()
    assert len({mail["To"] for mail in mailbox.mails}) == len(mailbox.mails) == 4


def test_supporters_of_a_merged_idea_choose_themselves(
    mailbox: Mailbox, idee: Idee, wijk: WijkPage, cast: Cast
) -> None:
    other = IdeeFactory(wijk=wijk, titel="De andere bank")
    user, had_it = UserFactory(), UserFactory()
    give_support(idee, user)
    give_support(idee, had_it)
    give_support(other, had_it)
    change_stage(
        idee, S.SAMENGEVOEGD, rol=Rol.MODERATOR, door=cast.moderator, samengevoegd_met=other
    )
    work()
    assert sorted(mail["To"] for mail in mailbox.mails) == sorted([idee.indiener.email, user.email])
    other.refresh_from_db()
    assert other.steun_aantal == 1, "nothing goes along by itself"
    link = link_in(mailbox.to(user.email)[0], "/overzetten/")
    client = Client()
    assert "De andere bank" in get(client, link).content.decode()
    other.refresh_from_db()
    assert other.steun_aantal == 1, "a look changes nothing"
    for _ in range(2):
        assert post(client, link).status_code == 200
    other.refresh_from_db()
    assert other.steun_aantal == 2
    assert Steun.objects.about(idee).count() == 2, "the first one keeps what it had"
    wrong = link[:-2] + "xx"
    assert post(client, wrong)["Location"] == f"/meedoen/idee/{other.pk}/steun/"
