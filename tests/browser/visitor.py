"""Someone at the site: a window of a certain size and taste, of which everything is noted."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

WIDE, PHONE, NARROW = 1280, 390, 320
# Milliseconds for whatever has to happen.
PATIENCE = 30_000


@dataclass
class Visitor:
    """A window of the browser, and what went wrong or left the site in it."""

    page: Page
    address: str
    requests: list[Request] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the site, and wait until it is all there."""
        self.page.goto(self.address + path, wait_until="load")

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"{self.page.url}: console {message.type}: {message.text}")

    def note_failure(self, request: Request) -> None:
        # The browser itself stops a request for a file to save, and when the visitor goes on.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{self.page.url}: {request.url}: {request.failure}")

    def note_request(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.outside.append(request.url)


def make_visitor(browser: Browser, address: str, width: int = WIDE, **options: Any) -> Visitor:
    """Open a window for someone new, who comes without cookies or anything kept."""
    height = {WIDE: 900, PHONE: 844, NARROW: 640}.get(width, 900)
    context = browser.new_context(
        **{
            "viewport": {"width": width, "height": height},
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
            # Colours that are still on their way to another colour can't be judged.
            "reduced_motion": "reduce",
            **options,
        }
    )
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context.new_page(), address)
    context.on("request", visitor.note_request)
    context.on("console", visitor.note_console)
    context.on("requestfailed", visitor.note_failure)
    context.on("weberror", lambda error: visitor.problems.append(f"script error: {error.error}"))
    return visitor
