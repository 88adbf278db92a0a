"""What looks like spam: what it is made of, what is asked then, and what is kept apart."""

import base64
import json
import uuid
from datetime import timedelta
from typing import Any

import altcha
import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.utils import timezone

from core.models import OutgoingMail
from deelname.spam.forms import MAX_AGE, SALT, seconds_since, signed_moment
from deelname.spam.puzzle import is_solved, make_puzzle
from deelname.spam.scoring import APART, ASK, Suspicion, add_pace, suspicion_of_text
from ideeen.models import Idee, IdeeenPage
from ideeen.workflow import Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.sending import (
    errors_of,
    form_address,
    moment,
    only_idea,
    photo,
    send,
    text_of,
    unknown,
    values,
)
from wijkpaginas.models import WijkPage

SPAM = "Koop nu op https://a.example en www.b.example, <a href='https://c.example'>hier</a>!"
ODD = "Kijk op https://een.example en www.twee.example en https://drie.example voor meer."


def answer_to(puzzle: dict[str, Any]) -> str:
    challenge = altcha.Challenge.from_dict(puzzle)
    solution = altcha.solve_challenge(challenge)
    assert solution
    return altcha.Payload(challenge, solution).to_base64()


def puzzle_in(response: Any) -> dict[str, Any]:
    assert response.status_code == 200
    puzzle: dict[str, Any] = json.loads(response.context["puzzel"])
    return puzzle


@pytest.mark.parametrize(
    "text",
    ["Een bankje bij de vijver, graag met een leuning.", "Éénrichtingsverkeer in de Kerkstraat?",
     "Meer bomen. Zie ook het plan van 2024 en de brief van 12 mei.", "", "123"],
)  # fmt: skip
def test_what_people_write_is_not_suspect(text: str) -> None:
    assert suspicion_of_text(text).score == 0


@pytest.mark.parametrize(
    "text", [SPAM, "[url=http://x.example]x[/url] www.y.nl z.com", "x.com " * 9]
)
def test_what_robots_write_is(text: str) -> None:
    assert suspicion_of_text(text).asks_puzzle


def test_scores_stay_within_their_column() -> None:
    found = Suspicion({"a": 5_000})
    assert found.score == 999
    found.add("puzzle", -9_000)
    assert found.score == 0


def test_the_pace_of_a_form() -> None:
    for seconds, points in ((None, 40), (0.5, 30), (3.9, 30), (4.1, 0), (9_000, 0)):
        found = Suspicion()
        add_pace(found, seconds)
        assert found.score == points


@pytest.mark.parametrize("bad", ["", "x", "x:y", "1e999:x", "\0", "\ud7ff", "x" * 20_000])
def test_a_moment_that_somebody_made_up_is_none(bad: str) -> None:
    assert seconds_since(bad) is None
    assert seconds_since(signing.Signer(salt="anders").sign("1")) is None
    assert seconds_since(signing.Signer(salt=SALT).sign("nan")) is None


def test_a_form_that_comes_back_at_once_is_from_now_and_not_from_later() -> None:
    for _ in range(100):
        assert seconds_since(signed_moment()) == pytest.approx(0, abs=2)


def test_a_moment_is_good_for_some_days() -> None:
    signed = signed_moment()
    assert seconds_since(signed) == pytest.approx(0, abs=2)
    with time_machine.travel(timezone.now() + timedelta(seconds=MAX_AGE + 5)):
        assert seconds_since(signed) is None
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        assert seconds_since(signed) is None


def test_a_puzzle_is_good_for_its_own_submission_and_some_hours() -> None:
    inzending = uuid.uuid4()
    solved = answer_to(make_puzzle(inzending))
    assert is_solved(solved, inzending)
    assert not is_solved(solved, uuid.uuid4())
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert not is_solved(solved, inzending)


def test_answers_that_somebody_made_up_are_none() -> None:
    inzending = uuid.uuid4()
    puzzle = make_puzzle(inzending)
    payload = json.loads(base64.b64decode(answer_to(puzzle)))
    payload["solution"] = {"counter": 1, "derivedKey": "00"}
    wrong = base64.b64encode(json.dumps(payload).encode()).decode()
    easy = altcha.create_challenge(
        "SHA-256", 1, data={"inzending": str(inzending)}, hmac_secret="van-mij", counter=1
    )
    odd = base64.b64encode(b'{"challenge": {"parameters": []}, "solution": 1}').decode()
    deep = base64.b64encode(b"[" * 100_000).decode()
    for answer in ("", "x", "\0", "e30=", "bnVsbA==", wrong, odd, deep, answer_to(easy.to_dict())):
        assert not is_solved(answer, inzending)


def test_who_fills_the_trap_is_told_and_nothing_is_mailed(client: Client, wijk: WijkPage) -> None:
    answer = send(client, form_address(wijk), unknown(website="https://spam.example"))
    assert "website" in errors_of(answer)
    assert "Haal de tekst in dit veld weg" in text_of(answer)
    assert 'class="sw-trap" aria-hidden' not in text_of(answer)
    assert not Idee.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_suspect_idea_gets_a_puzzle_and_with_the_answer_goes_on(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    client.force_login(cast.resident)
    data = values(tekst=ODD)
    answer = send(client, form_address(wijk), data)
    puzzle = puzzle_in(answer)
    assert not Idee.objects.exists()
    assert "geen robot" in text_of(answer)
    again = data | {"puzzel_gevraagd": "1", "puzzel": answer_to(puzzle)}
    assert send(client, form_address(wijk), again).status_code == 302
    assert only_idea().verdacht < ASK
    # The same answer is good for this one only.
    other = values(tekst=ODD, puzzel=again["puzzel"])
    assert puzzle_in(send(client, form_address(wijk), other))


def test_while_the_browser_answers_nothing_else_is_asked(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    client.force_login(cast.resident)
    like = IdeeFactory(wijk=wijk, titel="Een zandbak op het plein")
    first = send(client, form_address(wijk), values(tekst=ODD))
    assert first.context["gelijkend"].keys == {like.pk}
    # It was seen: from here on the form can go by itself.
    again = send(client, form_address(wijk), values(tekst=ODD, gezien=str(like.pk)))
    assert puzzle_in(again)
    assert not again.context["gelijkend"]


@pytest.mark.parametrize("field", ["adres", "foto_1_alt"])
def test_what_stands_in_an_address_and_below_a_photo_is_looked_at_too(
    client: Client, wijk: WijkPage, cast: Cast, field: str
) -> None:
    client.force_login(cast.resident)
    data = values(plek="punt", lat="52.005", lon="5.015", adres="Kade 1",
                  foto_1=photo(), foto_1_alt="Het plein")  # fmt: skip
    assert puzzle_in(send(client, form_address(wijk), data | {field: ODD}))


def test_without_a_script_a_moderator_looks_first(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    IdeeenPage.objects.child_of(wijk).update(controle=IdeeenPage.Controle.ACHTERAF)
    client.force_login(cast.resident)
    IdeeFactory(wijk=wijk, indiener=cast.resident, titel="Hondenveld aan de dijk",
                geplaatst_op=timezone.now() - timedelta(days=9))  # fmt: skip
    send(client, form_address(wijk), values(tekst=ODD, puzzel_gevraagd="1"))
    idee = Idee.objects.get(tekst=ODD)
    assert (idee.stadium, idee.quarantaine) == (Stadium.MODERATIE, False)
    assert idee.verdacht >= ASK


def test_what_is_surely_spam_is_kept_apart(client: Client, wijk: WijkPage, cast: Cast) -> None:
    client.force_login(cast.resident)
    send(client, form_address(wijk), values(tekst=SPAM, moment="", puzzel_gevraagd="1"))
    idee = only_idea()
    assert idee.quarantaine
    assert idee.verdacht >= APART


@pytest.mark.parametrize("when", ["", "x", None])
def test_faster_than_anybody_types_asks_a_puzzle_of_newcomers(
    client: Client, wijk: WijkPage, cast: Cast, when: str | None
) -> None:
    client.force_login(cast.resident)
    quick = values(
        moment=moment(1) if when is None else when,
        tekst="Bel 06-12345678 voor meer over dit plan, ook in het weekend.",
    )
    assert puzzle_in(send(client, form_address(wijk), quick))


def test_a_burst_is_kept_apart_but_not_who_is_known(
    client: Client, wijk: WijkPage, cast: Cast, settings: Any
) -> None:
    settings.FORM_LIMITS = settings.FORM_LIMITS | {"burst": "1/10m/key"}
    client.force_login(cast.resident)
    for title in ("Bomen langs de gracht", "Meer fietsenstallingen"):
        send(client, form_address(wijk), values(titel=title, tekst=f"{title} graag."))
    IdeeFactory(wijk=wijk, indiener=cast.other_resident, titel="Hondenveld aan de dijk",
                geplaatst_op=timezone.now() - timedelta(days=9))  # fmt: skip
    client.force_login(cast.other_resident)
    send(client, form_address(wijk), values(titel="Prullenbakken bij school"))
    apart = set(Idee.objects.filter(quarantaine=True).values_list("titel", flat=True))
    assert apart == {"Meer fietsenstallingen"}


def test_the_same_text_over_and_over_asks_a_puzzle(
    client: Client, wijk: WijkPage, cast: Cast, settings: Any
) -> None:
    settings.FORM_LIMITS = settings.FORM_LIMITS | {"echo": "1/h/key"}
    client.force_login(cast.resident)
    assert send(client, form_address(wijk), values()).status_code == 302
    client.force_login(cast.other_resident)
    again = values(gezien=str(only_idea().pk))
    assert puzzle_in(send(client, form_address(wijk), again))


def test_mails_to_one_address_are_limited(client: Client, wijk: WijkPage, settings: Any) -> None:
    settings.FORM_LIMITS = settings.FORM_LIMITS | {"send": "1/h/key"}
    assert send(client, form_address(wijk), unknown()).status_code == 302
    answer = send(client, form_address(wijk), unknown(titel="Bomen langs de gracht"))
    assert answer.status_code == 429
    assert "Bomen langs de gracht" in text_of(answer)
    # Neither the idea nor its mail is there.
    assert Idee.objects.count() == OutgoingMail.objects.count() == 1
