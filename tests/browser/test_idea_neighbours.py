"""The neighbours of an idea get a letter, and answer with the code in it."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.accessibility import look_at
from tests.browser.conftest import Visit
from tests.browser.editing import log_in
from tests.browser.ideas import choose, find, told
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

IDEA = "Een zebrapad bij de basisschool aan de Loodsweg"
QUESTION = "Wat vindt u van een zebrapad voor uw deur?"
ADDRESSES = "naam;straat;huisnummer;postcode;plaats\n" + "".join(
    f"Familie Loods {number};Loodsweg;{number};9901 HG;Waterhage\n" for number in range(1, 4)
)
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
HEADING = "Antwoord geven met uw code"


def test_a_neighbour_answers_once_with_the_code_of_the_letter(
    resident: Visit, tmp_path: Path
) -> None:
    regisseur = resident(width=WIDE)
    log_in(regisseur, "regisseur")
    codes = ask_neighbours(regisseur, tmp_path / "adressen.csv")
    assert len(set(codes)) == 3

    neighbour = resident(width=NARROW)
    page, keyboard = neighbour.page, Keyboard(neighbour.page)
    neighbour.go("/burencheck/")
    look_at(neighbour)
    keyboard.tab_to("Code uit de brief")
    page.keyboard.type(codes[0].lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(page.get_by_role("main")).to_contain_text("U antwoordt voor Loodsweg 1.")
    look_at(neighbour)
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_at(neighbour)
    page.get_by_role("radio").first.check()
    page.get_by_label("Wilt u er iets bij zeggen?").fill("Eindelijk veilig oversteken.")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt voor uw antwoord")
    look_at(neighbour)
    assert keyboard.problems == []

    # As the drawn code of the letter leads there: it was used.
    page.goto(f"{neighbour.address}/burencheck/#{codes[0]}")
    expect(page.get_by_role("alert")).to_contain_text("Deze code werkt niet")
    assert codes[0] not in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADING)
    look_at(neighbour)

    regisseur.page.reload()
    row = regisseur.page.get_by_role("row").filter(has_text="Loodsweg 1")
    expect(row).to_contain_text("Eindelijk veilig oversteken.")
    # In public stands only that they are asked, as long as they are.
    find(neighbour, IDEA)
    expect(page.get_by_role("main")).not_to_contain_text("Eindelijk veilig")


def ask_neighbours(regisseur: Visitor, addresses: Path) -> list[str]:
    """Begin to ask, and return the codes in the letters."""
    addresses.write_text(ADDRESSES)
    page = regisseur.page
    choose(page, "Te beoordelen")
    page.get_by_role("link", name=IDEA).click()
    page.get_by_role("link", name="Vraag de buren").click()
    page.get_by_role("textbox", name="Vraag aan de buren").fill(QUESTION)
    last = timezone.localdate() + timedelta(days=14)
    page.get_by_label("Laatste dag om te antwoorden").fill(last.isoformat())
    page.get_by_label("Adressen (CSV)").set_input_files(addresses)
    page.get_by_role("button", name="Start de burencheck").click()
    expect(told(page)).to_contain_text("De burencheck is gestart.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download de brieven (PDF)").click()
    reader = PdfReader(io.BytesIO(download.value.path().read_bytes()))
    return [code for letter in reader.pages for code in CODE.findall(letter.extract_text())[:1]]
