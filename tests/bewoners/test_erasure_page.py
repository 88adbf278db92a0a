"""The page on which people delete their account: only they do, and only when they are sure."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.models import User
from core.models import AuditEntry
from tests.bewoners.zoe import (
    ADDRESS,
    DELETE,
    SURE,
    log_in,
)
from tests.conftest import Cast

GOODBYE = "bewoners:account_deleted"


@pytest.fixture
def at_the_page(zoe: User, client: Client) -> Client:
    log_in(client)
    return client


def test_the_page_says_what_goes_and_what_stays(at_the_page: Client) -> None:
    response = at_the_page.get(reverse(DELETE))
    text = response.content.decode()
    assert response.status_code == 200
    assert "Dit gaat weg" in text
    assert "voormalig deelnemer" in text
    assert "e-mailadres, foto" in text
    assert response["Cache-Control"] == "private, no-store"


def test_somebody_deletes_their_account(at_the_page: Client, zoe: User) -> None:
    response = at_the_page.post(reverse(DELETE), SURE)
    assert (response.status_code, response["Location"]) == (302, reverse(GOODBYE))
    assert not User.objects.filter(email=ADDRESS).exists()
    assert "_auth_user_id" not in at_the_page.session
    text = at_the_page.get(reverse(GOODBYE)).content.decode()
    assert "Uw account is verwijderd" in text
    assert not AuditEntry.objects.exists(), "what people do themselves is not for that log"


def test_without_being_sure_nothing_happens(at_the_page: Client, zoe: User) -> None:
    for values in ({}, {"zeker": ""}):
        response = at_the_page.post(reverse(DELETE), values)
        assert response.status_code == 200
        assert "Vink dit vakje aan" in response.content.decode()
    assert User.objects.filter(email=ADDRESS).exists()


def test_looking_at_the_page_deletes_nothing(at_the_page: Client, zoe: User) -> None:
    at_the_page.get(reverse(DELETE), SURE)
    at_the_page.head(reverse(DELETE))
    for method in (at_the_page.put, at_the_page.delete, at_the_page.patch):
        assert method(reverse(DELETE)).status_code == 405
    assert User.objects.filter(email=ADDRESS).exists()


def test_a_form_from_elsewhere_deletes_nothing(zoe: User) -> None:
    Authenticator.objects.all().delete()
    client = Client(enforce_csrf_checks=True)
    client.force_login(zoe)
    assert client.post(reverse(DELETE), SURE).status_code == 403
    assert User.objects.filter(email=ADDRESS).exists()


def test_who_is_not_logged_in_is_asked_to(client: Client, site: Site) -> None:
    for response in (client.get(reverse(DELETE)), client.post(reverse(DELETE), SURE)):
        assert response.status_code == 302
        assert response["Location"].startswith("/account/inloggen/")


@pytest.mark.parametrize("who", ["redacteur", "communicatie", "superuser", "moderator"])
def test_staff_hands_over_first(client: Client, cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    client.force_login(person)
    text = client.get(reverse(DELETE)).content.decode()
    assert "Vraag een beheerder" in text
    assert client.post(reverse(DELETE), SURE).status_code == 403
    assert User.objects.filter(email=person.email).exists()


def test_a_password_is_asked_once_more(client: Client, cast: Cast) -> None:
    client.force_login(cast.resident)
    response = client.post(reverse(DELETE), SURE)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.filter(pk=cast.resident.pk).exists()
    client.post(response["Location"], {"password": "niet-het-wachtwoord"})
    assert User.objects.filter(pk=cast.resident.pk).exists()


def test_after_the_password_the_account_goes(client: Client, cast: Cast) -> None:
    client.force_login(cast.resident)
    asked = client.get(reverse(DELETE))["Location"]
    client.post(asked, {"password": "wachtwoord-van-test"})
    assert client.get(reverse(DELETE)).status_code == 200
    client.post(reverse(DELETE), SURE)
    assert not User.objects.filter(pk=cast.resident.pk, verwijderd_op=None).exists()


def test_an_old_session_without_a_password_needs_a_new_code(zoe: User, client: Client) -> None:
    log_in(client)
    session = client.session
    session["logged_in_at"] -= 16 * 60
    session.save()
    assert "Log eerst opnieuw in" in client.get(reverse(DELETE)).content.decode()
    response = client.post(reverse(DELETE), SURE)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_request_login_code"))
    assert User.objects.filter(email=ADDRESS).exists()
    assert "_auth_user_id" not in client.session


def test_a_broken_ledger_is_told_to_the_person(
    at_the_page: Client, zoe: User, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings.ERASURE_LEDGER = str(tmp_path / "file" / "ledger.jsonl")
    response = at_the_page.post(reverse(DELETE), SURE, follow=True)
    assert "kan nu niet weg" in response.content.decode()
    assert User.objects.filter(email=ADDRESS).exists()


@pytest.mark.parametrize("value", ["\x00", "x" * 20_000, '"><svg onload=alert(1)>', "a\r\nb: c"])
def test_odd_input_is_never_an_error(at_the_page: Client, zoe: User, value: str) -> None:
    response = at_the_page.post(reverse(DELETE), {"onbekend": value, "zeker": ""})
    assert response.status_code == 200
    assert value not in response.content.decode() or value == "\x00"
