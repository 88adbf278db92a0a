"""Who comes in with a log-in service: whom it knows, and whom the municipality vouches for."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from bewoners.models import Aanmelddienst, User
from tests.bewoners.oidc_server import Provider, come_back, start
from tests.bewoners.oidc_service import ADDRESS, STRONG, log_in, refused, who
from tests.conftest import HOST, OTHER_HOST
from tests.factories.people import UserFactory


def test_a_known_person_comes_back_whatever_became_of_the_address(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    log_in(client, provider)
    client.logout()
    provider.knows("an", email="ander@elders.example", acr=STRONG)
    Aanmelddienst.objects.update(maakt_accounts=False)
    log_in(client, provider)
    assert who(client) == str(User.objects.get(email=ADDRESS).pk)


def test_the_account_with_a_verified_address_of_the_municipality_is_linked(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    Aanmelddienst.objects.update(maakt_accounts=False)
    user = UserFactory(email=ADDRESS)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    assert log_in(client, provider).status_code == 302
    assert who(client) == str(user.pk)
    assert SocialAccount.objects.get().user == user
    user.refresh_from_db()
    assert user.check_password("wachtwoord-van-test")


def test_an_account_made_by_an_administrator_is_linked_at_once(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    """Nobody has shown yet that the address is theirs: the service does."""
    user = UserFactory(email=ADDRESS)
    log_in(client, provider)
    assert who(client) == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified
    user.refresh_from_db()
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    ("fields", "claims"),
    [
        ({}, {"email_verified": False}),
        ({}, {"email_verified": None}),
        ({"domeinen": "andere.nl"}, {}),
        ({"domeinen": ""}, {}),
        ({"domeinen": "aterhage.nl"}, {}),
        ({}, {"email": "an@waterhage.nl.evil.example"}),
        ({}, {"email": "geen adres"}),
        ({}, {"email": None}),
        ({}, {"email": ["an@waterhage.nl"]}),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_nobody_comes_in_whom_the_municipality_does_not_vouch_for(
    client: Client, provider: Provider, dienst: Aanmelddienst, fields: Any, claims: Any, known: bool
) -> None:
    Aanmelddienst.objects.update(**fields)
    said = {"email": ADDRESS, "email_verified": True, "acr": STRONG, **claims}
    provider.knows("an", **{name: value for name, value in said.items() if value is not None})
    if known:
        user = UserFactory(email=ADDRESS)
        EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    before = User.objects.count()
    # The same answer, so that it does not tell who has an account.
    refused(log_in(client, provider), "Wij kunnen u zo niet laten inloggen")
    assert not who(client)
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_unknown_person_is_refused_where_accounts_are_made_by_hand(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    Aanmelddienst.objects.update(maakt_accounts=False)
    refused(log_in(client, provider), "Vraag uw beheerder")
    assert not User.objects.filter(email=ADDRESS).exists()


def test_an_administrator_is_not_linked_by_address(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    UserFactory(email=ADDRESS, superuser=True)
    refused(log_in(client, provider), "Log dan eerst in")
    assert not who(client)


def test_who_is_logged_in_links_the_own_account(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    user = UserFactory(email="an@elders.example")
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    log_in(client, provider, process="connect")
    assert SocialAccount.objects.get().user == user
    client.logout()
    log_in(client, provider)
    assert who(client) == str(user.pk)


def test_a_closed_account_stays_closed(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    log_in(client, provider)
    client.logout()
    User.objects.filter(email=ADDRESS).update(is_active=False)
    response = log_in(client, provider)
    assert response["Location"] == reverse("account_inactive")
    assert not who(client)


def test_a_service_that_is_off_is_not_there(client: Client, dienst: Aanmelddienst) -> None:
    Aanmelddienst.objects.update(actief=False)
    for name in ("openid_connect_login", "openid_connect_callback"):
        address = reverse(name, args=["waterhage"])
        assert client.get(address, headers={"host": HOST}).status_code == 404
    assert "Gemeente Waterhage" not in log_in_page(client, HOST)


def test_a_service_of_another_municipality_is_not_there(
    client: Client, provider: Provider, dienst: Aanmelddienst, other_site: Site
) -> None:
    assert "Gemeente Waterhage" in log_in_page(client, HOST)
    assert "Gemeente Waterhage" not in log_in_page(client, OTHER_HOST)
    address = reverse("openid_connect_login", args=["waterhage"])
    assert client.post(address, headers={"host": OTHER_HOST}).status_code == 404
    # Not with an answer that was meant for the first one either.
    location = provider.log_in(start(client, "waterhage", HOST), "an")
    assert come_back(client, location, OTHER_HOST).status_code == 404
    assert not who(client)


def log_in_page(client: Client, host: str) -> str:
    page = client.get(reverse("account_request_login_code"), headers={"host": host})
    assert page.status_code == 200
    return page.content.decode()
