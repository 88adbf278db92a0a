"""What people come for: their neighbourhood, and what there is to do and to know in it."""

from datetime import date

import pytest
import requests
from playwright.sync_api import Download, Page, expect

from tests.browser.events import check_calendar, heading
from tests.browser.places import FIND_WIJK, NOT_THERE, OPENING_SOON, PAGE_TYPES, WIJK
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def choose_on_map(page: Page, name: str) -> None:
    """Click on the middle of an area, where its name stands: the shape itself may be bent."""
    area = page.locator(f'a.sw-area[aria-label="{name}"]')
    area.scroll_into_view_if_needed()
    box = area.locator("text").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def open_from_menu(visitor: Visitor, name: str) -> None:
    """Choose from the main menu, which a phone folds behind a button."""
    button = visitor.page.get_by_role("button", name="Menu", exact=True)
    if button.is_visible():
        button.click()
    visitor.page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=name).click()


def read_on_to_an_event(page: Page) -> Download:
    """From a neighbourhood to its agenda, to the first event, to its file for a calendar."""
    page.get_by_role("link", name="Bekijk de hele agenda").first.click()
    first = page.get_by_role("main").get_by_role("article").first
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    with page.expect_download() as download:
        page.get_by_role("link", name="Zet in uw agenda").click()
    return download.value


def test_a_wijk_is_found_on_the_map_and_leads_to_an_event_and_its_file(anyone: Visitor) -> None:
    anyone.go("/")
    anyone.page.get_by_role("link", name="Of kies uw wijk op de kaart").click()
    choose_on_map(anyone.page, "Havenkwartier")
    expect(anyone.page).to_have_url(f"{anyone.address}{WIJK}")
    check_calendar(read_on_to_an_event(anyone.page), anyone.page)


def test_a_wijk_is_found_in_the_list_and_leads_to_an_event_and_its_file(anyone: Visitor) -> None:
    anyone.go("/")
    anyone.page.get_by_role("main").get_by_role("list").get_by_role(
        "link", name="Molenhoek"
    ).click()
    expect(anyone.page.get_by_role("heading", level=1)).to_have_text("Molenhoek")
    check_calendar(read_on_to_an_event(anyone.page), anyone.page)


def test_a_wijk_is_found_by_name_and_leads_to_an_event_and_its_file(anyone: Visitor) -> None:
    anyone.go("/")
    open_from_menu(anyone, "Wijken")
    page = anyone.page
    page.get_by_role("searchbox", name=FIND_WIJK).fill("weverij")
    page.get_by_role("button", name="Vind uw wijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De Weverij")
    check_calendar(read_on_to_an_event(page), page)


def test_the_list_of_wijken_shortens_while_typing(visitor: Visitor) -> None:
    visitor.go("/wijken/")
    wijken = visitor.page.locator("#wijken").get_by_role("listitem")
    expect(wijken).to_have_count(6)
    visitor.page.get_by_role("searchbox", name=FIND_WIJK).press_sequentially("oude-d")
    expect(wijken.filter(visible=True)).to_have_count(1)
    expect(visitor.page.get_by_role("status")).to_have_text("1 wijk gevonden")
    visitor.page.get_by_role("searchbox", name=FIND_WIJK).press_sequentially("xyz")
    expect(visitor.page.get_by_role("status")).to_contain_text("Geen wijk met deze naam")


def test_news_leads_to_a_message_and_to_a_feed_with_the_same_message(anyone: Visitor) -> None:
    page = anyone.page
    anyone.go(WIJK)
    page.get_by_role("link", name="Lees al het nieuws").click()
    feed = page.get_by_role("link", name="Volg dit nieuws in uw nieuwslezer").get_attribute("href")
    first = page.get_by_role("main").get_by_role("article").first
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    answer = requests.get(f"{anyone.address}{feed}", timeout=30)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert title in answer.text
    assert page.url in answer.text


def test_a_menu_leads_to_all_pages_of_a_wijk_and_the_path_leads_back(anyone: Visitor) -> None:
    page = anyone.page
    anyone.go(PAGE_TYPES["event"])
    button = page.get_by_role("button", name="In deze wijk")
    if button.is_visible():
        button.click()
    menu = page.get_by_role("navigation", name="Menu van Havenkwartier")
    menu.get_by_role("link", name="Nieuws").click()
    expect(page).to_have_url(f"{anyone.address}{WIJK}nieuws/")
    path = page.get_by_role("navigation", name="Kruimelpad")
    path.get_by_role("link", name="Havenkwartier").click()
    expect(page).to_have_url(f"{anyone.address}{WIJK}")


def test_a_wijk_that_opens_soon_says_so_and_shows_nothing_below_it(visitor: Visitor) -> None:
    visitor.go("/wijken/")
    wijk = visitor.page.get_by_role("article").filter(has_text="Stationspark")
    expect(wijk).to_contain_text("Opent binnenkort")
    wijk.get_by_role("link").click()
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("Deze wijkpagina opent binnenkort")
    below = main.locator(f'a[href^="{OPENING_SOON}"]')
    expect(below).to_have_count(0)


def test_a_wrong_address_gets_a_dutch_page_that_leads_on(anyone: Visitor) -> None:
    answer = anyone.page.goto(anyone.address + NOT_THERE)
    # The browser itself reports the status of the page.
    anyone.problems.clear()
    assert answer is not None
    assert answer.status == 404
    assert heading(anyone.page) == "Deze pagina is er niet"
    anyone.page.get_by_role("main").get_by_role("link", name="Naar de voorpagina").click()
    expect(anyone.page).to_have_url(f"{anyone.address}/")


def test_the_agenda_shows_what_is_over_on_request(anyone: Visitor) -> None:
    anyone.go("/agenda/")
    anyone.page.get_by_role("link", name="Bekijk wat er is geweest").click()
    expect(anyone.page.get_by_role("heading", level=1)).to_contain_text("wat er is geweest")
    today = date.today().isoformat()  # noqa: DTZ011  # the browser and the site share this machine
    days = anyone.page.locator("main time").evaluate_all("all => all.map(one => one.dateTime)")
    assert days
    assert max(days) <= today
