"""The letters to neighbours and their addresses: made, made anew, and erased."""

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
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
from tests.conftest import Cast
from tests.ideeen.judging import (
    AT_HOME,
    answer,
    answer_with,
    asked,
    check_action,
    check_page,
    judged,
    open_question,
    start,
    upload,
)
from wijkpaginas.models import WijkPage

# The letters are made when the transaction is over.
pytestmark = pytest.mark.django_db


@pytest.fixture
def idee(wijk: WijkPage) -> Idee:
    return judged(wijk, punt=True, titel="Vuurtorenplein")


def files() -> list[Path]:
    return list(Path(settings.PRIVATE_ROOT, "burenbrieven").glob("*"))


def codes_in(content: bytes) -> list[str]:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.findall(r"(?:[34679CDFGHJKLMNPQRTVWXY]{4}-){3}[34679CDFGHJKLMNPQRTVWXY]{4}", text)


def download(client: Client, check: Burencheck) -> bytes:
    response: Any = client.get(check_action(check, "letters"))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_letters_are_there_with_codes_that_work_and_are_stored_nowhere(
    judge: Client, started: Burencheck
) -> None:
    response: Any = judge.get(check_action(started, "letters"))
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    codes = codes_in(b"".join(response.streaming_content))
    assert len(set(codes)) == 7
    rows = str(list(BurencheckAdres.objects.values())) + str(list(Burencheck.objects.values()))
    assert not any(code in rows or code.replace("-", "") in rows for code in codes)
    visitor = Client()
    for number, code in enumerate(codes):
        text = open_question(visitor, code).content.decode()
        assert f"Waalkade {number + 1}<" in text


def test_beginning_is_an_event_and_both_it_and_the_download_are_noted(
    judge: Client, started: Burencheck, cast: Cast
) -> None:
    event = Gebeurtenis.objects.about(started.idee).get()
    assert (event.soort, event.is_public) == ("burencheck_gestart", True)
    assert "Waalkade" not in str(event.data)
    download(judge, started)
    # The idea may have the same number, and was changed by the same person.
    noted = AuditEntry.objects.filter(
        about_model="ideeen.burencheck", about_id=str(started.pk), actor=cast.regisseur
    )
    assert {row.action for row in noted} == {"toegevoegd", "geexporteerd"}
    judge.get(check_page(started.idee))
    assert noted.filter(action="bekeken").exists()


def test_new_letters_have_new_codes_and_the_answers_stay(
    judge: Client, started: Burencheck, django_capture_on_commit_callbacks: Any
) -> None:
    old = codes_in(download(judge, started))
    answer_with(Client(), old[0], antwoord="voor")
    with django_capture_on_commit_callbacks(execute=True):
        judge.post(check_action(started, "again"))
    new = codes_in(download(judge, started))
    assert len(new) == 6
    assert not set(old) & set(new)
    visitor = Client()
    assert open_question(visitor, old[1]).status_code == 404
    assert open_question(visitor, new[0]).status_code == 200
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
    assert judge.get(check_action(check, "letters")).status_code == 404
    assert "De brieven worden gemaakt" in judge.get(check_page(idee)).content.decode()
    task = DBTaskResult.objects.get(task_path__endswith="make_letters")
    assert task.args_kwargs["args"] == [check.pk]
    assert make_letters.call(check.pk)
    assert not make_letters.call(check.pk)
    assert len(codes_in(download(judge, check))) == AT_ONCE + 1


def test_closing_ends_codes_and_letters(judge: Client, started: Burencheck) -> None:
    (code, *_rest) = codes_in(download(judge, started))
    path = Path(settings.PRIVATE_ROOT, started.bestand.name)
    assert path.exists()
    assert judge.post(check_action(started, "close")).status_code == 302
    assert judge.post(check_action(started, "close")).status_code == 302
    assert open_question(Client(), code).status_code == 404
    assert judge.get(check_action(started, "letters")).status_code == 404
    judge.post(check_action(started, "again"))
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
    assert "zijn gewist op" in judge.get(check_page(idee)).content.decode()


def test_the_register_of_processing_tells_about_the_addresses(client: Client, wijk: Any) -> None:
    text = client.get("/privacy/verwerkingen/", headers=AT_HOME).content.decode()
    assert "Adressen van buren aan wie wij iets vroegen" in text
