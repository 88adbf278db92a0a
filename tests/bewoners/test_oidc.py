"""Staff go to the log-in service of their work and come back, with a code and PKCE."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from bewoners.models import Aanmelddienst, User
from tests.bewoners.oidc_server import CLIENT, Provider, question_of, start
from tests.bewoners.oidc_service import ADDRESS, STRONG, log_in, who
from tests.conftest import HOST

BSN = "111222333"


def test_somebody_comes_in_with_a_code_and_pkce(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    question = question_of(start(client, "waterhage", HOST))
    assert question["response_type"] == "code"
    assert question["code_challenge_method"] == "S256"
    assert question["client_id"] == CLIENT
    assert question["acr_values"] == f"urn:strongest {STRONG}"
    assert set(question["scope"].split()) == {"openid", "profile", "email"}
    assert question["redirect_uri"] == f"http://{HOST}/account/organisatie/waterhage/terug/"
    assert len(question["nonce"]) > 40

    response = log_in(client, provider)
    assert response.status_code == 302
    user = User.objects.get(email=ADDRESS)
    assert who(client) == str(user.pk)
    assert (user.first_name, user.last_name) == ("An", "de Wit")
    assert not user.has_usable_password()
    assert not user.is_staff
    assert not user.is_superuser
    assert EmailAddress.objects.get(user=user).verified


def test_each_attempt_asks_something_else(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    questions = [question_of(start(client, "waterhage", HOST)) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert questions[0][name] != questions[1][name]


def test_a_visitor_adds_nothing_to_the_question(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    question = question_of(
        start(client, "waterhage", HOST, scope="bsn", auth_params="acr_values=zwak&prompt=none")
    )
    assert question["acr_values"] == f"urn:strongest {STRONG}"
    assert "bsn" not in question["scope"]
    assert "prompt" not in question


def test_a_get_only_asks_whether_to_go_on(client: Client, dienst: Aanmelddienst) -> None:
    response = client.get("/account/organisatie/waterhage/inloggen/", headers={"host": HOST})
    assert response.status_code == 200
    assert "de inlogpagina van Gemeente Waterhage" in response.content.decode()


def test_nothing_but_who_it_was_is_stored(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG, bsn=BSN, phone="06")
    log_in(client, provider)
    account = SocialAccount.objects.get()
    assert (account.uid, account.provider, account.extra_data) == ("an", "waterhage", {})


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": BSN},
        {"sub": "111.222.333"},
        {"sub": "12345672"},
    ],
)
def test_a_citizen_service_number_is_no_name(
    client: Client, provider: Provider, dienst: Aanmelddienst, claims: dict[str, str]
) -> None:
    provider.knows(claims["sub"], email=ADDRESS, email_verified=True, acr=STRONG)
    response = log_in(client, provider, claims["sub"])
    assert response.status_code == 403
    assert "niet mag bewaren" in response.content.decode()
    assert not SocialAccount.objects.exists()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_a_citizen_service_number_in_a_name_is_left_out(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG, given_name=BSN)
    log_in(client, provider)
    assert User.objects.get(email=ADDRESS).first_name == ""


def test_somebody_is_known_by_another_claim(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    Aanmelddienst.objects.update(persoonsclaim="oid")
    provider.knows(BSN, email=ADDRESS, email_verified=True, acr=STRONG, oid="a-7")
    assert log_in(client, provider, BSN).status_code == 302
    assert SocialAccount.objects.get().uid == "a-7"


def test_the_way_back_takes_no_post(client: Client, dienst: Aanmelddienst) -> None:
    address = reverse("openid_connect_callback", args=["waterhage"])
    assert client.post(address, headers={"host": HOST}).status_code == 405


def test_somebody_is_not_sent_on_to_another_site(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    response = log_in(client, provider, next="https://evil.example/")
    assert "evil" not in response["Location"]
