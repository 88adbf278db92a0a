"""How strongly somebody has to log in at a log-in service, and what that counts for here."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from bewoners.models import Aanmelddienst, User
from tests.bewoners.oidc_server import Provider
from tests.bewoners.oidc_service import ADDRESS, STRONG, grant, log_in, refused, who
from tests.conftest import HOST
from wijkpaginas.models import WijkGroup, WijkPage


@pytest.mark.parametrize("acr", ["urn:weak", "", None, ["urn:strong"]])
def test_a_level_that_is_too_low_does_not_come_in(
    client: Client, provider: Provider, dienst: Aanmelddienst, acr: Any
) -> None:
    provider.knows(
        "an", email=ADDRESS, email_verified=True, **({} if acr is None else {"acr": acr})
    )
    refused(log_in(client, provider), "niet sterk genoeg")
    assert not User.objects.filter(email=ADDRESS).exists()


def test_the_level_has_to_be_in_what_was_signed(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.change = lambda claims: {**claims, "acr": "urn:weak"}
    refused(log_in(client, provider), "niet sterk genoeg")


def test_a_strong_service_is_the_second_factor_too(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    grant(dienst, "redactie", wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group)
    response = log_in(client, provider, next="/admin/")
    assert response["Location"] == "/admin/"
    assert client.get("/admin/", headers={"host": HOST}).status_code == 200


def test_a_service_without_levels_is_not(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    Aanmelddienst.objects.update(niveaus="")
    grant(dienst, "redactie", wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group)
    log_in(client, provider)
    response = client.get("/admin/", headers={"host": HOST})
    assert response["Location"] == reverse("second_factor_required")


@pytest.mark.parametrize(("levels", "asked"), [(STRONG, False), ("", True)])
def test_the_own_second_factor_is_asked_unless_the_service_did(
    client: Client, provider: Provider, dienst: Aanmelddienst, levels: str, asked: bool
) -> None:
    Aanmelddienst.objects.update(niveaus=levels)
    log_in(client, provider)
    client.logout()
    user = User.objects.get(email=ADDRESS)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    response = log_in(client, provider)
    assert (response["Location"] == reverse("mfa_authenticate")) is asked
    assert bool(who(client)) is not asked
