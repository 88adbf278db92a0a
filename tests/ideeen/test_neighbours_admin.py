"""Asking the neighbours of an idea: who may, what is made, and what is erased."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deelname.models import Gebeurtenis
from ideeen.models import Burencheck, BurencheckAdres, Idee
from ideeen.neighbours.admin_views import PER_PAGE
from ideeen.neighbours.closing import close_check
from tests.conftest import Cast, member
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.judging import (
    answer,
    asked,
    check_action,
    check_page,
    code_number,
    judged,
    start,
    upload,
)
from wijkpaginas.models import WijkGroup, WijkPage

# The letters are made when the transaction is over.
pytestmark = pytest.mark.django_db


@pytest.fixture
def idee(wijk: WijkPage) -> Idee:
    return judged(wijk, punt=True, titel="Vuurtorenplein")


def test_of_many_addresses_those_who_answered_come_first_and_the_rest_on_more_pages(
    client: Client, cast: Cast, idee: Idee
) -> None:
    asked(idee, number=2 * PER_PAGE + 1)
    answer(Client(), 77, "tegen", "Liever niet.")
    client.force_login(cast.regisseur)
    first, last = (
        client.get(check_page(idee), {"p": number}).content.decode() for number in ("", 3)
    )
    assert first.count("Familie Vuurtoren") == PER_PAGE
    assert first.index("Familie Vuurtoren 77<") < first.index("Familie Vuurtoren 1<")
    assert "Bladzijde 1 van 3" in first
    assert last.count("Familie Vuurtoren") == 1
    for number in ("0", "x", "99", "%00", "9" * 40):
        assert client.get(check_page(idee), {"p": number}).status_code == 200


@pytest.mark.parametrize(
    "who",
    ["visitor", "resident", "moderator", "wijkmanager", "redacteur", "communicatie",
     "other_regisseur", "elsewhere"],
)  # fmt: skip
def test_nobody_else_gets_at_addresses_or_letters(
    client: Client, wijk: WijkPage, other_wijk: WijkPage, duinwijk: WijkPage, cast: Cast, who: str
) -> None:
    check = asked(judged(wijk, punt=True))
    others = {"other_regisseur": other_wijk, "elsewhere": duinwijk}
    if who in others:
        client.force_login(member(others[who], WijkGroup.Role.REGISSEUR))
    elif who != "visitor":
        client.force_login(getattr(cast, who))
    for name in ("letters", "close", "again"):
        for method in ("get", "post"):
            response = getattr(client, method)(check_action(check, name))
            assert response.status_code in {302, 403, 404, 405}
    assert start(client, check.idee).status_code in {302, 403, 404}
    response = client.get(check_page(check.idee))
    assert response.status_code in {302, 403, 404}
    assert "Waalkade" not in response.content.decode()
    check.refresh_from_db()
    assert check.gesloten_op is None
    assert Burencheck.objects.count() == 1


def test_a_check_is_found_at_its_own_idea_only(
    judge: Client, wijk: WijkPage, started: Burencheck
) -> None:
    other = judged(wijk, punt=True)
    for name in ("letters", "close", "again"):
        address = reverse(f"ideeen_judging:{name}", args=[other.pk, started.pk])
        method = judge.get if name == "letters" else judge.post
        assert method(address).status_code == 404


def test_staff_read_each_answer_with_its_address(judge: Client, idee: Idee) -> None:
    asked(idee)
    answer(Client(), 3, "tegen", '"><svg onload=1> schaduw')
    text = judge.get(check_page(idee)).content.decode()
    assert "Ik heb bezwaar" in text
    assert "&lt;svg onload=1&gt; schaduw" in text
    assert "Waalkade 3" in text
    assert "Antwoorden: 1." in text
    assert (
        "Antwoorden: 1."
        in judge.get(reverse("ideeen_judging:judge", args=[idee.pk])).content.decode()
    )


def test_the_criterion_about_neighbours_shows_what_they_said(judge: Client, idee: Idee) -> None:
    from ideeen.judging.criteria import add_default_criteria  # noqa: PLC0415

    add_default_criteria(idee.site)
    asked(idee)
    text = judge.get(reverse("ideeen_judging:judge", args=[idee.pk])).content.decode()
    assert text.count("Gevraagd: 7 adressen") == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"vraag": ""}, {"vraag": "x" * 301}, {"vraag": "Goed 😀?"}, {"vraag": "a\0b"},
        {"toelichting": "x" * 701},
        {"sluit_op": ""}, {"sluit_op": "2020-01-01"}, {"sluit_op": "2999-01-01"},
        {"sluit_op": "vandaag"}, {"adressen": ""}, {"adressen": "tekst"},
        {"adressen": upload("")}, {"adressen": upload(b"\x00\x01")},
        {"adressen": upload("naam;straat;huisnummer;postcode;plaats\n;Kade;1;x;Y\n")},
        {"adressen": upload("x" * 2_000_000)},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_begins(
    judge: Client, idee: Idee, changes: dict[str, Any]
) -> None:
    assert start(judge, idee, **changes).status_code == 200
    assert not Burencheck.objects.exists()
    assert not BurencheckAdres.objects.exists()
    assert not Gebeurtenis.objects.exists()


def test_errors_are_shown_by_line_and_harmless(judge: Client, idee: Idee) -> None:
    bad = "naam;straat;huisnummer;postcode;plaats\n<svg onload=1>;Kade;1;<b>;Y\n;Kade;;6511XR;Y\n"
    text = start(judge, idee, adressen=upload(bad)).content.decode()
    assert "Regel 2: de postcode klopt niet." in text
    assert "Regel 3: de straat met huisnummer ontbreekt." in text
    assert "<svg onload" not in text


def test_there_is_one_check_at_a_time(judge: Client, started: Burencheck) -> None:
    response = start(judge, started.idee)
    assert response.status_code == 200
    assert "Er loopt al een burencheck" in response.content.decode()
    close_check(started)
    assert start(judge, started.idee).status_code == 302
    assert Burencheck.objects.count() == 2


@pytest.mark.parametrize("fields", [{"punt": False}, {"punt": True, "beoordeling": False,
                                                      "opgepakt": True}])  # fmt: skip
def test_neighbours_are_asked_about_a_place_that_is_not_decided_on(
    judge: Client, wijk: WijkPage, fields: dict[str, bool]
) -> None:
    idee = judged(wijk, **fields)
    assert start(judge, idee).status_code == 200
    assert not Burencheck.objects.exists()


def test_an_answer_after_a_reading_of_the_screen_costs_no_more_queries(
    judge: Client, idee: Idee, django_assert_max_num_queries: Any
) -> None:
    asked(idee, 40)
    judge.get(check_page(idee))
    with django_assert_max_num_queries(40):
        assert judge.get(check_page(idee)).status_code == 200


def test_an_idea_about_the_whole_neighbourhood_offers_no_check(
    judge: Client, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, beoordeling=True)
    text = judge.get(reverse("ideeen_judging:judge", args=[idee.pk])).content.decode()
    assert "Vraag de buren" not in text
    assert code_number(1) not in text
