"""What the first visit of a neighbourhood's page costs someone on a small data plan."""

import gzip
import json
from dataclasses import dataclass

import brotli
import pytest
from playwright.sync_api import Response

from tests.browser.conftest import Visit
from tests.browser.places import WIJK
from tests.browser.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.browser

KB = 1000
PAGE_BUDGET, FONT_BUDGET, REQUEST_BUDGET = 60 * KB, 150 * KB, 12
BLOCKING = """() => [...document.querySelectorAll("script[src]")]
  .filter((script) => !script.defer && !script.async && script.type !== "module")
  .map((script) => script.src)"""


@dataclass
class FirstVisit:
    """What came over the line, by kind; bytes as production sends them."""

    sizes: dict[str, int]
    requests: dict[str, int]


def size_on_the_line(response: Response) -> int:
    """Return the size of an answer as production sends it.

    There text in static files is compressed beforehand, as well as Brotli can; pages are
    compressed as they leave. This server sends static files as they are.
    """
    body = response.body()
    kind = response.request.resource_type
    if kind == "document":
        return len(gzip.compress(body, 6))
    if kind in {"stylesheet", "script"} or response.url.endswith(".svg"):
        return len(brotli.compress(body))
    return len(body)


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def first_visit(visit: Visit, request: pytest.FixtureRequest) -> FirstVisit:
    visitor = visit(width=request.param)
    responses: list[Response] = []

    def take(response: Response) -> None:
        responses.append(response)

    visitor.context.on("response", take)
    visitor.go(WIJK)
    visitor.page.wait_for_load_state("networkidle")
    first = FirstVisit({}, {})
    for response in responses:
        photo = "/media/" in response.url
        kind = "photo" if photo else response.request.resource_type
        first.sizes[kind] = first.sizes.get(kind, 0) + size_on_the_line(response)
        first.requests[kind] = first.requests.get(kind, 0) + 1
    return first


def test_a_first_visit_stays_within_its_budgets(first_visit: FirstVisit) -> None:
    sizes, requests = first_visit.sizes, first_visit.requests
    print(json.dumps({"bytes": sizes, "requests": requests}))  # noqa: T201
    code = sum(sizes.get(kind, 0) for kind in ("document", "stylesheet", "script"))
    assert code <= PAGE_BUDGET, sizes
    assert code + sizes["font"] <= FONT_BUDGET, sizes
    assert sum(requests.values()) - requests.get("photo", 0) <= REQUEST_BUDGET, requests


def test_nothing_holds_up_the_page_but_one_style_sheet(visitor: Visitor) -> None:
    visitor.go(WIJK)
    assert visitor.page.evaluate(BLOCKING) == []
    assert visitor.page.locator("link[rel=stylesheet]").count() == 1
    assert visitor.page.locator("style, [style]").count() == 0


def test_a_visit_leaves_nothing_in_the_browser(visitor: Visitor) -> None:
    visitor.go(WIJK)
    assert visitor.context.cookies() == []
    assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_photos_below_the_window_wait_until_they_are_needed(visitor: Visitor) -> None:
    visitor.go(WIJK)
    waiting = visitor.page.locator("img").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().top > innerHeight)"
        ".map(one => one.loading)"
    )
    assert len(waiting) > 5
    assert set(waiting) == {"lazy"}
