"""What someone without a mouse sees: where the focus is, and whether anything hides it."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import FloatRect, Page

# Where the focus is, which of five points of it something else covers, and where it can show: a
# card as a whole shows the focus of its link.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const inWindow = ({ left, top, right, bottom }) =>
    bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  const shape = element.querySelector(":scope > path");
  const box = shape ? shape.getBoundingClientRect() : element.getClientRects()[0];
  // An area is no rectangle: its corners may well belong to its neighbours.
  const places = shape ? [] : [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
  const covered = places.filter(([across, down]) => {
    const [x, y] = [box.left + across * box.width, box.top + down * box.height];
    const hit = document.elementFromPoint(x, y);
    return !hit || !(element.contains(hit) || hit.contains(element));
  });
  const shown = element.closest("article") ?? element;
  const { left, top, right, bottom } = shown.getBoundingClientRect();
  const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent
    ?? element.innerText ?? element.textContent;
  return {
    name: name.replace(/\\s+/g, " ").trim(),
    inside: inWindow(box),
    covered: covered.length,
    around: { left, top, right, bottom },
  };
}"""
# What moves into view has done so two frames later.
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Keyboard:
    """Walks through a page by Tab, and notes each stop where the focus can't be seen."""

    page: Page
    stops: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def tab_to(self, name: str, *, limit: int = 80) -> None:
        """Press Tab until the focus is on something with this name."""
        for _ in range(limit):
            if self.tab() == name:
                return
        raise AssertionError(f"{name} is not among {self.stops}")

    def tab(self) -> str | None:
        """Press Tab, look where the focus is, and return the name of what has it."""
        self.page.keyboard.press("Tab")
        self.page.evaluate(SETTLED)
        focus: dict[str, Any] | None = self.page.evaluate(FOCUS)
        if focus is None:
            return None
        name = str(focus["name"])
        self.stops.append(name)
        if not focus["inside"]:
            self.problems.append(f"{name}: outside the window")
        elif focus["covered"]:
            self.problems.append(f"{name}: {focus['covered']} of 5 points are covered")
        elif not self._is_visible(focus["around"]):
            self.problems.append(f"{name}: looks the same with and without focus")
        return name

    def _is_visible(self, around: dict[str, float]) -> bool:
        """Compare what stands there with what stands there without the focus."""
        clip = self._clip(around)
        focused = self.page.screenshot(clip=clip)
        element = self.page.evaluate_handle("document.activeElement")
        element.evaluate("element => element.blur()")
        plain = self.page.screenshot(clip=clip)
        element.evaluate("element => element.focus({ preventScroll: true, focusVisible: true })")
        return focused != plain

    def _clip(self, around: dict[str, float]) -> FloatRect:
        """Return a part of the window: with room for a ring, and not more than the window has."""
        window = self.page.viewport_size
        assert window is not None
        left, top = max(around["left"] - 8, 0), max(around["top"] - 8, 0)
        right = min(around["right"] + 8, window["width"])
        bottom = min(around["bottom"] + 8, window["height"])
        return {"x": left, "y": top, "width": right - left, "height": bottom - top}
