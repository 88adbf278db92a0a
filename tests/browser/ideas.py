"""What residents and moderators do with ideas, by the names that stand on the screen."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.places import DOMAIN, IDEAS, PASSWORD
from tests.browser.town import Town
from tests.browser.visitor import Visitor

NEW = f"{IDEAS}nieuw/"
LIBRARY = f"{IDEAS}waarom-niet/"
# What whoever finds addresses knows on the site of these tests: a place in the neighbourhood.
ADDRESS, LAT, LON = "Zuiderkade 20, Waterhage", 52.627654, 5.203919
CONSENT = re.compile("ga akkoord")


def lower_threshold(folder: Path) -> None:
    """Let three people be enough to have an idea judged in the neighbourhood of the demo."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute(
            "UPDATE ideeen_ideeenpage SET drempel = 3 WHERE page_ptr_id IN "
            "(SELECT id FROM wagtailcore_page WHERE url_path LIKE ?)",
            [f"%{IDEAS}"],
        )


def addresses() -> Iterator[str]:
    """Yield one internet address after the other: what comes in is limited by these."""
    for number in range(1, 60_000):
        yield f"10.1.{number // 250}.{number % 250 + 1}"


def write(page: Page, titel: str, tekst: str) -> None:
    """Fill in what an idea says."""
    page.get_by_label("Uw idee in één zin").fill(titel)
    page.get_by_label("Leg uw idee uit").fill(tekst)


def sign(page: Page, email: str, naam: str) -> None:
    """Fill in who somebody is whom the site does not know."""
    page.get_by_label("Uw naam", exact=True).fill(naam)
    page.get_by_label("Uw e-mailadres").fill(email)
    page.get_by_role("checkbox", name=CONSENT).check()


def send_in(page: Page) -> None:
    page.get_by_role("button", name="Idee insturen").click()


def confirm(visitor: Visitor, town: Town, email: str, *, after: int = 0) -> None:
    """Type in the code that was mailed."""
    heading = visitor.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Nog één stap: vul de code in")
    visitor.page.get_by_label("Code uit de mail").fill(town.code_for(email, after=after))
    visitor.page.get_by_role("button", name="Bevestigen").click()
    expect(heading).not_to_have_text("Nog één stap: vul de code in")


def log_in_with_password(page: Page, name: str) -> None:
    """Fill in the form for passwords as somebody of the demo."""
    page.get_by_label("Uw e-mailadres").fill(f"{name}@{DOMAIN}")
    page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def find(visitor: Visitor, titel: str) -> None:
    """Go to the page of an idea, by the list."""
    visitor.go(IDEAS)
    visitor.page.get_by_role("searchbox", name="Zoek in de ideeën").fill(titel)
    visitor.page.get_by_role("button", name="Zoek", exact=True).click()
    visitor.page.get_by_role("main").get_by_role("link", name=titel, exact=True).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(titel)


def support(visitor: Visitor, town: Town, titel: str, email: str) -> None:
    """Support an idea with only an address."""
    find(visitor, titel)
    visitor.page.get_by_role("link", name="Steun dit idee").click()
    sign(visitor.page, email, email.partition("@")[0].capitalize())
    visitor.page.get_by_role("button", name="Geef mijn steun").click()
    confirm(visitor, town, email)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(f"U steunt “{titel}”")


def supporters(page: Page) -> int:
    """Return how many people support the idea on the page."""
    return int(page.locator("[data-support-count]").inner_text())


def lead_on(link: Locator) -> None:
    """Click on what leads to another page, and wait until that is all there."""
    with link.page.expect_navigation():
        link.click()


def choose(page: Page, name: str) -> None:
    """Choose something from the menu of the admin."""
    lead_on(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=name))


def open_queue(page: Page, kind: str, titel: str) -> None:
    """Open something that waits for a moderator."""
    choose(page, "Wachtrij")
    lead_on(page.get_by_role("link", name=re.compile(f"^{kind}")))
    lead_on(page.get_by_role("main").get_by_role("link", name=titel, exact=True).first)


def action(page: Page, name: str) -> Locator:
    """Open an action on the page of an idea, and return the part of the page with its form."""
    title = page.locator("summary").get_by_text(name, exact=True)
    part = page.locator("details.sw-handeling").filter(has=title)
    if part.get_attribute("open") is None:
        title.click()
    return part


def told(page: Page) -> Locator:
    """Return where the admin says what was done."""
    return page.locator(".messages")
