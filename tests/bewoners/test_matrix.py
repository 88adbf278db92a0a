"""Every address for people, asked by everybody of the cast: what is one person's stays theirs.

A resident has one of everything. The table says what a visitor gets, what that resident gets, and
what anybody else gets who is logged in: another resident, editors, those with a role, the
communicator of another municipality and an administrator. An address that is not in it fails.
"""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.forms.models import model_to_dict
from django.test import Client

from bewoners.models import GegevensExport, User
from tests.bewoners.outcomes import came_to
from tests.conftest import HOST, Cast, OtherCast
from tests.core.matrix_world import Route, routes
from wijkpaginas.models import WijkPage

PREFIXES = ("account/", "mijn/", "bevestig/", "volg/", "privacy/")
SECRET = "Onthoud-dit-niemand"

# Pattern, then GET and POST of a visitor, of the owner, and of anybody else who is logged in.
TABLE = """
    account/inloggen/                                  shown  shown   moved  moved   moved  moved
    account/inloggen/code/                             login  login   moved  moved   moved  moved
    account/inloggen/wachtwoord/                       shown  shown   moved  moved   moved  moved
    account/inloggen/passkey/                          login  login   moved  moved   moved  moved
    account/inloggen/controle/                         login  login   moved  moved   moved  moved
    account/uitloggen/                                 login  login   shown  login   shown  login
    account/niet-actief/                               shown  method  shown  method  shown  method
    account/aanmelden/                                 shown  shown   moved  moved   moved  moved
    account/aanmelden/code/                            login  login   moved  moved   moved  moved
    account/bevestigen/                                login  login   shown  shown   shown  shown
    account/bevestigen/tweede-stap/                    login  login   again  again   again  again
    account/bevestigen/passkey/                        login  login   again  again   again  again
    account/e-mail/                                    login  login   shown  moved   shown  moved
    account/wachtwoord/                                login  login   shown  shown   shown  shown
    account/wachtwoord/kiezen/                         login  login   moved  moved   moved  moved
    account/wachtwoord/vergeten/                       shown  shown   shown  shown   shown  shown
    account/wachtwoord/vergeten/code/                  login  login   login  login   login  login
    account/wachtwoord/vergeten/nieuw/                 moved  moved   moved  moved   moved  moved
    account/wachtwoord/vergeten/klaar/                 shown  method  shown  method  shown  method
    account/veilig-inloggen/                           login  login   shown  method  shown  method
    account/veilig-inloggen/verplicht/                 login  login   shown  shown   shown  shown
    account/veilig-inloggen/app/                       login  login   moved  moved   moved  moved
    account/veilig-inloggen/app/weg/                   login  login   none   none    none   none
    account/veilig-inloggen/herstelcodes/              login  login   none   method  none   method
    account/veilig-inloggen/herstelcodes/nieuw/        login  login   again  again   again  again
    account/veilig-inloggen/herstelcodes/bestand/      login  login   none   none    none   none
    account/veilig-inloggen/passkeys/                  login  login   shown  method  shown  method
    account/veilig-inloggen/passkeys/nieuw/            login  login   moved  moved   moved  moved
    account/veilig-inloggen/passkeys/<int:pk>/weg/     login  login   again  again   again  again
    account/veilig-inloggen/passkeys/<int:pk>/naam/    login  login   again  again   again  again
    account/apparaten/                                 login  login   shown  moved   shown  moved
    account/organisatie/afgebroken/                    shown  method  shown  method  shown  method
    account/organisatie/mislukt/                       denied method  denied method  denied method
    account/organisatie/aanmelden/                     login  login   login  login   login  login
    account/organisatie/                               login  login   shown  shown   shown  shown
    account/organisatie/<str:provider_id>/inloggen/    none   none    none   none    none   none
    account/organisatie/<str:provider_id>/terug/       none   method  none   method  none   method
    mijn/                                              login  method  shown  method  shown  method
    mijn/gegevens/                                     login  login   shown  shown   shown  shown
    mijn/apparaten/<int:pk>/uitloggen/                 method login   method none    method none
    mijn/gegevens/downloaden/                          login  login   shown  moved   shown  moved
    mijn/gegevens/downloaden/<int:pk>/                 login  method  none   method  none   method
    mijn/gegevens/verwijderen/                         login  login   again  again   again  again
    mijn/gegevens/verwijderd/                          shown  method  shown  method  shown  method
    bevestig/klaar/                                    shown  method  shown  method  shown  method
    bevestig/code/<str:reference>/                     none   none    none   none    none   none
    bevestig/code/<str:reference>/opnieuw/             method none    method none    method none
    bevestig/<str:token>/                              none   none    none   none    none   none
    volg/<int:page_id>/                                shown  shown   shown  moved   shown  moved
    volg/<int:page_id>/stop/                           method login   method moved   method moved
    privacy/toestemming/                               shown  method  shown  method  shown  method
    privacy/toestemming/akkoord/                       method login   method moved   method moved
    privacy/toestemming/<int:versie>/                  none   method  none   method  none   method
    privacy/verwerkingen/                              shown  method  shown  method  shown  method
"""
# Who works for the municipality is told that a colleague has to do it.
OF_STAFF = {"mijn/gegevens/verwijderen/": ["shown", "refused"]}
STAFF = {
    "redacteur",
    "moderator",
    "regisseur",
    "wijkmanager",
    "communicatie",
    "superuser",
    "elsewhere",
}


def rows() -> dict[str, list[str]]:
    lines = (line.split() for line in TABLE.strip().splitlines())
    return {pattern: answers for pattern, *answers in lines}


def personal_routes() -> list[Route]:
    return [route for route in routes() if route.pattern.startswith(PREFIXES)]


def test_every_address_for_people_has_an_expectation() -> None:
    assert {route.pattern for route in personal_routes()} == rows().keys()


@pytest.fixture
def owned(cast: Cast, wijk: WijkPage, name: str) -> dict[str, Any]:
    """Give the resident one of everything, by what addresses call it."""
    User.objects.filter(pk=cast.resident.pk).update(naam=SECRET, wijk=wijk)
    session = UserSession.objects.create(
        user=cast.resident, ip="192.0.2.1", user_agent="Firefox", session_key="elders"
    )
    export = GegevensExport.objects.create(user=cast.resident)
    key = Authenticator(pk=0)
    # Only a browser makes one that its owner's pages can read.
    if name != "resident":
        data = {"name": SECRET}
        kind = Authenticator.Type.WEBAUTHN
        key = Authenticator.objects.create(user=cast.resident, type=kind, data=data)
    return {
        "mijn/apparaten/<int:pk>/uitloggen/": session.pk,
        "mijn/gegevens/downloaden/<int:pk>/": export.pk,
        "account/veilig-inloggen/passkeys/<int:pk>/weg/": key.pk,
        "account/veilig-inloggen/passkeys/<int:pk>/naam/": key.pk,
        "page_id": wijk.pk, "versie": 1, "token": "geen", "reference": "geen",
        "provider_id": "geen",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["visitor", "resident", "other_resident", "redacteur", "moderator", "regisseur", "wijkmanager",
     "communicatie", "outsider", "superuser", "elsewhere"],
)  # fmt: skip
def test_what_is_of_one_person_is_shown_to_nobody_else(
    client: Client, cast: Cast, other_cast: OtherCast, owned: dict[str, Any], name: str
) -> None:
    who = other_cast.communicatie if name == "elsewhere" else getattr(cast, name, None)
    place = {"visitor": 0, "resident": 1}.get(name, 2)
    wrong: dict[str, Any] = {}
    before = model_to_dict(User.objects.get(pk=cast.resident.pk))
    for route in personal_routes():
        address = "/" + route.pattern
        for argument in route.arguments:
            value = owned.get(route.pattern, owned.get(argument))
            address = re.sub(rf"<(?:\w+:)?{argument}>", str(value), address, count=1)
        answers = []
        for method in ("get", "post"):
            client.logout()
            if who:
                client.force_login(who)
            response = getattr(client, method)(address, headers={"host": HOST})
            answers.append(came_to(response))
            if place != 1 and SECRET in response.content.decode(errors="replace"):
                wrong[f"{method} {address} shows"] = SECRET
        expected = rows().get(route.pattern, [])[2 * place : 2 * place + 2]
        if name in STAFF:
            expected = OF_STAFF.get(route.pattern, expected)
        if answers != expected:
            wrong[route.pattern] = (answers, "expected", expected)
    assert not wrong
    if place != 1:
        assert model_to_dict(User.objects.get(pk=cast.resident.pk)) == before
        assert UserSession.objects.filter(session_key="elders").exists()
        assert Authenticator.objects.filter(user=cast.resident).exists()
