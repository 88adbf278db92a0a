"""Remarks about what could be clearer, beside the editor."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.checks.content import Report, check_page
from core.models import SiteImage
from tests.conftest import Cast
from tests.factories.wijken import InformatiePageFactory
from wijkpaginas.models import InformatiePage, WijkPage

IDS = [str(uuid.UUID(int=number)) for number in range(50)]


def page_with(*blocks: tuple[str, Any], **fields: Any) -> InformatiePage:
    values = {"title": "Groen", "samenvatting": "Over groen.", **fields}
    page = InformatiePage(**values)
    page.inhoud = json.dumps(
        [
            {"type": kind, "value": value, "id": IDS[number]}
            for number, (kind, value) in enumerate(blocks)
        ]
    )
    return page


def texts(report: Report) -> list[str]:
    return [remark.text for remark in report.remarks]


def heading(text: str, level: str = "h2") -> tuple[str, dict[str, str]]:
    return "kop", {"tekst": text, "niveau": level}


def test_a_clear_page_gets_no_remarks() -> None:
    report = check_page(
        page_with(heading("Wat doen we?"), ("tekst", "<p>Wij planten bomen. U kunt helpen.</p>"))
    )
    assert report.remarks == []
    assert report.words == 8


def test_an_empty_draft_can_be_checked() -> None:
    report = check_page(InformatiePage())
    assert [remark.path for remark in report.remarks] == ["samenvatting"]
    assert report.score is None
    assert report.words_per_sentence == 0


def test_a_long_sentence_names_its_block_and_its_first_words() -> None:
    sentence = "Wij planten " + "mooie " * 24 + "bomen."
    report = check_page(page_with(heading("Plan"), ("tekst", f"<p>Kort.</p><p>{sentence}</p>")))
    (remark,) = report.remarks
    assert remark.place == "Tekst, blok 2"
    assert remark.path == f"inhoud.{IDS[1]}"
    assert "27 woorden" in remark.text
    assert remark.quote.startswith("Wij planten mooie")


def test_text_in_nested_blocks_is_checked_too() -> None:
    item = {
        "type": "item",
        "id": IDS[9],
        "value": {"vraag": "Wat?", "antwoord": "<p>Derhalve niet.</p>"},
    }
    report = check_page(page_with(("uitklap", {"titel": "", "items": [item]})))
    (remark,) = report.remarks
    assert remark.path == f"inhoud.{IDS[0]}.items.{IDS[9]}.antwoord"
    assert "‘derhalve’" in remark.text
    assert "daarom" in remark.text


def test_a_difficult_word_is_named_once() -> None:
    report = check_page(page_with(("tekst", "<p>Thans. Thans.</p>"), ("tekst", "<p>Thans</p>")))
    assert len(report.remarks) == 1


@pytest.mark.parametrize(
    "text", ["klik hier", "Hier", "Lees meer >", "www.example.nl", "meer info"]
)
def test_a_link_that_says_nothing_is_remarked(text: str) -> None:
    html = f'<p>Kijk: <a href="https://example.nl">{text}</a></p>'
    assert texts(check_page(page_with(("tekst", html)))) == [
        "Deze linktekst zegt niet waar de link heen gaat."
    ]


def test_a_link_that_says_where_it_leads_is_not() -> None:
    html = '<p><a href="https://example.nl">Bekijk hier de planning</a></p>'
    assert check_page(page_with(("tekst", html))).remarks == []


def test_buttons_are_links_as_well() -> None:
    button = {"tekst": "Klik hier", "pagina": None, "url": "https://e.nl", "stijl": "primair"}
    assert len(check_page(page_with(("knop", button))).remarks) == 1


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([heading("A", "h3"), ("tekst", "<p>x</p>")], ["Hier wordt een niveau overgeslagen"]),
        ([heading("A"), heading("B", "h3"), ("tekst", "<p>x</p>")], []),
        ([heading("A"), heading("B"), ("tekst", "<p>x</p>")], ["Onder deze kop staat niets."]),
        ([heading("A")], ["Onder deze kop staat niets."]),
        ([heading(" "), ("tekst", "<p>x</p>")], ["Deze kop is leeg."]),
    ],
)
def test_the_order_of_headings_is_checked(blocks: list[Any], expected: list[str]) -> None:
    found = texts(check_page(page_with(*blocks)))
    assert len(found) == len(expected)
    assert all(text.startswith(begin) for text, begin in zip(found, expected, strict=True))


def test_a_long_text_needs_headings() -> None:
    text = "<p>Wij doen iets moois voor u.</p>" * 60
    assert texts(check_page(page_with(("tekst", text)))) == [
        "Dit is een lange tekst. Zet er tussenkoppen in."
    ]


def test_a_table_without_headers_and_caption_is_remarked() -> None:
    table = {"data": [["a"]], "table_header_choice": "neither", "table_caption": " "}
    assert len(check_page(page_with(("tabel", table))).remarks) == 2


def test_a_missing_summary_and_a_long_title_are_remarked() -> None:
    report = check_page(page_with(title="t" * 71, samenvatting=" "))
    assert [remark.path for remark in report.remarks] == ["title", "samenvatting"]


def test_a_picture_needs_a_description_or_is_decoration(db: None) -> None:
    image = SiteImage(title="Park", width=1, height=1, file="park.png", description="")
    image.created_at = timezone.now()
    image.save_base(raw=True)
    picture = {"image": image.pk, "alt_text": "", "decorative": False}
    block = ("afbeelding", {"afbeelding": picture, "bijschrift": ""})
    assert len(check_page(page_with(block)).remarks) == 1
    picture["decorative"] = True
    assert check_page(page_with(block)).remarks == []
    report = check_page(page_with(afbeelding=image))
    assert [remark.path for remark in report.remarks] == ["afbeelding"]


def test_the_editor_shows_remarks_about_the_saved_draft(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=wijk, samenvatting="Kort.")
    page.introductie = "<p>Derhalve &quot;&gt;&lt;svg onload=alert(1)&gt;.</p>"
    page.save_revision()
    client.force_login(cast.redacteur)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "1 aandachtspunt" in html
    part = client.get(reverse("core_admin:writing_tips", args=[page.pk])).content.decode()
    assert "Schrijf liever: daarom." in part
    assert "<svg onload" not in part


def test_remarks_hold_nothing_back(client: Client, cast: Cast, wijk: WijkPage) -> None:
    page = InformatiePageFactory(parent=wijk, samenvatting="", title="t" * 100)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("who", ["other_redacteur", "outsider"])
def test_a_stranger_reads_no_remarks(client: Client, cast: Cast, wijk: WijkPage, who: str) -> None:
    page = InformatiePageFactory(parent=wijk)
    client.force_login(getattr(cast, who))
    answer = client.get(reverse("core_admin:writing_tips", args=[page.pk]))
    assert answer.status_code in {302, 403}
