"""Several who answer at the same moment with one code: one of them is heard."""

from collections.abc import Callable

import pytest
from django.test import Client

from deelname.models import Gebeurtenis
from ideeen.models import Burencheck, BurencheckAdres
from ideeen.neighbours.closing import close_check
from ideeen.neighbours.codes import hash_of, normal
from ideeen.neighbours.services import give_answer, make_letters
from tests.conftest import Cast
from tests.ideeen.judging import act, answer, asked, judged
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_one_code_answers_once_however_many_press_at_once(wijk: WijkPage) -> None:
    check = asked(judged(wijk, punt=True), 3)

    def say(antwoord: str) -> Callable[[], int]:
        return lambda: int(answer(Client(), 1, antwoord, f"Ik zeg {antwoord}.").status_code)

    answers = at_the_same_time(*(say(("voor", "tegen")[n % 2]) for n in range(8)))
    assert sorted(answers) == [302] + [404] * 7
    rows = BurencheckAdres.objects.exclude(antwoord="")
    assert rows.count() == 1
    assert rows[0].opmerking == f"Ik zeg {rows[0].antwoord}."
    totals = Burencheck.objects.with_totals().get(pk=check.pk)
    assert totals.geantwoord == 1


def test_of_those_who_found_the_code_free_one_writes(wijk: WijkPage) -> None:
    check = asked(judged(wijk, punt=True), 1)
    found = [BurencheckAdres.objects.get(burencheck=check) for _number in range(6)]
    written = at_the_same_time(*(lambda row=row: give_answer(row, "voor", "") for row in found))
    assert sorted(written) == [False] * 5 + [True]


def test_different_neighbours_are_all_heard(wijk: WijkPage) -> None:
    asked(judged(wijk, punt=True), 6)
    answers = at_the_same_time(*(lambda n=n: answer(Client(), n).status_code for n in range(1, 7)))
    assert answers == [302] * 6
    assert Burencheck.objects.with_totals().get().voor == 6


def test_a_check_that_two_processes_close_is_closed_once(wijk: WijkPage, cast: Cast) -> None:
    check = asked(judged(wijk, punt=True), 3)
    closed = at_the_same_time(*(lambda: close_check(check) for _number in range(4)))
    assert sorted(closed) == [False] * 3 + [True]
    assert Gebeurtenis.objects.filter(soort="burencheck_gesloten").count() == 1


def test_letters_that_are_made_twice_at_once_leave_one_set_of_codes(wijk: WijkPage) -> None:
    check = asked(judged(wijk, punt=True), 3)
    Burencheck.objects.update(brieven=Burencheck.Brieven.BEZIG)
    done = at_the_same_time(*(lambda: make_letters.call(check.pk) for _number in range(3)))
    assert sorted(done) == [False, False, True]
    check.refresh_from_db()
    with check.bestand.open("rb") as file:
        stored = file.read()
    assert stored.startswith(b"%PDF")
    assert hash_of(normal("") or "") not in set(check.adressen.values_list("code_hash", flat=True))


def test_two_who_decide_at_once_give_one_answer(wijk: WijkPage, cast: Cast) -> None:
    idee = judged(wijk)

    def decide(besluit: str) -> Callable[[], int]:
        client = Client()
        client.force_login(cast.regisseur)
        data = {"besluit": besluit, "toelichting": f"Het is {besluit}."}
        return lambda: int(act(client, idee, "besluit", **data).status_code)

    at_the_same_time(decide("opgepakt"), decide("niet_haalbaar"))
    idee.refresh_from_db()
    assert idee.antwoord == f"Het is {idee.stadium}."
    assert idee.stappen.count() == 1
