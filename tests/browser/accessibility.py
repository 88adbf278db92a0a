"""What axe-core and the width of a page say of how it can be used."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe

from tests.browser.visitor import Visitor

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


def fits(visitor: Visitor) -> bool:
    width = visitor.page.evaluate("document.documentElement.clientWidth")
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth") <= width)


def look_at(visitor: Visitor) -> None:
    """Fail when something on the page breaks a rule, or does not fit."""
    where = visitor.page.url
    assert violations(visitor) == [], where
    assert fits(visitor), where
    switch(visitor, "dark")
    assert violations(visitor, COLOUR_RULES) == [], where
    switch(visitor, "light")
