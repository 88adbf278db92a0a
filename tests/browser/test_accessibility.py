"""axe-core finds nothing to improve on any kind of page, in any width or colour scheme."""

import pytest

from tests.browser.accessibility import COLOUR_RULES, switch, violations
from tests.browser.conftest import Visit
from tests.browser.places import PAGE_TYPES
from tests.browser.visitor import NARROW, WIDE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", PAGE_TYPES)
def test_axe_finds_no_violation_on(name: str, width: int, visit: Visit) -> None:
    visitor = visit(width=width)
    visitor.go(PAGE_TYPES[name])
    if name == "not found":
        # The browser itself reports the status of the page.
        visitor.problems.clear()
    assert violations(visitor) == []

    switch(visitor, "dark")
    assert violations(visitor, COLOUR_RULES) == []


def test_axe_finds_no_violation_in_an_open_menu(visit: Visit) -> None:
    visitor = visit(width=NARROW)
    visitor.go(PAGE_TYPES["wijk"])
    for button in ("Menu", "In deze wijk"):
        visitor.page.get_by_role("button", name=button).click()
        assert violations(visitor) == []
        switch(visitor, "dark")
        assert violations(visitor, COLOUR_RULES) == []
        switch(visitor, "light")
        visitor.page.keyboard.press("Escape")


def test_axe_finds_no_violation_in_opened_answers(visit: Visit) -> None:
    visitor = visit(width=NARROW)
    visitor.go(PAGE_TYPES["every block"])
    visitor.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert violations(visitor) == []
