"""A form that arrives twice at the same moment makes one idea."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bewoners.models import Bevestiging
from core.models import OutgoingMail
from deelname.models import Foto
from ideeen.models import Idee, Stap
from ideeen.workflow import Stadium
from tests.bewoners.following import link_to
from tests.conftest import Cast
from tests.ideeen.sending import AN, AT_HOME, form_address, photo, send, unknown, values
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TIMES = 6


def sending(address: str, data: dict[str, Any], client: Client) -> Callable[[], tuple[int, str]]:
    def press() -> tuple[int, str]:
        files = {"foto_1": photo(), "foto_1_alt": "Het plein"}
        answer = send(client, address, data | files)
        return answer.status_code, answer.headers.get("Location", "")

    return press


def test_a_double_click_makes_one_idea_and_one_answer(wijk: WijkPage, cast: Cast) -> None:
    clients = [Client() for _time in range(TIMES)]
    for client in clients:
        client.force_login(cast.resident)
    data, address = values(), form_address(wijk)
    answers = at_the_same_time(*(sending(address, data, client) for client in clients))
    idee = Idee.objects.get()
    assert set(answers) == {(302, f"/idee/{idee.pk}/ingestuurd/")}
    assert idee.stadium == Stadium.MODERATIE
    assert Stap.objects.count() == 1
    assert Foto.objects.count() == 1


def test_a_double_click_without_an_account_is_one_mail(wijk: WijkPage) -> None:
    data, address = unknown(), form_address(wijk)
    answers = at_the_same_time(*(sending(address, data, Client()) for _time in range(TIMES)))
    assert {code for code, _location in answers} == {302}
    assert all("/bevestig/code/" in location for _code, location in answers)
    assert Idee.objects.count() == Bevestiging.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_a_link_pressed_twice_at_once_hands_over_once(wijk: WijkPage) -> None:
    send(Client(), form_address(wijk), unknown())
    link = link_to(AN)
    answers = at_the_same_time(
        *(lambda: Client().post(link, headers=AT_HOME).status_code for _time in range(TIMES))
    )
    assert sorted(answers) == [302] + [410] * (TIMES - 1)
    assert Stap.objects.count() == 1
    assert Idee.objects.get().stadium == Stadium.MODERATIE
