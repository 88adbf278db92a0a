"""axe-core finds nothing on the screens with which moderators and coordinators work."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.conftest import Visit
from tests.browser.editing import log_in
from tests.browser.ideas import choose, lead_on
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

# Ideas of the demo, by what can be done with them.
WAITS = "Minder lawaai van scooters op de kade"
PLACED = "Buurtwerkplaats in Loods 4"
HIDDEN = "Wie rijdt er steeds zo hard in de Graanhof?"
JUDGED = "Een zebrapad bij de basisschool aan de Loodsweg"
ANSWERED = "Losloopveld voor honden aan de Graanhof"
OPEN_ALL = "all => all.forEach(one => { one.open = true; })"


def look_at(visitor: Visitor) -> None:
    """Fail when something on the screen breaks a rule, wide or narrow."""
    where = visitor.page.url
    assert violations(visitor) == [], where
    visitor.page.set_viewport_size({"width": NARROW, "height": 640})
    assert violations(visitor) == [], where
    visitor.page.set_viewport_size({"width": WIDE, "height": 900})


@pytest.fixture
def moderator(resident: Visit) -> Visitor:
    visitor = resident(width=WIDE)
    log_in(visitor, "moderator")
    # Without the words that say so, which fade in.
    visitor.go("/admin/")
    return visitor


@pytest.fixture
def regisseur(resident: Visit) -> Visitor:
    visitor = resident(width=WIDE)
    log_in(visitor, "regisseur")
    visitor.go("/admin/")
    return visitor


def open_idea(visitor: Visitor, titel: str) -> None:
    visitor.go(f"/admin/ideeen/?q={quote(titel)}")
    lead_on(visitor.page.get_by_role("main").get_by_role("link", name=titel))
    expect(visitor.page.get_by_role("heading", name="Wat wilt u doen?")).to_be_visible()


def test_axe_finds_no_violation_on_the_list_and_the_form_for_paper(moderator: Visitor) -> None:
    page = moderator.page
    look_at(moderator)
    choose(page, "Ideeën")
    look_at(moderator)
    lead_on(page.get_by_role("link", name="Idee invoeren").first)
    look_at(moderator)
    page.get_by_label("Het idee in één zin").fill("1")
    page.get_by_label("Wat er in de brief staat").fill("1")
    lead_on(page.get_by_role("main").get_by_role("button", name="Idee invoeren"))
    expect(page.locator(".error-message").first).to_be_visible()
    look_at(moderator)


@pytest.mark.parametrize("titel", [WAITS, PLACED, HIDDEN])
def test_axe_finds_no_violation_on_an_idea_with_what_can_be_done(
    moderator: Visitor, titel: str
) -> None:
    page = moderator.page
    open_idea(moderator, titel)
    look_at(moderator)
    actions = page.locator("details.sw-handeling")
    # All their forms at once.
    actions.evaluate_all(OPEN_ALL)
    look_at(moderator)


def test_axe_finds_no_violation_on_a_form_with_mistakes_and_on_a_photo(moderator: Visitor) -> None:
    page = moderator.page
    open_idea(moderator, PLACED)
    photo = page.get_by_role("link", name=re.compile("^Bekijk of pas aan")).first
    address = page.url
    lead_on(photo)
    look_at(moderator)
    for name in ("antwoorden", "samenvoegen", "verbergen"):
        page.goto(f"{address}{name}/")
        look_at(moderator)
    lead_on(page.locator("form").get_by_role("button", name="Verbergen"))
    expect(page.locator(".error-message").first).to_be_visible()
    look_at(moderator)


def test_axe_finds_no_violation_on_the_queue(moderator: Visitor) -> None:
    page = moderator.page
    choose(page, "Wachtrij")
    kinds = page.get_by_role("navigation", name="Soorten werk").get_by_role("link")
    addresses = kinds.evaluate_all("all => all.map(one => one.href)")
    rows = page.locator(".sw-admin-list__title a")
    for address in addresses:
        page.goto(address)
        look_at(moderator)
        if re.search("meldingen|reacties", address) and rows.count():
            lead_on(rows.first)
            look_at(moderator)


def test_axe_finds_no_violation_where_ideas_are_judged(regisseur: Visitor) -> None:
    page = regisseur.page
    look_at(regisseur)
    choose(page, "Te beoordelen")
    look_at(regisseur)
    lead_on(page.get_by_role("link", name=JUDGED))
    look_at(regisseur)
    lead_on(page.get_by_role("button", name="Geef dit antwoord"))
    expect(page.locator(".error-message").first).to_be_visible()
    look_at(regisseur)


def test_axe_finds_no_violation_where_neighbours_are_asked(regisseur: Visitor) -> None:
    page = regisseur.page
    regisseur.go("/admin/beoordelen/?toon=beantwoord")
    lead_on(page.get_by_role("link", name=ANSWERED))
    look_at(regisseur)
    lead_on(page.get_by_role("link", name="Naar de burencheck"))
    look_at(regisseur)
    regisseur.go("/admin/beoordelen/?toon=geplaatst")
    lead_on(page.get_by_role("link", name=PLACED))
    look_at(regisseur)
    lead_on(page.get_by_role("link", name="Vraag de buren"))
    look_at(regisseur)
    lead_on(page.get_by_role("button", name="Start de burencheck"))
    expect(page.get_by_role("alert").first).to_be_visible()
    look_at(regisseur)
