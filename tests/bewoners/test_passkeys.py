"""What a device never answers lets nobody in, and is no error of the site."""

import base64
import json
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from bewoners.models import User
from tests.conftest import HOST

PASSWORD = "wachtwoord-van-test"
WRONG = "Dit klopt niet"


def packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def answer(**parts: object) -> str:
    """Write an answer as a browser does; `parts` takes the place of what belongs in it."""
    response = {
        "clientDataJSON": packed(b'{"type":"webauthn.get","challenge":"eA","origin":"http://x"}'),
        "authenticatorData": packed(bytes(37)), "attestationObject": packed(b"\xa0"),
        "signature": "eA", "userHandle": "eA", **parts,
    }  # fmt: skip
    return json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": response})


ANSWERS = {
    "nothing": "",
    "no JSON": "<svg onload=alert(1)>",
    "another kind": "[]",
    "without parts": '{"id": "eA"}',
    "very deep": "[" * 30_000,
    "empty": answer(clientDataJSON="", authenticatorData="", attestationObject=""),
    "cut off": answer(authenticatorData=packed(bytes(32) + b"\xc1\0\0\0\0")),
    "no object inside": answer(clientDataJSON=packed(b"1"), attestationObject=packed(b"\x01")),
    "of nobody": answer(userHandle=packed(b"9" * 30)),
}


@pytest.fixture
def browser(settings: Settings) -> Client:
    # Each answer is a try, and here come many.
    settings.MFA_RATE_LIMITS = {"webauthn_login": None}
    settings.ACCOUNT_RATE_LIMITS = False
    return Client(headers={"host": HOST})


def log_in(browser: Client, person: User, credential: str) -> HttpResponse:
    begin = reverse("mfa_login_webauthn")
    assert browser.get(begin, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 200
    return browser.post(begin, {"credential": credential}, follow=True)


def second_step(browser: Client, person: User, credential: str) -> HttpResponse:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert browser.get(reverse("mfa_authenticate")).status_code == 200
    return browser.post(reverse("mfa_authenticate"), {"credential": credential})


@pytest.mark.parametrize("credential", ANSWERS.values(), ids=ANSWERS.keys())
@pytest.mark.parametrize("way", [log_in, second_step])
def test_an_answer_that_makes_no_sense_lets_nobody_in(
    browser: Client, an: User, way: Callable[[Client, User, str], HttpResponse], credential: str
) -> None:
    page = way(browser, an, credential)
    assert page.status_code == 200
    assert "<svg onload" not in page.content.decode()
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("credential", [ANSWERS["without parts"], ANSWERS["very deep"]])
def test_it_is_told_as_any_wrong_answer(browser: Client, an: User, credential: str) -> None:
    for way in (log_in, second_step):
        assert WRONG in way(browser, an, credential).content.decode()


@pytest.mark.parametrize("credential", ANSWERS.values(), ids=ANSWERS.keys())
def test_no_passkey_is_made_of_an_answer_that_makes_no_sense(
    browser: Client, an: User, credential: str
) -> None:
    browser.force_login(an)
    again = reverse("account_reauthenticate")
    assert browser.post(again, {"password": PASSWORD}).status_code == 302
    add = reverse("mfa_add_webauthn")
    assert browser.get(add).status_code == 200
    page = browser.post(add, {"name": "Telefoon", "credential": credential})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Authenticator.objects.exists()
