"""Who is told what, when, and once: read from a real mail server."""

import os
import re
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.models import OutgoingMail
from deelname.models import Reden, Rondschrijven, Steun, Volging
from deelname.rounds import resume, send_batch, send_round
from deelname.services.reacties import delete_comment
from deelname.services.steun import give_support, withdraw_support
from deelname.services.volgen import follow
from ideeen.models import Idee
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import OTHER_HOST, Cast
from tests.core.test_mail import Mailbox
from tests.deelname.taking_part import get, post, say, work
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

S = Stadium


def to(box: Mailbox, address: str) -> list[Any]:
    return [mail for mail in box.mails if mail["To"] == address]


def text_of(mail: Any) -> str:
    return str(mail.get_body(["plain"]).get_content())


def subjects_to(box: Mailbox, address: str) -> list[str]:
    return [mail["Subject"] for mail in to(box, address)]


def link_in(mail: Any, part: str) -> str:
    (link,) = re.findall(rf"https?://\S*{part}\S*", text_of(mail))
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_the_sender_hears_of_each_step(
    mailbox: Mailbox, ideas: Any, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, bevestigen=True, indiener=cast.resident, titel="Een bank")
    moderator = {"rol": Rol.MODERATOR, "door": cast.moderator}
    coordinator = {"rol": Rol.REGISSEUR, "door": cast.regisseur}
    change_stage(idee, S.MODERATIE, rol=Rol.SYSTEEM)
    change_stage(idee, S.TERUGGESTUURD, toelichting="Zet geen namen in de tekst.", **moderator)
    change_stage(idee, S.MODERATIE, rol=Rol.AFZENDER, door=cast.resident)
    change_stage(idee, S.GEPLAATST, **moderator)
    change_stage(idee, S.VERBORGEN, toelichting="Er staat een kenteken op de foto.", **moderator)
    change_stage(idee, S.GEPLAATST, **moderator)
    change_stage(idee, S.BEOORDELING, **moderator)
    change_stage(idee, S.NIET_HAALBAAR, toelichting="Hier liggen leidingen.", **coordinator)
    work()
    mails = to(mailbox, cast.resident.email)
    assert [mail["Subject"].strip() for mail in mails] == [
        "Wij kijken uw idee na: “Een bank”",
        "Wilt u uw idee aanpassen? “Een bank”",
        "Uw idee staat op de site: “Een bank”",
        "Uw idee is van de site gehaald: “Een bank”",
        "Uw idee staat weer op de site: “Een bank”",
        "Wij beoordelen uw idee “Een bank”",
        "“Een bank” is niet haalbaar",
    ]
    assert "Zet geen namen in de tekst." in text_of(mails[1])
    assert f"/idee/{idee.pk}/wijzigen/" in text_of(mails[1])
    assert "Er staat een kenteken op de foto." in text_of(mails[3])
    assert f"/idee/{idee.pk}/bezwaar/" in text_of(mails[3])
    assert "Hier liggen leidingen." in text_of(mails[6])
    for mail in mails:
        assert mail.get_body(["html"]) is not None
        assert "List-Unsubscribe" not in mail


def test_a_rejected_idea_says_why_to_its_sender_only(
    mailbox: Mailbox, ideas: Any, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, indiener=cast.resident)
    reason = Reden.objects.create(
        site=idee.site, soort=Reden.Soort.AFWIJZEN, naam="Gaat niet over de wijk"
    )
    change_stage(idee, S.AFGEWEZEN, rol=Rol.MODERATOR, door=cast.moderator, reden=reason)
    work()
    (mail,) = mailbox.mails
    assert mail["To"] == cast.resident.email
    assert "Gaat niet over de wijk" in text_of(mail)


def test_what_is_placed_at_once_is_told_once(
    mailbox: Mailbox, ideas: Any, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, bevestigen=True, indiener=cast.resident, titel="Een bank")
    change_stage(idee, S.MODERATIE, rol=Rol.SYSTEEM)
    change_stage(idee, S.GEPLAATST, rol=Rol.SYSTEEM)
    work()
    assert subjects_to(mailbox, cast.resident.email) == ["Uw idee staat op de site: “Een bank”"]


def test_an_idea_on_paper_has_nobody_to_mail(
    mailbox: Mailbox, ideas: Any, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, indiener=None, papier_naam="Mevrouw De Wit")
    change_stage(idee, S.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)
    work()
    assert mailbox.mails == []


def test_the_threshold_is_told_to_sender_and_coordinator_once(
    mailbox: Mailbox, idee: Idee, cast: Cast
) -> None:
    people = [UserFactory() for _ in range(5)]
    for user in people:
        give_support(idee, user)
    withdraw_support(idee, people[0])
    idee.refresh_from_db()
    assert idee.stadium == S.BEOORDELING, "withdrawing never moves it back"
    give_support(idee, people[0])
    work()
    assert sorted(mail["To"] for mail in mailbox.mails) == sorted(
        [idee.indiener.email, cast.regisseur.email]
    )


def test_a_coordinator_who_took_it_up_is_not_told_so(
    mailbox: Mailbox, idee: Idee, cast: Cast
) -> None:
    change_stage(idee, S.BEOORDELING, rol=Rol.REGISSEUR, door=cast.regisseur)
    work()
    assert [mail["To"] for mail in mailbox.mails] == [idee.indiener.email]


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
    (mail,) = to(mailbox, "steun@example.nl")
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
    assert len(to(mailbox, "steun@example.nl")) == 1
    assert len(to(mailbox, "volg@example.nl")) == 2


@pytest.mark.parametrize("change", ["x", "", ":", "%00", "é"])
def test_a_link_to_stop_that_is_not_ours_stops_nothing(
    mailbox: Mailbox, supported: Idee, cast: Cast, other_site: Any, change: str
) -> None:
    judged(supported, cast)
    work()
    link = link_in(to(mailbox, "volg@example.nl")[0], "/afmelden/")
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


def test_the_sender_hears_of_comments_once_an_hour(mailbox: Mailbox, idee: Idee) -> None:
    follow(idee, idee.indiener)
    follow(idee, UserFactory())
    for _ in range(3):
        say(idee, UserFactory(), "Geheime woorden")
    say(idee, idee.indiener)
    work()
    (mail,) = mailbox.mails
    assert mail["To"] == idee.indiener.email
    assert "Geheime woorden" not in text_of(mail)


def test_a_sender_who_does_not_follow_hears_nothing_of_comments(
    mailbox: Mailbox, idee: Idee
) -> None:
    say(idee, UserFactory())
    work()
    assert mailbox.mails == []


def test_words_of_the_municipality_reach_followers_and_who_is_answered(
    mailbox: Mailbox, idee: Idee, cast: Cast
) -> None:
    asks, follower = UserFactory(), UserFactory()
    follow(idee, follower)
    give_support(idee, UserFactory())
    question = say(idee, asks, "Wanneer komt dit?")
    say(idee, cast.regisseur, "Dat weten wij in mei.", parent=question)
    work()
    assert sorted(mail["To"] for mail in mailbox.mails) == sorted([asks.email, follower.email])
    for mail in mailbox.mails:
        assert "Dat weten wij in mei." in text_of(mail)
        assert "Regisseur" in text_of(mail)


def test_words_that_are_taken_back_are_not_mailed(mailbox: Mailbox, idee: Idee, cast: Cast) -> None:
    follow(idee, UserFactory())
    said = say(idee, cast.regisseur, "Een vergissing.")
    delete_comment(said, cast.regisseur)
    work()
    assert mailbox.mails == []


def test_a_title_can_not_write_headers_or_markup(
    mailbox: Mailbox, ideas: Any, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(
        wijk=wijk, moderatie=True, indiener=cast.resident,
        titel='Bank\r\nBcc: x@example.nl "><svg onload=alert(1)>',
    )  # fmt: skip
    change_stage(idee, S.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)
    work()
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert "<svg onload" not in mail.get_body(["html"]).get_content()


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
    link = link_in(to(mailbox, user.email)[0], "/overzetten/")
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
