"""The log-in service of a municipality in tests, and how somebody comes in with it."""

from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Site

from bewoners.models import Aanmelddienst, Groepstoekenning
from tests.bewoners.oidc_server import CLIENT, SECRET, Provider, come_back, start
from tests.conftest import HOST

ADDRESS = "an@waterhage.nl"
STRONG = "urn:strong"


def make_dienst(site: Site, provider: Provider, **fields: Any) -> Aanmelddienst:
    values = {
        "naam": "Gemeente Waterhage", "sleutel": "waterhage", "adres": provider.address,
        "client_id": CLIENT, "niveaus": f"urn:strongest\n{STRONG}", "domeinen": "waterhage.nl",
        "maakt_accounts": True, **fields,
    }  # fmt: skip
    made = Aanmelddienst(site=site, **values)
    made.geheim = SECRET
    made.save()
    return made


def log_in(client: Client, provider: Provider, sub: str = "an", **query: str) -> HttpResponse:
    """Go the whole way."""
    question = start(client, "waterhage", HOST, **query)
    return come_back(client, provider.log_in(question, sub), HOST)


def who(client: Client) -> str:
    """Return the number of who is logged in, or nothing."""
    return client.session.get("_auth_user_id", "")


def grant(dienst: Aanmelddienst, value: str, group: Group) -> None:
    Groepstoekenning.objects.create(dienst=dienst, waarde=value, groep=group)


def refused(response: HttpResponse, words: str) -> None:
    text = response.content.decode()
    assert response.status_code in {403, 502}
    assert "Inloggen is niet gelukt" in text
    assert words in text
