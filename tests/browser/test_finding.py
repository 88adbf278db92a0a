"""The search of the site, and finding a neighbourhood, also when the address service is silent."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.accessibility import COLOUR_RULES, switch, violations
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.places import FIND_WIJK, WIJK
from tests.browser.server import Wishes, demo_site
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.kaart.geocoder_stub import Stub, doc, geocoder

pytestmark = pytest.mark.browser

MESSAGE = "De Houtkade wordt groen: zo gaat het eruitzien"
MESSAGE_URL = f"{WIJK}nieuws/houtkade-wordt-groen/"


def open_search(visitor: Visitor) -> Locator:
    """Go from the front page to a field to search in, and return it; a phone has a link to it."""
    page = visitor.page
    visitor.go("/")
    link = page.get_by_role("banner").get_by_role("link", name="Zoeken", exact=True)
    if link.is_visible():
        link.click()
        return page.get_by_role("main").get_by_label("Wat zoekt u?")
    return page.get_by_role("banner").get_by_label("Wat zoekt u?")


def results(page: Page) -> Locator:
    return page.get_by_role("main").locator(".sw-result")


def test_a_suggestion_is_chosen_without_a_mouse(keyboard_user: Visitor) -> None:
    page = keyboard_user.page
    keyboard_user.go("/")
    keyboard = Keyboard(page)
    if page.get_by_role("banner").get_by_label("Wat zoekt u?").is_hidden():
        keyboard.tab_to("Zoeken")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Zoeken")
    keyboard.tab_to("Wat zoekt u?")
    page.keyboard.type("houtk")
    suggestions = page.get_by_role("listbox", name="Suggesties")
    expect(suggestions).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Kies met pijl omlaag")).to_have_count(1)

    page.keyboard.press("Escape")
    expect(suggestions).to_be_hidden()
    expect(page.get_by_role("combobox").and_(page.locator(":focus"))).to_have_value("houtk")

    option = suggestions.get_by_role("option").filter(has_text=MESSAGE)
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(keyboard_user.address + MESSAGE_URL)
    assert keyboard.problems == []


def test_somebody_searches_and_keeps_to_one_wijk(anyone: Visitor) -> None:
    page = anyone.page
    open_search(anyone).fill("bomen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("resultaten voor ‘bomen’")
    places = " ".join(results(page).locator(".sw-result__meta").all_inner_texts())
    assert "Havenkwartier" in places
    assert "Molenhoek" in places

    page.get_by_text("Beperk het zoeken").click()
    page.get_by_label("Wijk", exact=True).select_option("Molenhoek")
    page.get_by_role("button", name="Pas toe").click()
    expect(page.get_by_role("link", name="Zoek in alles")).to_be_visible()
    places_now = results(page).locator(".sw-result__meta").all_inner_texts()
    assert places_now
    assert not any("Havenkwartier" in place for place in places_now)
    first = results(page).first.get_by_role("link")
    title = first.inner_text()
    first.click()
    expect(page).to_have_url(re.compile("/wijken/molenhoek/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_suggestions_are_links_on_a_page_of_their_own(scriptless: Visitor) -> None:
    page = scriptless.page
    scriptless.go("/zoeken/suggesties/?q=houtk")
    page.get_by_role("main").get_by_role("link", name=MESSAGE).click()
    expect(page).to_have_url(scriptless.address + MESSAGE_URL)


def test_who_finds_nothing_is_told_what_to_do(anyone: Visitor) -> None:
    page = anyone.page
    open_search(anyone).fill("xylofoon")
    page.keyboard.press("Enter")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=2)).to_have_text("Niets gevonden voor ‘xylofoon’")
    main.get_by_role("link", name="Kijk bij Wijken").click()
    expect(page).to_have_url(f"{anyone.address}/wijken/")


def test_a_wijk_is_found_by_name_from_the_front_page(anyone: Visitor) -> None:
    page = anyone.page
    anyone.go("/")
    page.get_by_role("searchbox", name=FIND_WIJK).fill("haven")
    page.get_by_role("button", name="Vind uw wijk").click()
    expect(page).to_have_url(anyone.address + WIJK)


def test_a_silent_address_service_is_told_and_the_list_remains(anyone: Visitor) -> None:
    page = anyone.page
    anyone.go("/")
    page.get_by_role("searchbox", name=FIND_WIJK).fill("Houtkade 12")
    page.get_by_role("button", name="Vind uw wijk").click()
    expect(page.get_by_role("status").first).to_contain_text("Zoeken op adres lukt nu even niet")
    expect(page.get_by_role("searchbox", name=FIND_WIJK)).to_have_value("Houtkade 12")
    # What somebody's address is stands in no address bar and no history.
    assert "Houtkade" not in page.url
    wijken = page.locator("#wijken").get_by_role("listitem")
    expect(wijken.filter(visible=True)).to_have_count(6)
    wijken.get_by_role("link", name="Havenkwartier").click()
    expect(page).to_have_url(anyone.address + WIJK)


# What was typed, what the service for addresses knows of it, and what the visitor is told.
IN_HAVENKWARTIER = doc("Houtkade 1, Waterhage", 52.6215, 5.1982)
IN_MOLENHOEK = doc("Houtkade 1, Molenhoek", 52.6085, 5.2396)
# Within the bounds of the municipality, and in none of its neighbourhoods.
OUTSIDE = doc("Polderweg 1, Waterhage", 52.638, 5.183)
ANSWERS = {
    "choice": ("Houtkade 1", [IN_HAVENKWARTIER, IN_MOLENHOEK], "Welk adres bedoelt u?"),
    "outside": ("Houtkade 2", [OUTSIDE], "niet in een van onze wijken"),
    "unknown": ("Houtkade 3", [], "We vinden dit adres niet"),
}


@pytest.fixture(scope="module")
def with_addresses(browser: Browser) -> Iterator[tuple[Stub, str]]:
    """Open a site whose service for addresses answers, and yield both."""
    with geocoder() as (stub, url), demo_site(Wishes({"GEOCODER_URL": url})) as address:
        yield stub, address


def ask_for(visitor: Visitor, text: str) -> None:
    visitor.go("/wijken/")
    visitor.page.get_by_role("searchbox", name=FIND_WIJK).fill(text)
    visitor.page.get_by_role("button", name="Vind uw wijk").click()


def test_a_postcode_leads_to_the_wijk(with_addresses: tuple[Stub, str], visit: Visit) -> None:
    stub, address = with_addresses
    stub.finds(IN_HAVENKWARTIER)
    visitor = visit(at=address)
    ask_for(visitor, "1234 AB")
    expect(visitor.page).to_have_url(address + WIJK)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("answer", ANSWERS)
def test_axe_finds_no_violation_in_the_answer(
    answer: str, width: int, with_addresses: tuple[Stub, str], visit: Visit
) -> None:
    typed, known, told = ANSWERS[answer]
    stub, address = with_addresses
    stub.finds(*known)
    visitor = visit(at=address, width=width)
    ask_for(visitor, typed)
    expect(visitor.page.locator(".sw-finding")).to_contain_text(told)
    check_looks(visitor)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_violation_when_the_address_service_is_silent(
    width: int, visit: Visit
) -> None:
    visitor = visit(width=width)
    ask_for(visitor, "Houtkade 12")
    expect(visitor.page.locator(".sw-finding")).to_contain_text("lukt nu even niet")
    check_looks(visitor)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_violation_in_open_suggestions(width: int, visit: Visit) -> None:
    visitor = visit(width=width)
    open_search(visitor).press_sequentially("houtk")
    options = visitor.page.get_by_role("listbox", name="Suggesties").get_by_role("option")
    expect(options.first).to_be_visible()
    visitor.page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    check_looks(visitor)


def check_looks(visitor: Visitor) -> None:
    """Let axe look in both colour schemes, and look whether all fits in the window."""
    assert violations(visitor) == []
    switch(visitor, "dark")
    assert violations(visitor, COLOUR_RULES) == []
    html = visitor.page.locator("html")
    assert html.evaluate("html => html.scrollWidth <= html.clientWidth")
