"""The same without a mouse: Tab, Enter, and a focus that can always be seen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.events import check_calendar
from tests.browser.keyboard import Keyboard
from tests.browser.places import EVERY_BLOCK, FIND_WIJK, WIJK
from tests.browser.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.browser


def test_a_wijk_is_found_on_the_map_and_leads_to_an_event_and_its_file(
    keyboard_user: Visitor,
) -> None:
    page = keyboard_user.page
    keyboard_user.go("/")
    keyboard = Keyboard(page)
    keyboard.tab_to("Of kies uw wijk op de kaart")
    page.keyboard.press("Enter")
    keyboard.tab_to("Havenkwartier")
    assert page.evaluate("document.activeElement.matches('a.sw-area')")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{keyboard_user.address}{WIJK}")

    keyboard.tab_to("Bekijk de hele agenda")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{keyboard_user.address}{WIJK}agenda/")
    event = page.get_by_role("main").get_by_role("article").first.get_by_role("link").inner_text()
    keyboard.tab_to(event)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(event)
    keyboard.tab_to("Zet in uw agenda")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    check_calendar(download.value, page)
    assert keyboard.problems == []


def test_a_wijk_is_found_by_name(keyboard_user: Visitor) -> None:
    page = keyboard_user.page
    keyboard_user.go("/wijken/")
    keyboard = Keyboard(page)
    keyboard.tab_to(FIND_WIJK)
    page.keyboard.type("molen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Molenhoek")
    assert keyboard.problems == []


def test_the_first_stop_skips_to_the_content(keyboard_user: Visitor) -> None:
    page = keyboard_user.page
    keyboard_user.go(WIJK)
    keyboard = Keyboard(page)
    assert keyboard.tab() == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    keyboard.tab()
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert keyboard.problems == []


@pytest.mark.parametrize("look", ["light", "dark", "forced"])
def test_the_focus_is_seen_at_each_stop_of_a_page_with_every_block(look: str, visit: Visit) -> None:
    if look == "forced":
        visitor = visit(width=WIDE, forced_colors="active")
    else:
        visitor = visit(width=PHONE, color_scheme=look)
    visitor.go(EVERY_BLOCK)
    keyboard = Keyboard(visitor.page)
    while keyboard.tab() is not None:
        assert len(keyboard.stops) < 150, "the focus never leaves the page"
    assert len(keyboard.stops) > 30
    assert keyboard.problems == []


def test_menus_open_and_close_without_a_mouse(visit: Visit) -> None:
    visitor = visit(width=PHONE)
    visitor.go(WIJK)
    page = visitor.page
    keyboard = Keyboard(page)
    open_menu = page.locator(".sw-menu:popover-open")
    for button, item in (("Menu", "Agenda"), ("In deze wijk", "Nieuws")):
        keyboard.tab_to(button)
        page.keyboard.press("Enter")
        expect(open_menu).to_be_visible()
        keyboard.tab_to(item, limit=6)
        assert page.evaluate("document.activeElement.closest('.sw-menu:popover-open') !== null")
        page.keyboard.press("Escape")
        expect(open_menu).to_be_hidden()
        assert page.evaluate("document.activeElement.textContent.trim()") == button
    assert keyboard.problems == []


def test_answers_open_without_a_mouse(visitor: Visitor) -> None:
    visitor.go(EVERY_BLOCK)
    question = visitor.page.locator("summary").first
    keyboard = Keyboard(visitor.page)
    keyboard.tab_to(question.inner_text())
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("details .utrecht-accordion__panel").first).to_be_visible()
    assert keyboard.problems == []
