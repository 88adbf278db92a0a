"""Every address at which people take part, asked by everybody of the cast.

A resident has one idea that everybody sees and one that no moderator has seen yet. The table says
what a visitor gets, what that resident gets, and what others get who are logged in. An address that
is not in it fails.
"""

import re
import uuid
from http import HTTPStatus
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from bewoners.models import User
from deelname.models import Reactie
from ideeen.models import Idee
from tests.bewoners.outcomes import came_to
from tests.conftest import HOST, Cast, OtherCast
from tests.core.matrix_world import Route, routes
from tests.factories.ideeen import IdeeFactory, ReactieFactory
from wijkpaginas.models import WijkPage

PREFIXES = ("meedoen/", "idee/", "burencheck/")
SECRET = "Onthoud-dit-niemand"

# Pattern, then GET and POST of a visitor, the sender, a judge, and others who are logged in.
PUBLIC = """
    meedoen/afmelden/<token>/              none   none   none   none   none   none   none   none
    meedoen/mijn/<soort>/                  login  login  none   method none   method none   method
    meedoen/reactie/geplaatst/<inzending>/ login  login  none   method none   method none   method
    meedoen/reactie/<pk>/                  moved  method moved  method moved  method moved  method
    meedoen/reactie/<pk>/antwoorden/       shown  method shown  method shown  method shown  method
    meedoen/reactie/<pk>/aanpassen/        login  login  shown  shown  none   none   none   none
    meedoen/reactie/<pk>/bezwaar/          login  login  shown  clash  none   none   none   none
    meedoen/reactie/<pk>/verwijderen/      login  login  shown  shown  none   none   none   none
    meedoen/reactie/<pk>/melden/           shown  shown  shown  shown  shown  shown  shown  shown
    meedoen/<soort>/<pk>/steun/            shown  shown  shown  moved  shown  moved  shown  moved
    meedoen/<soort>/<pk>/steun/intrekken/  method login  method moved  method moved  method moved
    meedoen/<soort>/<pk>/volg/             shown  shown  shown  moved  shown  moved  shown  moved
    meedoen/<soort>/<pk>/volg/stop/        method login  method moved  method moved  method moved
    meedoen/<soort>/<pk>/reactie/          shown  shown  shown  shown  shown  shown  shown  shown
    meedoen/<soort>/<pk>/melden/           shown  shown  shown  shown  shown  shown  shown  shown
    idee/lijkt-op/                         shown  method shown  method shown  method shown  method
    idee/adres/                            shown  method shown  method shown  method shown  method
    idee/<pk>/ingestuurd/                  login  method shown  method none   method none   method
    idee/<pk>/wijzigen/                    login  login  shown  shown  none   none   none   none
    idee/<pk>/intrekken/                   login  login  shown  moved  none   none   none   none
    idee/<pk>/                             moved  method moved  method moved  method moved  method
    idee/<pk>/overzetten/                  none   none   none   none   none   none   none   none
    idee/<pk>/poster/                      shown  method none   method shown  method shown  method
    idee/<pk>/bezwaar/                     login  login  shown  shown  none   none   none   none
    idee/<pk>/qr.svg                       shown  method none   method shown  method shown  method
    burencheck/                            shown  shown  shown  shown  shown  shown  shown  shown
    burencheck/bedankt/                    shown  method shown  method shown  method shown  method
    burencheck/antwoord/                   none   none   none   none   none   none   none   none
"""
# The same of what nobody may see yet but its sender and those who judge in its neighbourhood.
HIDDEN = """
    meedoen/afmelden/<token>/              none   none   none   none   none   none   none   none
    meedoen/mijn/<soort>/                  login  login  none   method none   method none   method
    meedoen/reactie/geplaatst/<inzending>/ login  login  none   method none   method none   method
    meedoen/reactie/<pk>/                  none   method moved  method moved  method none   method
    meedoen/reactie/<pk>/antwoorden/       none   method shown  method shown  method none   method
    meedoen/reactie/<pk>/aanpassen/        login  login  shown  shown  none   none   none   none
    meedoen/reactie/<pk>/bezwaar/          login  login  shown  clash  none   none   none   none
    meedoen/reactie/<pk>/verwijderen/      login  login  shown  shown  none   none   none   none
    meedoen/reactie/<pk>/melden/           none   none   shown  shown  shown  shown  none   none
    meedoen/<soort>/<pk>/steun/            none   none   shown  clash  shown  clash  none   none
    meedoen/<soort>/<pk>/steun/intrekken/  method login  method clash  method clash  method none
    meedoen/<soort>/<pk>/volg/             none   none   shown  moved  shown  moved  none   none
    meedoen/<soort>/<pk>/volg/stop/        method login  method moved  method moved  method none
    meedoen/<soort>/<pk>/reactie/          none   none   shown  clash  shown  clash  none   none
    meedoen/<soort>/<pk>/melden/           none   none   shown  shown  shown  shown  none   none
    idee/lijkt-op/                         shown  method shown  method shown  method shown  method
    idee/adres/                            shown  method shown  method shown  method shown  method
    idee/<pk>/ingestuurd/                  login  method shown  method none   method none   method
    idee/<pk>/wijzigen/                    login  login  shown  shown  none   none   none   none
    idee/<pk>/intrekken/                   login  login  shown  moved  none   none   none   none
    idee/<pk>/                             none   method moved  method moved  method none   method
    idee/<pk>/overzetten/                  none   none   none   none   none   none   none   none
    idee/<pk>/poster/                      none   method none   method none   method none   method
    idee/<pk>/bezwaar/                     login  login  shown  shown  none   none   none   none
    idee/<pk>/qr.svg                       none   method none   method none   method none   method
    burencheck/                            shown  shown  shown  shown  shown  shown  shown  shown
    burencheck/bedankt/                    shown  method shown  method shown  method shown  method
    burencheck/antwoord/                   none   none   none   none   none   none   none   none
"""
JUDGES = {"moderator", "regisseur", "superuser"}
PEOPLE = ["visitor", "resident", "other_resident", "redacteur", "moderator", "regisseur",
          "wijkmanager", "communicatie", "outsider", "superuser", "elsewhere"]  # fmt: skip


def table(text: str) -> dict[str, list[str]]:
    lines = (line.split() for line in text.strip().splitlines())
    return {pattern: answers for pattern, *answers in lines}


def own_routes() -> list[Route]:
    return [route for route in routes() if route.pattern.startswith(PREFIXES)]


def plain(route: Route) -> str:
    """Return a pattern without the kinds of its arguments."""
    return re.sub(r"<\w+:", "<", route.pattern)


def test_every_address_has_an_expectation() -> None:
    patterns = {plain(route) for route in own_routes()}
    assert patterns == table(PUBLIC).keys() == table(HIDDEN).keys()


def ask_all(client: Client, who: User | None, values: dict[str, Any]) -> dict[str, list[str]]:
    """Ask for each address, and post nothing to it; return what came of it and was given away."""
    found = {}
    for route in own_routes():
        address = "/" + route.pattern
        for argument in route.arguments:
            value = values.get(f"{argument} of {route.pattern.split('/')[1]}", values[argument])
            address = re.sub(rf"<(?:\w+:)?{argument}>", str(value), address, count=1)
        answers = []
        for method in ("get", "post"):
            client.logout()
            if who:
                client.force_login(who)
            response = getattr(client, method)(address, headers={"host": HOST})
            conflict = response.status_code == HTTPStatus.CONFLICT
            answers.append("clash" if conflict else came_to(response))
            content = (
                b"".join(response.streaming_content) if response.streaming else response.content
            )
            if SECRET in content.decode(errors="replace"):
                answers.append("secret")
        found[plain(route)] = answers
    return found


@pytest.mark.parametrize("stage", ["geplaatst", "moderatie"])
@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_of_one_person_is_that_persons(
    client: Client, cast: Cast, other_cast: OtherCast, wijk: WijkPage, name: str, stage: str
) -> None:
    who = other_cast.communicatie if name == "elsewhere" else getattr(cast, name, None)
    hidden = stage == "moderatie"
    idee = IdeeFactory(
        wijk=wijk, indiener=cast.resident, moderatie=hidden, papier_contact=SECRET,
        reactie_aantal=1, **({"titel": SECRET} if hidden else {}),
    )  # fmt: skip
    reactie = ReactieFactory(onderwerp=idee, user=cast.resident)
    values = {
        "pk": idee.pk, "pk of reactie": reactie.pk, "soort": "idee", "token": "geen",
        "inzending": uuid.uuid4(), "code": "AAAA-BBBB-CCCC-DDDD",
    }  # fmt: skip
    before = model_to_dict(idee)
    answers = ask_all(client, who, values)
    place = 2 if name in JUDGES else {"visitor": 0, "resident": 1}.get(name, 3)
    if hidden and place in {1, 2}:
        answers = {
            key: [word for word in came if word != "secret"] for key, came in answers.items()
        }
    expected = table(HIDDEN if hidden else PUBLIC)
    wrong = {
        pattern: (came, expected.get(pattern, [])[2 * place : 2 * place + 2])
        for pattern, came in answers.items()
        if came != expected.get(pattern, [])[2 * place : 2 * place + 2]
    }
    assert not wrong
    if place != 1:
        assert model_to_dict(Idee.objects.get(pk=idee.pk)) == before
        assert Reactie.objects.get(pk=reactie.pk).tekst
