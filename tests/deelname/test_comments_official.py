"""The municipality changes what it said: everybody sees that, and who follows hears it if asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.models import OutgoingMail
from deelname.models import Gebeurtenis, Reactie
from deelname.services.reacties import EDITABLE, delete_comment, set_stand
from deelname.services.volgen import follow
from ideeen.models import Idee
from tests.conftest import Cast
from tests.deelname.taking_part import get, post, say, send_rounds
from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage

LATER = EDITABLE + timedelta(hours=1)


@pytest.fixture
def said(cast: Cast, wijk: WijkPage, client: Client) -> Reactie:
    """A reply of the moderator, of a while ago, which a resident follows."""
    idee: Idee = IdeeFactory(wijk=wijk)
    follow(idee, cast.resident)
    reactie = say(idee, cast.moderator, "Wij komen woensdag kijken.")
    age(reactie)
    send_rounds()
    OutgoingMail.objects.all().delete()
    client.force_login(cast.moderator)
    return reactie


def age(reactie: Reactie) -> None:
    Reactie.objects.filter(pk=reactie.pk).update(created_at=timezone.now() - LATER)


def address(reactie: Reactie) -> str:
    return f"/meedoen/reactie/{reactie.pk}/aanpassen/"


def changed() -> list[Gebeurtenis]:
    return list(Gebeurtenis.objects.filter(soort="reactie_aangepast"))


def test_other_words_later_are_public_and_nobody_is_mailed_for_a_slip(
    client: Client, said: Reactie
) -> None:
    assert post(client, address(said), {"tekst": "Wij komen donderdag kijken."}).status_code == 302
    said.refresh_from_db()
    assert said.tekst == "Wij komen donderdag kijken."
    assert [event.is_public for event in changed()] == [True]
    page = get(Client(), said.onderwerp.get_url()).content.decode()
    assert "Een reactie van de gemeente is aangepast" in page
    assert "<del>woensdag</del>" in page
    send_rounds()
    assert not OutgoingMail.objects.exists()


def test_with_a_tick_those_who_follow_hear_the_words_once(
    client: Client, said: Reactie, cast: Cast
) -> None:
    for _twice in range(2):
        post(client, address(said), {"tekst": "Wij komen donderdag.", "laat_weten": "on"})
    send_rounds()
    mail = OutgoingMail.objects.get()
    assert mail.recipients == [cast.resident.email]
    assert "Wij komen donderdag." in mail.text


def test_of_two_changes_in_a_row_the_last_one_is_mailed(client: Client, said: Reactie) -> None:
    for tekst in ("Wij komen donderdag.", "Wij komen vrijdag."):
        post(client, address(said), {"tekst": tekst, "laat_weten": "on"})
    send_rounds()
    assert "vrijdag" in OutgoingMail.objects.get().text


def test_a_slip_within_the_half_hour_is_no_history(client: Client, said: Reactie) -> None:
    Reactie.objects.update(created_at=timezone.now())
    post(client, address(said), {"tekst": "Wij komen woensdag langs."})
    assert changed() == []


def test_a_resident_gets_no_such_time_and_no_such_tick(
    client: Client, said: Reactie, cast: Cast
) -> None:
    own = say(said.onderwerp, cast.resident)
    client.force_login(cast.resident)
    page = get(client, address(own)).content.decode()
    assert "laat_weten" not in page
    post(client, address(own), {"tekst": "Ander plan.", "laat_weten": "on"})
    assert changed() == []
    age(own)
    assert post(client, address(own), {"tekst": "Nog een plan."}).status_code == 409
    assert post(client, address(said), {"tekst": "Niets ervan."}).status_code == 404


def test_who_lost_the_role_can_not_speak_for_the_municipality_any_more(
    client: Client, said: Reactie, cast: Cast
) -> None:
    cast.moderator.groups.clear()
    client.force_login(type(cast.moderator).objects.get(pk=cast.moderator.pk))
    assert post(client, address(said), {"tekst": "Wij doen niets."}).status_code == 409


def test_what_was_said_before_goes_with_the_comment(
    client: Client, said: Reactie, cast: Cast
) -> None:
    post(client, address(said), {"tekst": "Wij komen donderdag kijken."})
    set_stand(said, Reactie.Stand.VERBORGEN)
    assert [event.is_public for event in changed()] == [False]
    delete_comment(said, cast.moderator)
    assert changed() == []


@pytest.mark.parametrize("tekst", ["", "x" * 20_000, "a@b.nl", "\u202e"])
def test_words_that_are_none_change_nothing(client: Client, said: Reactie, tekst: str) -> None:
    assert post(client, address(said), {"tekst": tekst, "laat_weten": "on"}).status_code == 200
    assert changed() == []
