"""Two who confirm at the same moment: it is done once, for one account."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from bewoners.models import Bevestiging, User, Volger
from tests.bewoners.following import AT_HOME, code_to, link_to, send_in
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

AN = "an@example.nl"


def pressing(link: str) -> Callable[[], int]:
    return lambda: Client().post(link, headers=AT_HOME).status_code


def test_a_link_pressed_twice_at_once_works_once(client: Client, wijk: WijkPage) -> None:
    page = send_in(client, wijk, AN)
    code = code_to(AN)
    answers = at_the_same_time(
        pressing(link_to(AN)),
        pressing(link_to(AN)),
        lambda: Client().post(page, {"code": code}, headers=AT_HOME).status_code,
    )
    assert sorted(answers) == [302, 410, 410]
    assert Bevestiging.objects.exclude(confirmed_at=None).count() == 1
    assert User.objects.filter(email=AN).count() == 1
    assert Volger.objects.count() == 1


def test_two_submissions_of_one_new_address_get_one_account(
    client: Client, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    send_in(client, wijk, AN)
    first = link_to(AN)
    send_in(client, other_wijk, AN)
    answers = at_the_same_time(pressing(first), pressing(link_to(AN)))
    assert answers == [302, 302]
    assert User.objects.filter(email=AN).count() == 1
    assert EmailAddress.objects.filter(email=AN).count() == 1
    assert Volger.objects.filter(user__email=AN).count() == 2


def test_many_guesses_at_once_get_no_more_than_five_attempts(
    client: Client, wijk: WijkPage
) -> None:
    page, right = send_in(client, wijk, AN), code_to(AN)
    guesses = [f"{number}{number}{number}{number}-0000" for number in range(8)]

    def guess(code: str) -> Callable[[], int]:
        return lambda: Client().post(page, {"code": code}, headers=AT_HOME).status_code

    at_the_same_time(*(guess(code) for code in guesses if code != right))
    assert Bevestiging.objects.get().attempts == 5
    assert not Volger.objects.exists()
