"""Answers of a log-in service that let nobody in: refused, made up, stolen or broken."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from bewoners.models import Aanmelddienst, User
from tests.bewoners.oidc_server import Provider, come_back, question_of, start
from tests.bewoners.oidc_service import ADDRESS, log_in, refused, who
from tests.conftest import HOST


def test_who_says_no_at_the_service_is_told_so(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    question = start(client, "waterhage", HOST)
    location = provider.log_in(question, "an", action="deny")
    # The provider leaves out what the standard wants it to send back.
    location += f"&state={question_of(question)['state']}"
    refused(come_back(client, location, HOST), "afgebroken")


def test_an_answer_is_used_once(client: Client, provider: Provider, dienst: Aanmelddienst) -> None:
    location = provider.log_in(start(client, "waterhage", HOST), "an")
    assert come_back(client, location, HOST).status_code == 302
    client.logout()
    refused(come_back(client, location, HOST), "al gebruikt")
    assert not who(client)


def test_the_answer_of_somebody_else_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    """Somebody is made to open the way back of another's log-in."""
    attacker = Client()
    location = provider.log_in(start(attacker, "waterhage", HOST), "an")
    refused(come_back(client, location, HOST), "verlopen")
    start(client, "waterhage", HOST)
    refused(come_back(client, location, HOST), "verlopen")
    assert not who(client)


def test_a_stolen_code_is_worth_nothing_in_another_attempt(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    stolen = question_of(provider.log_in(start(Client(), "waterhage", HOST), "an"))["code"]
    state = question_of(start(client, "waterhage", HOST))["state"]
    location = f"/account/organisatie/waterhage/terug/?code={stolen}&state={state}"
    refused(come_back(client, location, HOST), "klopt niet")


WRONG = {
    "another nonce": {"nonce": "x" * 43},
    "no nonce": {"nonce": None},
    "for another site": {"aud": "iemand-anders"},
    "made for another site": {"azp": "iemand-anders"},
    "from another service": {"iss": "https://evil.example"},
    "over": {"exp": 1_000_000_000},
    "without an end": {"exp": None},
    "about nobody": {"sub": None},
    "from the future": {"iat": 9_000_000_000},
    "empty": {"sub": ""},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst, change: dict[str, Any]
) -> None:
    provider.change = lambda claims: {
        name: value for name, value in {**claims, **change}.items() if value is not None
    }
    refused(log_in(client, provider), "klopt niet")
    assert not who(client)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_an_answer_that_somebody_else_signed_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.forged = True
    refused(log_in(client, provider), "klopt niet")


def test_what_is_told_about_another_person_does_not_count(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.change_told = lambda claims: {**claims, "sub": "een-ander"}
    refused(log_in(client, provider), "klopt niet")


def test_a_wrong_secret_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    dienst.geheim = "iets anders"
    dienst.save()
    refused(log_in(client, provider), "klopt niet")


@pytest.mark.parametrize("place", ["openid-configuration", "jwks", "userinfo", "token"])
def test_a_service_that_answers_nonsense_is_said_to(
    client: Client, provider: Provider, dienst: Aanmelddienst, place: str
) -> None:
    question = start(client, "waterhage", HOST)
    location = provider.log_in(question, "an")
    provider.breaks_at = place
    assert come_back(client, location, HOST).status_code in {403, 502}
    assert not who(client)


def test_a_service_that_is_down_is_said_to(client: Client, dienst: Aanmelddienst) -> None:
    Aanmelddienst.objects.update(adres="http://localhost:9")
    response = client.post("/account/organisatie/waterhage/inloggen/", headers={"host": HOST})
    refused(response, "geeft geen antwoord")
    assert response.status_code == 502


def test_a_service_that_is_slow_holds_nobody_up(
    client: Client, provider: Provider, dienst: Aanmelddienst, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.2
    provider.wait = 1
    response = client.post("/account/organisatie/waterhage/inloggen/", headers={"host": HOST})
    refused(response, "geeft geen antwoord")


@pytest.mark.parametrize(
    "query",
    [
        "", "code=x", "state=x", "state=%00&code=%00", "error=server_error&state=x",
        "error=%22%3E%3Csvg%20onload=alert(1)%3E&state=x", f"code={'x' * 20_000}&state=x",
        "code=a%0d%0aSet-Cookie:x=1&state=b",
    ],
)  # fmt: skip
def test_nonsense_at_the_way_back_is_answered_plainly(
    client: Client, dienst: Aanmelddienst, query: str
) -> None:
    response = client.get(f"/account/organisatie/waterhage/terug/?{query}", headers={"host": HOST})
    refused(response, "Begin opnieuw")
    assert "<svg onload" not in response.content.decode()


def test_a_service_that_says_it_can_not_be_as_strong_is_believed(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    state = question_of(start(client, "waterhage", HOST))["state"]
    query = f"error=unmet_authentication_requirements&state={state}"
    response = client.get(f"/account/organisatie/waterhage/terug/?{query}", headers={"host": HOST})
    refused(response, "niet sterk genoeg")
