"""What is wrong with the form of an idea is told in words, whatever comes in."""

from typing import Any

import pytest
from django.test import Client

from core.models import OutgoingMail
from ideeen.models import Idee
from tests.conftest import Cast
from tests.ideeen.sending import (
    AT_HOME,
    errors_of,
    form_address,
    send,
    text_of,
    unknown,
    values,
)
from wijkpaginas.models import WijkPage

HOSTILE = [
    "\0",
    "a\0b",
    "%00",
    '"><svg onload=alert(1)>',
    "x" * 20_000,
    "\r\nBcc: a@b.nl",
    "\ufffe",
]


@pytest.mark.parametrize("field", ["titel", "tekst", "naam", "email"])
def test_what_is_missing_is_told_at_its_field_and_the_rest_is_kept(
    client: Client, wijk: WijkPage, field: str
) -> None:
    answer = send(client, form_address(wijk), unknown(**{field: "  "}))
    assert set(errors_of(answer)) == {field}
    text = text_of(answer)
    for name in {"titel", "tekst"} - {field}:
        assert values()[name] in text
    assert not Idee.objects.exists()


@pytest.mark.parametrize("bad", HOSTILE)
@pytest.mark.parametrize(
    "field",
    ["titel", "tekst", "thema", "plek", "lat", "lon", "adres", "adres_keuze", "namens", "inzending",
     "moment", "puzzel", "gezien", "naam", "email", "toestemming", "foto_1", "foto_1_alt",
     "vraagt_budget"],
)  # fmt: skip
def test_bad_input_gives_no_error_and_no_markup(
    client: Client, wijk: WijkPage, field: str, bad: str
) -> None:
    answer = send(client, form_address(wijk), unknown(**{field: bad}))
    assert answer.status_code in {200, 302}
    assert "<svg onload" not in answer.content.decode()
    for idee in Idee.objects.all():
        assert "\0" not in idee.titel + idee.tekst + idee.adres
        assert "\n" not in idee.titel
    for mail in OutgoingMail.objects.all():
        assert "a@b.nl" not in mail.recipients


@pytest.mark.parametrize(
    "bad", ["%00", "x" * 5_000, "%22%3E%3Csvg%20onload%3Dx%3E", "NaN", "1e999"]
)
def test_a_bad_point_in_the_address_still_opens_the_form(
    client: Client, wijk: WijkPage, bad: str
) -> None:
    answer = client.get(f"{form_address(wijk)}?lat={bad}&lon={bad}", headers=AT_HOME)
    assert answer.status_code == 200
    assert "<svg onload" not in answer.content.decode()


def test_a_form_without_files_or_fields_at_all_is_told_what_is_missing(
    client: Client, wijk: WijkPage
) -> None:
    assert {"titel", "tekst", "plek"} <= set(errors_of(send(client, form_address(wijk), {})))


@pytest.mark.parametrize("field", ["titel", "tekst"])
def test_no_address_of_a_person_goes_onto_the_site(
    client: Client, wijk: WijkPage, field: str
) -> None:
    answer = send(client, form_address(wijk), unknown(**{field: "Mail jan@example.nl voor meer"}))
    assert "geen e-mailadres" in errors_of(answer)[field][0]
    assert not Idee.objects.exists()


def test_a_form_needs_its_token(wijk: WijkPage) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, form_address(wijk), unknown()).status_code == 403


def test_too_much_of_one_person_is_stopped_and_kept_in_the_form(
    client: Client, wijk: WijkPage, cast: Cast, settings: Any
) -> None:
    settings.FORM_LIMITS = settings.FORM_LIMITS | {"submit": "2/h/key"}
    client.force_login(cast.resident)
    for title in ("Bomen langs de gracht", "Meer fietsenstallingen"):
        assert send(client, form_address(wijk), values(titel=title)).status_code == 302
    answer = send(client, form_address(wijk), values(titel="Prullenbakken bij school"))
    assert answer.status_code == 429
    assert "Prullenbakken bij school" in text_of(answer)
    assert Idee.objects.count() == 2
