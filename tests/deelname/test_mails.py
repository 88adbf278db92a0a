"""Who is told what, when, and once: read from a real mail server."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from core.models import OutgoingMail
from deelname.models import Reden
from deelname.services.reacties import delete_comment, set_stand
from deelname.services.steun import give_support, withdraw_support
from deelname.services.volgen import follow
from ideeen.judging.services import move_promise
from ideeen.models import Idee
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import HOST, Cast
from tests.core.mailbox import Mailbox, link_in, text_of
from tests.deelname.taking_part import say
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from tests.worker import work
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

S = Stadium


def subjects_to(box: Mailbox, address: str) -> list[str]:
    return [mail["Subject"] for mail in box.to(address)]


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
    mails = mailbox.to(cast.resident.email)
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
    (mail,) = mailbox.to(cast.regisseur.email)
    assert link_in(mail, "beoordelen") == f"/admin/beoordelen/{idee.pk}/"


def test_moderators_are_told_where_nobody_judges(mailbox: Mailbox, idee: Idee, cast: Cast) -> None:
    cast.regisseur.groups.clear()
    for _ in range(5):
        give_support(idee, UserFactory())
    work()
    assert mailbox.to(cast.regisseur.email) == []
    (mail,) = mailbox.to(cast.moderator.email)
    assert mail["Subject"].strip() == f"Niemand beoordeelt nog “{idee.titel}”"
    assert link_in(mail, "admin/ideeen") == f"/admin/ideeen/{idee.pk}/"


def test_a_moderator_who_hands_it_over_tells_sender_and_coordinator(
    mailbox: Mailbox, idee: Idee, cast: Cast, client: Client
) -> None:
    client.force_login(cast.moderator)
    address = f"/admin/ideeen/{idee.pk}/naar-beoordeling/"
    for _twice in range(2):
        client.post(address, {"toelichting": "Er is haast bij."}, headers={"host": HOST})
    idee.refresh_from_db()
    assert idee.stadium == S.BEOORDELING
    log: Any = ModelLogEntry.objects
    assert [row.user for row in log.for_instance(idee)] == [cast.moderator]
    assert "Er is haast bij." in client.get(idee.get_url(), headers={"host": HOST}).content.decode()
    work()
    assert sorted(mail["To"] for mail in mailbox.mails) == sorted(
        [idee.indiener.email, cast.regisseur.email]
    )


def test_the_sender_hears_that_the_answer_comes_on_another_day(
    mailbox: Mailbox, idee: Idee, cast: Cast
) -> None:
    change_stage(idee, S.BEOORDELING, rol=Rol.REGISSEUR, door=cast.regisseur)
    give_support(idee, UserFactory())
    day = timezone.localdate() + timedelta(days=99)
    move_promise(idee, day, "Er wacht onderzoek.", door=cast.regisseur)
    work()
    (_judged, mail) = mailbox.to(idee.indiener.email)
    assert "andere datum" in mail["Subject"]
    assert "Er wacht onderzoek." in text_of(mail)
    assert date_format(day, "j F Y") in text_of(mail)
    assert len(mailbox.mails) == 2


def test_a_coordinator_who_took_it_up_is_not_told_so(
    mailbox: Mailbox, idee: Idee, cast: Cast
) -> None:
    change_stage(idee, S.BEOORDELING, rol=Rol.REGISSEUR, door=cast.regisseur)
    work()
    assert [mail["To"] for mail in mailbox.mails] == [idee.indiener.email]


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


def test_a_comment_that_was_hidden_by_mistake_is_not_told_as_new(idee: Idee) -> None:
    follow(idee, idee.indiener)
    said = say(idee, UserFactory())
    told = OutgoingMail.objects.filter(key__contains="-reactie-")
    assert told.count() == 1
    # An hour later.
    told.update(key="earlier")
    set_stand(said, "verborgen")
    set_stand(said, "geplaatst")
    assert not told.exists()


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
