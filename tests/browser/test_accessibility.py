"""axe-core finds nothing to improve on any kind of page, in any width or colour scheme."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.browser.places import PAGE_TYPES
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {
    "runOnly": {"type": "tag", "values": TAGS},
    # Not among the rules of its tag unless asked for.
    "rules": {"target-size": {"enabled": True}},
}
# What another colour scheme can change.
COLOUR_RULES = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
# Even the shortest change of colour takes some frames. In what is folded away it ends without being
# taken off the list, and what turns for ever never does.
SETTLED = """async () => {
  const ends = (change) => change.effect.getComputedTiming().endTime < Infinity;
  do await new Promise(requestAnimationFrame);
  while (document.getAnimations().some((change) => change.playState === "running" && ends(change)));
}"""


def violations(
    visitor: Visitor, rules: dict[str, Any] = ALL_RULES, within: str = "html"
) -> list[str]:
    """Return one line for each element on the page, or in a part of it, that breaks a rule."""
    # A click leads to the next page, but does not wait until it is all there.
    visitor.page.wait_for_load_state("load")
    # What fades in, or changes to another scheme, has other colours on its way.
    visitor.page.evaluate(SETTLED)
    options = {**rules, "resultTypes": ["violations"]}
    results = Axe().run(visitor.page, context=within, options=options).response
    assert results["passes"], "axe-core did not run"
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]} — {node['failureSummary']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


def switch(visitor: Visitor, scheme: Literal["light", "dark"]) -> None:
    """Change the colour scheme; elements get their new colours one after the other."""
    visitor.page.emulate_media(color_scheme=scheme)


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
