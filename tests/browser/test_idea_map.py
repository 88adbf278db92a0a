"""The map of ideas: the same set as the list, to be used with a mouse and without."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.ideas import lead_on
from tests.browser.places import IDEAS
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MAP = f"{IDEAS}?toon=kaart"
OVERLAP = """all => all.some((one, place) => all.slice(place + 1).some((other) => {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}))"""

INSIDE = """() => {
  const box = document.querySelector(".leaflet-popup").getBoundingClientRect();
  const around = document.querySelector(".sw-map__frame").getBoundingClientRect();
  return around.left <= box.left && box.right <= around.right && box.width < around.width;
}"""


def pins(page: Page) -> Locator:
    """Return the pins on the map, once they are there."""
    found = page.locator(".sw-pin")
    expect(found.first).to_be_visible()
    return found


def test_the_map_has_the_ideas_of_the_list_that_have_a_place(visitor: Visitor) -> None:
    visitor.go(MAP)
    page = visitor.page
    numbers = [text or "1" for text in pins(page).all_inner_texts()]
    status = page.locator(".sw-map__status")
    expect(status).to_have_text(f"{sum(map(int, numbers))} ideeën op de kaart")
    page.get_by_text("Kies en sorteer").click()
    page.get_by_label("Hoe ver").select_option("niet_haalbaar")
    lead_on(page.get_by_role("button", name="Pas toe"))
    assert "toon=kaart" in page.url
    expect(status).to_have_text("1 idee op de kaart")
    expect(page.get_by_role("main").get_by_role("article")).to_have_count(1)


def test_ideas_whose_pins_would_lie_over_each_other_share_one(narrow: Visitor) -> None:
    narrow.go(MAP)
    page = narrow.page
    assert not pins(page).evaluate_all(OVERLAP)
    shared = pins(page).filter(has_text=re.compile(r"^\d+$")).first
    number = int(shared.inner_text())
    shared.click()
    ideas = page.locator(".sw-idea-popup a")
    expect(ideas).to_have_count(number)
    # All of it can be read, once the map made way for it.
    page.wait_for_function(INSIDE)


def test_an_idea_is_opened_on_the_map_without_a_mouse(visitor: Visitor) -> None:
    visitor.go(MAP)
    page = visitor.page
    pin = pins(page).first
    pin.focus()
    page.keyboard.press("Enter")
    idea = page.locator(".sw-idea-popup a").first
    expect(idea).to_be_focused()
    page.keyboard.press("Escape")
    expect(pin).to_be_focused()
    page.keyboard.press("Enter")
    expect(idea).to_be_focused()
    title = idea.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_pin_at_the_edge_keeps_the_focus_while_the_map_moves_for_it(visitor: Visitor) -> None:
    visitor.go(MAP)
    page = visitor.page
    page.locator(".sw-map__streets").scroll_into_view_if_needed()
    label = pins(page).last.get_attribute("aria-label")
    pin = page.get_by_role("button", name=label, exact=True)
    box, frame = pin.bounding_box(), page.locator(".sw-map__streets").bounding_box()
    assert box
    assert frame
    across = frame["x"] + 4 - (box["x"] + box["width"] / 2)
    start = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + across, start[1], steps=5)
    with page.expect_response("**/kaart/punten/**"):
        page.mouse.up()
    with page.expect_response("**/kaart/punten/**"):
        pin.focus()
    page.wait_for_load_state("networkidle")
    expect(pin).to_be_focused()


def test_a_place_on_the_map_is_where_the_new_idea_is_about(visitor: Visitor) -> None:
    visitor.go(MAP)
    page = visitor.page
    pins(page)
    lead_on(page.get_by_role("link", name="Plaats een idee in het midden van de kaart"))
    expect(page.get_by_label("Een plek op de kaart")).to_be_checked()
    expect(page.locator("[data-pin-said]")).to_have_text("Havenkwartier")
