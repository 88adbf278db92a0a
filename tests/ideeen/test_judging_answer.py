"""The answer of the municipality in other words, and who is told of it."""

from typing import Any

import pytest
from django.test import Client

from core.models import OutgoingMail
from deelname.models import Gebeurtenis
from deelname.services.volgen import follow
from ideeen.models import Idee, Stap
from ideeen.workflow import Stadium
from tests.conftest import HOST, Cast, member
from tests.deelname.taking_part import send_rounds
from tests.factories.ideeen import IdeeFactory, RedenFactory, SteunFactory
from tests.ideeen.judging import act, judged
from wijkpaginas.models import WijkPage


@pytest.fixture
def idee(cast: Cast, wijk: WijkPage, client: Client) -> Idee:
    client.force_login(cast.regisseur)
    found: Idee = IdeeFactory(wijk=wijk, niet_haalbaar=True, indiener=cast.resident)
    follow(found, cast.other_resident)
    SteunFactory(onderwerp=found, user=cast.outsider)
    return found


def change(
    client: Client, idee: Idee, antwoord: str = "Hier ligt een gasleiding.", **more: Any
) -> Any:
    return act(client, idee, "aanpassen", antwoord=antwoord, **more)


def fresh(idee: Idee) -> Idee:
    return Idee.objects.get(pk=idee.pk)


def test_other_words_are_public_with_what_was_changed_and_no_mail_for_a_slip(
    client: Client, idee: Idee
) -> None:
    before = fresh(idee).beantwoord_op
    assert change(client, idee).status_code == 302
    now = fresh(idee)
    assert (now.antwoord, now.stadium) == ("Hier ligt een gasleiding.", Stadium.NIET_HAALBAAR)
    assert now.beantwoord_op == before
    assert not Stap.objects.filter(idee=idee).exists()
    page = Client().get(idee.get_url(), headers={"host": HOST}).content.decode()
    assert "Antwoord van de gemeente anders opgeschreven" in page
    assert "<ins>" in page
    send_rounds()
    assert not OutgoingMail.objects.exists()


def test_with_a_tick_sender_supporters_and_followers_hear_it_once(
    client: Client, idee: Idee, cast: Cast
) -> None:
    for _twice in range(2):
        change(client, idee, laat_weten="on")
    send_rounds()
    people = [cast.resident, cast.other_resident, cast.outsider]
    mails = OutgoingMail.objects.all()
    assert sorted(mail.recipients[0] for mail in mails) == sorted(who.email for who in people)
    assert all("gasleiding" in mail.text for mail in mails)


def test_of_two_changes_in_a_row_followers_hear_the_last(
    client: Client, idee: Idee, cast: Cast
) -> None:
    change(client, idee, "Hier ligt een gasleding.", laat_weten="on")
    change(client, idee, laat_weten="on")
    send_rounds()
    mail = OutgoingMail.objects.get(recipients=[cast.other_resident.email])
    assert "gasleiding" in mail.text


def test_the_reason_changes_too(client: Client, idee: Idee) -> None:
    reden = RedenFactory(site=idee.site, naam="Geen ruimte")
    change(client, idee, idee.antwoord, reden=reden.pk)
    assert fresh(idee).reden == reden
    assert Gebeurtenis.objects.get(soort="antwoord_aangepast").data["velden"] == ["reden"]


@pytest.mark.parametrize("antwoord", ["", "   ", "x" * 20_000, "a\0b"])
def test_an_answer_that_is_none_or_the_same_is_refused(
    client: Client, idee: Idee, antwoord: str
) -> None:
    for words in (antwoord, idee.antwoord):
        assert change(client, idee, words, laat_weten="on").status_code == 200
    assert fresh(idee).antwoord == idee.antwoord
    assert not Gebeurtenis.objects.filter(soort="antwoord_aangepast").exists()


def test_a_reason_of_another_municipality_is_refused(
    client: Client, idee: Idee, duinwijk: WijkPage
) -> None:
    foreign = RedenFactory(site=duinwijk.get_site())
    assert change(client, idee, reden=foreign.pk).status_code == 200
    assert fresh(idee).reden is None


def test_there_is_nothing_to_change_before_there_is_an_answer(
    client: Client, idee: Idee, wijk: WijkPage
) -> None:
    other = judged(wijk)
    change(client, other)
    assert fresh(other).antwoord == ""


@pytest.mark.parametrize("who", ["moderator", "resident", "communicatie", "neighbour", "elsewhere"])
def test_nobody_else_changes_it(
    client: Client, idee: Idee, cast: Cast, other_wijk: WijkPage, duinwijk: WijkPage, who: str
) -> None:
    homes = {"neighbour": other_wijk, "elsewhere": duinwijk}
    client.force_login(member(homes[who], "regisseur") if who in homes else getattr(cast, who))
    assert change(client, idee, laat_weten="on").status_code in {302, 403, 404}
    assert fresh(idee).antwoord == idee.antwoord


def test_a_new_handler_is_mailed_once_with_the_way_there(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    client.force_login(cast.regisseur)
    found, colleague = judged(wijk), member(wijk, "regisseur")
    for _twice in range(2):
        act(client, found, "behandelaar", behandelaar=colleague.pk)
    mail = OutgoingMail.objects.get()
    assert mail.recipients == [colleague.email]
    assert f"/admin/beoordelen/{found.pk}/" in mail.text
    assert found.titel in mail.subject
    # Who takes it up themselves knows, and nobody has to be told of nobody.
    act(client, found, "behandelaar", behandelaar=cast.regisseur.pk)
    act(client, found, "behandelaar", behandelaar="")
    assert OutgoingMail.objects.count() == 1
    # Once more is news again.
    act(client, found, "behandelaar", behandelaar=colleague.pk)
    assert OutgoingMail.objects.count() == 2
