"""The letters to neighbours, read back from the PDF."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from core.models import Gemeente
from ideeen.models import Idee
from ideeen.neighbours.addresses import Address
from ideeen.neighbours.letters import LetterError, check_fits, code_link, make_pdf
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.judging import code_number
from wijkpaginas.models import WijkPage

CLOSES = date(2027, 3, 14)
TEXTS = ("Wat vindt u van een bankje op deze plek?", "Het komt naast de oude kraan.")
A4 = (595, 842)


@pytest.fixture
def idee(wijk: WijkPage) -> Idee:
    Gemeente.objects.update_or_create(
        site=wijk.get_site(), defaults={"naam": "Waterhage", "telefoon": "14 0123"}
    )
    return IdeeFactory(wijk=wijk, punt=True, titel="Een bankje aan het water")


def addresses(number: int) -> list[Address]:
    return [
        Address(f"Familie Vuurtoren {n}", f"Waalkade {n}", "6511 XR", "Waterhage")
        for n in range(1, number + 1)
    ]


def made(idee: Idee, found: Sequence[Any], texts: tuple[str, str] = TEXTS) -> PdfReader:
    letters = [(address, code_number(n)) for n, address in enumerate(found, 1)]
    return PdfReader(io.BytesIO(make_pdf(idee, texts, CLOSES, letters, kept=30)))


def test_each_address_has_one_page_with_its_own_code(idee: Idee) -> None:
    reader = made(idee, addresses(4))
    assert len(reader.pages) == 4
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert code_number(number) in text
        assert code_number(number + 1) not in text
        assert f"Waalkade {number}" in text
        assert f"Beste Familie Vuurtoren {number}," in text
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
        for words in (
            "Gemeente Waterhage",
            "een bankje",
            "14 maart 2027",
            "14 0123",
            "/burencheck/",
        ):
            assert words in " ".join(text.split())


def test_the_drawn_code_leads_to_an_address_that_does_not_tell_it_to_a_server() -> None:
    parts = urlsplit(code_link("https://waterhage.example.nl", code_number(1)))
    assert (parts.path, parts.query, parts.fragment) == ("/burencheck/", "", code_number(1))


def test_the_file_can_be_read_aloud(idee: Idee) -> None:
    reader = made(idee, addresses(2))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own kind of True
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata
    assert "bankje" in str(reader.metadata.title)
    assert reader.xmp_metadata
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    alternatives = [
        node["/Alt"]
        for node in (thing.get_object() for thing in _objects(reader))
        if isinstance(node, dict) and node.get("/S") == "/Figure" and "/Alt" in node
    ]
    assert len(alternatives) == 2
    assert all("QR-code" in alternative for alternative in alternatives)


def _objects(reader: PdfReader) -> list[Any]:
    return [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]


def test_the_address_stands_in_the_window_of_the_envelope(idee: Idee) -> None:
    places: list[tuple[float, float]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if "6511 XR" in text:
            places.append((cm[4] + tm[4], cm[5] + tm[5]))

    made(idee, addresses(1)).pages[0].extract_text(visitor_text=visit)
    assert places
    millimetre = 72 / 25.4
    for x, y in places:
        assert 20 <= x / millimetre <= 110
        assert 45 <= (842 - y) / millimetre <= 90


def test_an_address_without_a_name_is_greeted_as_resident(idee: Idee) -> None:
    (page,) = made(idee, [Address("", "Waalkade 1", "6511 XR", "Waterhage")]).pages
    assert "Aan de bewoners van" in page.extract_text()
    assert "Beste bewoner," in page.extract_text()


@pytest.mark.parametrize(
    "text",
    [
        "#sys.inputs", "*vet* _schuin_ $x$ `code` @ref <label>", "#import \"x\"", "\\ \\u{1F600}",
        "// niet weg", '"><svg onload=1>', "= kop", "Café ‘t Veer – € 5", "Bankje 😀 中",
    ],
)  # fmt: skip
def test_what_people_typed_is_text_and_no_markup(idee: Idee, text: str) -> None:
    Idee.objects.filter(pk=idee.pk).update(titel=text, adres=text)
    again = Idee.objects.get(pk=idee.pk)
    (page,) = made(again, addresses(1), (text.replace("😀 中", ""), "")).pages
    shown = " ".join(page.extract_text().split())
    assert text.replace("😀 中", "").strip()[:9].strip() in shown


def test_a_text_that_is_too_long_for_a_page_is_refused(idee: Idee) -> None:
    check_fits(idee, ("Wat vindt u ervan? " * 15, "Naast de kraan. " * 43), CLOSES, kept=30)
    with pytest.raises(LetterError, match="te lang"):
        check_fits(idee, ("Wat vindt u ervan?", "woord " * 900), CLOSES, kept=30)


def test_many_letters_are_made_in_a_short_time(idee: Idee) -> None:
    assert len(made(idee, addresses(300)).pages) == 300
