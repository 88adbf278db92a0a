"""Chromium, the demo's site, and people with different screens and wishes who visit it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.ideas import ADDRESS, LAT, LON, addresses, lower_threshold
from tests.browser.server import demo_site
from tests.browser.town import Town, open_town
from tests.browser.visitor import NARROW, PATIENCE, PHONE, WIDE, Visitor, make_visitor
from tests.kaart.geocoder_stub import doc, geocoder

Visit = Callable[..., Visitor]

# As long as anything else may take: machines that test have more to do.
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        missing = "Chromium is not on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(browser: Browser) -> Iterator[str]:
    """Where the demo's site is; needs the browser first, so that nothing starts without it."""
    with demo_site() as site:
        yield site


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Let people in: `visit(width=390, color_scheme="dark")`. Whatever goes wrong fails the test.

    So does a request to another host, unless the test takes it from `visitor.outside`.
    """
    visitors: list[Visitor] = []

    def open_window(*, at: str = address, **options: Any) -> Visitor:
        visitors.append(make_visitor(browser, at, **options))
        return visitors[-1]

    yield open_window
    for visitor in visitors:
        visitor.context.close()
    assert [problem for visitor in visitors for problem in visitor.problems] == []
    assert [request for visitor in visitors for request in visitor.outside] == []


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    """Someone with an ordinary screen."""
    return visit(width=WIDE)


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def keyboard_user(visit: Visit, request: pytest.FixtureRequest) -> Visitor:
    """Someone without a mouse, at an ordinary screen and at a phone."""
    return visit(width=request.param)


@pytest.fixture(
    params=[(WIDE, True), (PHONE, True), (WIDE, False), (PHONE, False)],
    ids=["wide", "phone", "wide-no-scripts", "phone-no-scripts"],
)
def anyone(visit: Visit, request: pytest.FixtureRequest) -> Visitor:
    """Someone with an ordinary screen or a phone, with scripts or without."""
    width, scripts = request.param
    return visit(width=width, java_script_enabled=scripts)


@pytest.fixture
def scriptless(visit: Visit) -> Visitor:
    """Someone whose browser runs no scripts."""
    return visit(width=WIDE, java_script_enabled=False)


@pytest.fixture
def narrow(visit: Visit) -> Visitor:
    """Someone with the smallest screen that has to do, or who zoomed in to 400 %."""
    return visit(width=NARROW)


@pytest.fixture(scope="module")
def town(browser: Browser) -> Iterator[Town]:
    """Open a site that sends its mails to a real mail server."""
    with open_town() as town:
        yield town


@pytest.fixture(scope="session")
def town_with_ideas(browser: Browser) -> Iterator[Town]:
    """Open a site that mails, and that finds one address; three people have an idea judged."""
    with geocoder() as (service, url):
        service.finds(doc(ADDRESS, LAT, LON))
        settings = {"GEOCODER_URL": url, "TRUSTED_PROXY_COUNT": "1"}
        with open_town(settings, lower_threshold) as town:
            yield town


@pytest.fixture(scope="session")
def internet_addresses() -> Iterator[str]:
    return addresses()


@pytest.fixture
def resident(town_with_ideas: Town, visit: Visit, internet_addresses: Iterator[str]) -> Visit:
    """Let people in there, each from an address of their own: `resident(width=390)`."""

    def come(**options: Any) -> Visitor:
        proxy = {"X-Forwarded-For": next(internet_addresses)}
        return visit(at=town_with_ideas.address, extra_http_headers=proxy, **options)

    return come
