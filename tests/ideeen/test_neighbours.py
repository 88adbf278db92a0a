"""What neighbours do with the code of their letter."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.models import OutgoingMail, SiteEdition
from ideeen.models import Burencheck, BurencheckAdres, Idee
from ideeen.neighbours.closing import close_check, close_due
from ideeen.neighbours.codes import ALPHABET, hash_of, new_code, normal
from ideeen.neighbours.services import find_open
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import OTHER_HOST, Cast, member
from tests.ideeen.judging import (
    AT_HOME,
    answer,
    answer_with,
    asked,
    code_number,
    judged,
    open_question,
)
from wijkpaginas.models import WijkPage

ANSWER = "/burencheck/antwoord/"
REFUSAL = "Deze code werkt niet"


@pytest.fixture
def check(wijk: WijkPage) -> Burencheck:
    return asked(judged(wijk, punt=True))


def row(number: int = 1) -> BurencheckAdres:
    return BurencheckAdres.objects.get(nummer=number)


def test_codes_are_random_long_and_easy_to_type() -> None:
    codes = {new_code() for _number in range(300)}
    assert len(codes) == 300
    assert len(ALPHABET) ** 16 > 2**60
    assert not set(ALPHABET) & set("01258OISZBUAE")
    for code in codes:
        assert re.fullmatch(rf"([{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]{{4}}", code)
        assert normal(f" {code.lower().replace('-', ' ')} ") == code.replace("-", "")
        assert hash_of(code.lower()) == hash_of(code)


@pytest.mark.parametrize("typed", ["", "x", "a" * 41, "6511-XR", "%00", "AAAA-AAAA-AAAA-AAAA", "é"])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert normal(typed) is None


def test_looking_changes_nothing(client: Client, check: Burencheck) -> None:
    before = list(BurencheckAdres.objects.values())
    for _time in range(3):
        response = open_question(client, code_number(1))
        assert response.status_code == 200
        assert client.head(ANSWER, headers=AT_HOME).status_code == 200
    assert list(BurencheckAdres.objects.values()) == before
    text = response.content.decode()
    assert "Wat vindt u van een bankje?" in text
    assert "Waalkade 1" in text
    assert "Vuurtoren" not in text
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in text


@pytest.mark.parametrize("antwoord", ["voor", "tegen", "opmerking"])
def test_an_address_answers_once(client: Client, check: Burencheck, antwoord: str) -> None:
    response = answer(client, 1, antwoord, " Fijn om te zitten. ")
    assert (response.status_code, response.url) == (302, "/burencheck/bedankt/")
    assert client.get(response.url, headers=AT_HOME).status_code == 200
    found = row()
    assert (found.antwoord, found.opmerking) == (antwoord, "Fijn om te zitten.")
    again = answer(client, 1, "tegen", "Toch niet.")
    assert again.status_code == 404
    assert REFUSAL in again.content.decode()
    assert row().antwoord == antwoord
    assert row().code_hash is None
    assert BurencheckAdres.objects.exclude(antwoord="").count() == 1


def test_the_code_can_be_typed_in_any_way(client: Client, check: Burencheck) -> None:
    typed = code_number(2).lower().replace("-", " ")
    response = client.post("/burencheck/", {"code": typed}, headers=AT_HOME)
    assert response.status_code == 302
    assert client.get(response.url, headers=AT_HOME).status_code == 200


def test_no_address_holds_the_code(client: Client, check: Burencheck) -> None:
    """Addresses stand in the logs of servers, in histories and in what links lead on to."""
    code = code_number(1)
    for way in (code, code.replace("-", "")):
        assert client.get(f"/burencheck/{way}/", headers=AT_HOME).status_code == 404
    led = client.post("/burencheck/", {"code": code}, headers=AT_HOME)
    assert led["Location"] == ANSWER
    shown = client.get(ANSWER, headers=AT_HOME)
    for page in (led, shown):
        text = page.content.decode() + str(page.headers) + str(page.cookies)
        assert code not in text
        assert normal(code) not in text
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "same-origin"
    assert list(client.session.items()) == [("burencheck", row().pk)]
    answer(client, 1)
    assert "burencheck" not in client.session


def test_without_a_code_there_is_no_question(client: Client, check: Burencheck) -> None:
    for response in (
        client.get(ANSWER, headers=AT_HOME),
        client.post(ANSWER, {"antwoord": "voor"}, headers=AT_HOME),
    ):
        assert response.status_code == 404
        assert 'name="code"' in response.content.decode()
    open_question(client, code_number(1))
    # A code that does not work ends what was begun with another one.
    client.post("/burencheck/", {"code": code_number(99)}, headers=AT_HOME)
    assert client.get(ANSWER, headers=AT_HOME).status_code == 404


def test_wrong_used_and_expired_codes_get_the_same_answer(
    client: Client, wijk: WijkPage, other_wijk: WijkPage, check: Burencheck
) -> None:
    answer(client, 1)
    texts = set()
    gone = asked(judged(other_wijk, punt=True), 0)
    BurencheckAdres.objects.create(burencheck=gone, nummer=1, code_hash=hash_of(code_number(50)))
    Burencheck.objects.filter(pk=gone.pk).update(sluit_op=timezone.localdate() - timedelta(days=1))
    for number in (1, 50, 99):
        for response in (
            open_question(client, code_number(number)),
            answer_with(client, code_number(number), antwoord="voor"),
        ):
            assert response.status_code == 404
            text = response.content.decode()
            assert REFUSAL in text
            texts.add(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text))
        typed = client.post("/burencheck/", {"code": code_number(number)}, headers=AT_HOME)
        assert (typed.status_code, REFUSAL in typed.content.decode()) == (200, True)
    assert len(texts) == 1


def test_the_last_day_counts_and_the_next_does_not(client: Client, check: Burencheck) -> None:
    Burencheck.objects.update(sluit_op=timezone.localdate())
    assert answer(client, 1).status_code == 302
    Burencheck.objects.update(sluit_op=timezone.localdate() - timedelta(days=1))
    assert answer(client, 2).status_code == 404


def test_a_code_works_on_the_site_of_its_own_municipality(
    client: Client, check: Burencheck, other_site: Any
) -> None:
    at_other = {"host": OTHER_HOST}
    assert open_question(client, code_number(1), at_other).status_code == 404
    response = answer_with(client, code_number(1), at_other, antwoord="voor")
    assert response.status_code == 404
    assert row().antwoord == ""
    assert open_question(client, code_number(1)).status_code == 200
    # Who came with a code takes it to no other site.
    assert client.get(ANSWER, headers=at_other).status_code == 404


def test_nobody_answers_about_what_is_hidden(client: Client, check: Burencheck, cast: Cast) -> None:
    change_stage(
        check.idee, Stadium.VERBORGEN, rol=Rol.MODERATOR, door=cast.moderator, toelichting="Spam."
    )
    assert open_question(client, code_number(1)).status_code == 404
    assert answer(client, 1).status_code == 404
    # It may have been a mistake: the codes in the letters work again.
    change_stage(check.idee, Stadium.BEOORDELING, rol=Rol.MODERATOR, door=cast.moderator)
    assert answer(client, 1).status_code == 302


def test_an_answer_ends_the_question(client: Client, check: Burencheck, cast: Cast) -> None:
    change_stage(
        check.idee, Stadium.OPGEPAKT, rol=Rol.REGISSEUR, door=cast.regisseur, toelichting="Ja."
    )
    check.refresh_from_db()
    assert check.gesloten_op is not None
    assert answer(client, 1).status_code == 404


def test_a_remark_alone_needs_words(client: Client, check: Burencheck) -> None:
    assert answer(client, 1, "opmerking", "  ").status_code == 200
    assert row().antwoord == ""


@pytest.mark.parametrize(
    ("antwoord", "opmerking"),
    [
        ("", ""), ("misschien", ""), ("voor", "x" * 20_000), ("voor", "a\0b"),
        ('"><svg onload=1>', ""), ("voor\r\nBcc: x", ""),
    ],
)  # fmt: skip
def test_a_bad_answer_is_told_at_the_field(
    client: Client, check: Burencheck, antwoord: str, opmerking: str
) -> None:
    response = answer(client, 1, antwoord, opmerking)
    assert response.status_code == 200
    assert "Er klopt nog iets niet" in response.content.decode()
    assert row().antwoord == ""
    assert answer(client, 1, "voor", '"><svg onload=1>').status_code == 302


@pytest.mark.parametrize("code", ["%00", "x" * 3000, '"><svg onload=1>', "a%0d%0ab", "..", "é"])
def test_any_address_and_any_code_is_answered(client: Client, check: Burencheck, code: str) -> None:
    for response in (
        client.get(f"/burencheck/{code}/", headers=AT_HOME),
        open_question(client, code),
        answer_with(client, code, antwoord="voor"),
        client.post("/burencheck/", {"code": code}, headers=AT_HOME),
    ):
        assert response.status_code < 500
        assert "<svg onload" not in response.content.decode()


def test_guessing_is_limited_and_good_codes_do_not_count(client: Client, check: Burencheck) -> None:
    for _time in range(15):
        assert open_question(client, code_number(1)).status_code == 200
    statuses = [open_question(client, code_number(1000 + n)).status_code for n in range(12)]
    assert statuses == [404] * 10 + [429] * 2
    typed = client.post("/burencheck/", {"code": code_number(7)}, headers=AT_HOME)
    assert typed.status_code == 429
    assert answer(client, 1).status_code == 429


def test_a_forged_form_of_another_site_is_refused(check: Burencheck) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert answer(strict, 1).status_code == 403
    assert row().antwoord == ""


def test_it_closes_by_itself_and_tells_who_judges(check: Burencheck, cast: Cast) -> None:
    assert close_due() == 0
    Burencheck.objects.update(sluit_op=timezone.localdate() - timedelta(days=1))
    before = SiteEdition.objects.get(site=check.idee.site).number
    assert close_due() == 1
    assert close_due() == 0
    assert not close_check(check)
    mails = OutgoingMail.objects.filter(key__startswith=f"burencheck-{check.pk}-gesloten")
    assert [mail.recipients for mail in mails] == [[cast.regisseur.email]]
    assert "Gevraagd: 7 adressen" in mails[0].text
    assert not BurencheckAdres.objects.exclude(code_hash=None).exists()
    assert check.idee.gebeurtenissen.filter(soort="burencheck_gesloten", is_public=True).exists()
    assert SiteEdition.objects.get(site=check.idee.site).number > before


def test_the_handler_alone_hears_of_it_when_there_is_one(check: Burencheck, cast: Cast) -> None:
    colleague = member(check.idee.wijk, "regisseur")
    Idee.objects.filter(pk=check.idee_id).update(behandelaar=colleague)
    close_check(check)
    assert [mail.recipients for mail in OutgoingMail.objects.all()] == [[colleague.email]]


def test_of_a_check_that_closed_no_code_is_found(check: Burencheck) -> None:
    site = check.idee.site
    assert find_open(code_number(1), site)
    Burencheck.objects.update(gesloten_op=timezone.now())
    assert find_open(code_number(1), site) is None
    assert find_open(code_number(1), None) is None
