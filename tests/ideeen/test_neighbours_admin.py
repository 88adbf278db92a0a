"""Asking the neighbours of an idea: who may, what is made, and what is erased."""

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from core.cleaning import clean_up
from core.models import AuditEntry
from deelname.models import Gebeurtenis
from ideeen.models import Burencheck, BurencheckAdres, Idee
from ideeen.neighbours.closing import close_check
from ideeen.neighbours.retention import DAYS
from ideeen.neighbours.services import AT_ONCE, make_letters
from tests.conftest import Cast, member
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.judging import AT_HOME, answer, asked, code_number, judged, start, upload
from wijkpaginas.models import WijkGroup, WijkPage

# The letters are made when the transaction is over.
pytestmark = pytest.mark.django_db


@pytest.fixture
def judge(client: Client, cast: Cast) -> Client:
    client.force_login(cast.regisseur)
    return client


@pytest.fixture
def idee(wijk: WijkPage) -> Idee:
    return judged(wijk, punt=True, titel="Vuurtorenplein")


@pytest.fixture
def started(judge: Client, idee: Idee, django_capture_on_commit_callbacks: Any) -> Burencheck:
    with django_capture_on_commit_callbacks(execute=True):
        assert start(judge, idee).status_code == 302
    return Burencheck.objects.get()


def screen(idee: Idee) -> str:
    return reverse("ideeen_judging:check", args=[idee.pk])


def of(check: Burencheck, name: str) -> str:
    return reverse(f"ideeen_judging:{name}", args=[check.idee_id, check.pk])


def files() -> list[Path]:
    return list(Path(settings.PRIVATE_ROOT, "burenbrieven").glob("*"))


def codes_in(content: bytes) -> list[str]:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.findall(r"(?:[34679CDFGHJKLMNPQRTVWXY]{4}-){3}[34679CDFGHJKLMNPQRTVWXY]{4}", text)


def download(client: Client, check: Burencheck) -> bytes:
    response: Any = client.get(of(check, "letters"))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_letters_are_there_with_codes_that_work_and_are_stored_nowhere(
    judge: Client, started: Burencheck
) -> None:
    response: Any = judge.get(of(started, "letters"))
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    codes = codes_in(b"".join(response.streaming_content))
    assert len(set(codes)) == 7
    rows = str(list(BurencheckAdres.objects.values())) + str(list(Burencheck.objects.values()))
    assert not any(code in rows or code.replace("-", "") in rows for code in codes)
    visitor = Client()
    for number, code in enumerate(codes):
        text = visitor.get(f"/burencheck/{code}/", headers=AT_HOME).content.decode()
        assert f"Waalkade {number + 1}<" in text


def test_beginning_is_an_event_and_both_it_and_the_download_are_noted(
    judge: Client, started: Burencheck, cast: Cast
) -> None:
    event = Gebeurtenis.objects.about(started.idee).get()
    assert (event.soort, event.is_public) == ("burencheck_gestart", True)
    assert "Waalkade" not in str(event.data)
    download(judge, started)
    noted = AuditEntry.objects.filter(about_id=str(started.pk), actor=cast.regisseur)
    assert {row.action for row in noted} == {"toegevoegd", "geexporteerd"}
    judge.get(screen(started.idee))
    assert noted.filter(action="bekeken").exists()


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
            response = getattr(client, method)(of(check, name))
            assert response.status_code in {302, 403, 404, 405}
    assert start(client, check.idee).status_code in {302, 403, 404}
    response = client.get(screen(check.idee))
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
    text = judge.get(screen(idee)).content.decode()
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


def test_new_letters_have_new_codes_and_the_answers_stay(
    judge: Client, started: Burencheck, django_capture_on_commit_callbacks: Any
) -> None:
    old = codes_in(download(judge, started))
    Client().post(f"/burencheck/{old[0]}/", {"antwoord": "voor"}, headers=AT_HOME)
    with django_capture_on_commit_callbacks(execute=True):
        judge.post(of(started, "again"))
    new = codes_in(download(judge, started))
    assert len(new) == 6
    assert not set(old) & set(new)
    visitor = Client()
    assert visitor.get(f"/burencheck/{old[1]}/", headers=AT_HOME).status_code == 404
    assert visitor.get(f"/burencheck/{new[0]}/", headers=AT_HOME).status_code == 200
    assert BurencheckAdres.objects.exclude(antwoord="").count() == 1
    started.refresh_from_db()
    assert files().count(Path(settings.PRIVATE_ROOT, started.bestand.name)) == 1


def test_many_letters_are_made_in_the_background(
    judge: Client, idee: Idee, django_capture_on_commit_callbacks: Any
) -> None:
    lines = "".join(f";Waalkade;{n};6511XR;Waterhage\n" for n in range(1, AT_ONCE + 2))
    csv = "naam;straat;huisnummer;postcode;plaats\n" + lines
    with django_capture_on_commit_callbacks(execute=True):
        start(judge, idee, adressen=upload(csv))
    check = Burencheck.objects.get()
    assert check.brieven == "bezig"
    assert judge.get(of(check, "letters")).status_code == 404
    assert "De brieven worden gemaakt" in judge.get(screen(idee)).content.decode()
    task = DBTaskResult.objects.get(task_path__endswith="make_letters")
    assert task.args_kwargs["args"] == [check.pk]
    assert make_letters.call(check.pk)
    assert not make_letters.call(check.pk)
    assert len(codes_in(download(judge, check))) == AT_ONCE + 1


def test_closing_ends_codes_and_letters(judge: Client, started: Burencheck) -> None:
    (code, *_rest) = codes_in(download(judge, started))
    path = Path(settings.PRIVATE_ROOT, started.bestand.name)
    assert path.exists()
    assert judge.post(of(started, "close")).status_code == 302
    assert judge.post(of(started, "close")).status_code == 302
    assert Client().get(f"/burencheck/{code}/", headers=AT_HOME).status_code == 404
    assert judge.get(of(started, "letters")).status_code == 404
    judge.post(of(started, "again"))
    started.refresh_from_db()
    assert (started.brieven, started.bestand.name) == ("weg", "")
    assert not make_letters.call(started.pk)


def test_the_letters_of_a_check_that_closed_leave_no_file(
    started: Burencheck, django_capture_on_commit_callbacks: Any
) -> None:
    path = Path(settings.PRIVATE_ROOT, started.bestand.name)
    with django_capture_on_commit_callbacks(execute=True):
        close_check(started)
    assert not path.exists()


def test_addresses_go_after_the_term_and_the_answers_stay_counted(
    judge: Client, idee: Idee, cast: Cast
) -> None:
    check = asked(idee)
    answer(Client(), 1, "voor", "Bij Waalkade 1 is het fijn.")
    close_check(check)
    early = timezone.now() + timedelta(days=DAYS - 1)
    clean_up(early)
    assert BurencheckAdres.objects.exclude(straat="").count() == 7
    clean_up(timezone.now() + timedelta(days=DAYS + 1))
    left = str(list(BurencheckAdres.objects.values()))
    for private in ("Waalkade", "Vuurtoren", "6511", "Waterhage", "fijn"):
        assert private not in left
    totals = Burencheck.objects.with_totals().get()
    assert (totals.gevraagd, totals.geantwoord, totals.voor) == (7, 1, 1)
    assert totals.gewist_op is not None
    judge.force_login(cast.regisseur)
    assert "zijn gewist op" in judge.get(screen(idee)).content.decode()


def test_the_register_of_processing_tells_about_the_addresses(client: Client, wijk: Any) -> None:
    text = client.get("/privacy/verwerkingen/", headers=AT_HOME).content.decode()
    assert "Adressen van buren aan wie wij iets vroegen" in text


def test_an_answer_after_a_reading_of_the_screen_costs_no_more_queries(
    judge: Client, idee: Idee, django_assert_max_num_queries: Any
) -> None:
    asked(idee, 40)
    judge.get(screen(idee))
    with django_assert_max_num_queries(40):
        assert judge.get(screen(idee)).status_code == 200


def test_an_idea_about_the_whole_neighbourhood_offers_no_check(
    judge: Client, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, beoordeling=True)
    text = judge.get(reverse("ideeen_judging:judge", args=[idee.pk])).content.decode()
    assert "Vraag de buren" not in text
    assert code_number(1) not in text
