"""Paper, calm, strong colours, large fingers: what visitors ask of their browser is honoured."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.places import EVERY_BLOCK, PAGE_TYPES, WIJK
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

MOVING = """() => {
  const longest = (times) => Math.max(...times.split(",").map((time) => parseFloat(time)));
  return [...document.querySelectorAll("*")].filter((element) => {
    return [null, "::before", "::after"].some((part) => {
      const style = getComputedStyle(element, part);
      return longest(style.transitionDuration) > 0.001
        || longest(style.animationDuration) > 0.001
        || style.scrollBehavior === "smooth";
    });
  }).map((element) => element.outerHTML.slice(0, 100));
}"""
# Links within a sentence may be as low as its line.
SMALL = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.matches(".utrecht-button") || !element.closest("p, .sw-prose"))
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([element, { top, width, height }]) => top > -100 && Math.min(width, height) < 24)
  .map(([element, box]) => `${element.outerHTML.slice(0, 150)}: ${box.width} x ${box.height}`)"""
CARD = ".sw-card, .sw-event, .sw-wijk"


@pytest.fixture
def printed(visit: Visit) -> Visitor:
    visitor = visit(width=WIDE)
    visitor.page.emulate_media(media="print")
    return visitor


def test_paper_has_no_menus_and_no_buttons_that_do_nothing(printed: Visitor) -> None:
    printed.go(EVERY_BLOCK)
    page = printed.page
    for gone in ("nav", ".utrecht-skip-link", ".sw-menu-button", ".sw-video__link"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Contact met")).to_be_visible()


def test_paper_shows_where_links_to_other_sites_lead(printed: Visitor) -> None:
    printed.go(WIJK)
    link = printed.page.get_by_role("main").locator('a[href^="https://havenarchief"]')
    after = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert after == '" (https://havenarchief.example.org/)"'


def test_paper_shows_the_answers_that_are_folded_on_the_screen(printed: Visitor) -> None:
    printed.go(EVERY_BLOCK)
    hidden = printed.page.locator("details > :not(summary)").evaluate_all(
        "all => all.filter(one => !one.checkVisibility() || !one.offsetHeight).length"
    )
    assert hidden == 0


def test_paper_is_white_with_dark_letters_in_the_dark_as_well(visit: Visit) -> None:
    visitor = visit(width=WIDE, color_scheme="dark")
    visitor.page.emulate_media(media="print", color_scheme="dark")
    visitor.go(WIJK)
    colours = visitor.page.evaluate(
        "() => [getComputedStyle(document.body).color,"
        " getComputedStyle(document.querySelector('main h2')).color]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(0, 0, 0)"]


def test_nothing_moves_for_who_wants_calm(visitor: Visitor) -> None:
    for path in ("/", WIJK, EVERY_BLOCK):
        visitor.go(path)
        assert visitor.page.evaluate(MOVING) == []


def test_forced_colours_keep_cards_buttons_and_areas_apart(visit: Visit) -> None:
    visitor = visit(width=WIDE, forced_colors="active")
    visitor.go("/")
    for part in (CARD, ".sw-button:visible"):
        widths = visitor.page.locator(part).evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).borderTopWidth))"
        )
        assert widths
        assert min(widths) >= 1, part
    area = visitor.page.locator(".sw-area path").first.evaluate(
        "path => { const { fill, stroke } = getComputedStyle(path); return [fill, stroke]; }"
    )
    assert area[0] != area[1]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_each_target_is_large_enough_for_a_finger(width: int, visit: Visit) -> None:
    visitor = visit(width=width)
    for path in ("/", "/wijken/", WIJK, PAGE_TYPES["event"], EVERY_BLOCK, "/nieuws/"):
        visitor.go(path)
        assert visitor.page.evaluate(SMALL) == [], path
