"""Streets come below the outline when it comes into view; without them the outline stays."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.places import WIJK
from tests.browser.server import Wishes, demo_site
from tests.browser.visitor import WIDE, Visitor

pytestmark = pytest.mark.browser

TILES = "http://tiles.example"
LOW_WINDOW = {"width": WIDE, "height": 500}


@pytest.fixture(scope="module")
def address_with_tiles(browser: Browser) -> Iterator[str]:
    with demo_site(Wishes({"MAP_TILES_URL": f"{TILES}/{{z}}/{{x}}/{{y}}.png"})) as site:
        yield site


@pytest.fixture
def map_visitor(visit: Visit, address_with_tiles: str) -> Iterator[Visitor]:
    """Someone in whose window the map of a neighbourhood is still out of view."""
    visitor = visit(at=address_with_tiles, viewport=LOW_WINDOW)
    yield visitor
    # Tiles are asked for until the window is closed.
    visitor.page.close()
    visitor.outside[:] = [url for url in visitor.outside if not url.startswith(TILES)]


def serve_tiles(visitor: Visitor) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (256, 256), "#dde5d8").save(picture, "PNG")
    tile = picture.getvalue()
    visitor.page.route(
        f"{TILES}/**", lambda route: route.fulfill(body=tile, content_type="image/png")
    )


def refuse_tiles(visitor: Visitor) -> None:
    visitor.page.route(f"{TILES}/**", lambda route: route.abort())


def asked(visitor: Visitor, part: str) -> list[str]:
    return [request.url for request in visitor.requests if part in request.url]


def zoom_levels(visitor: Visitor) -> set[int]:
    return {int(re.sub(r".*example/(\d+)/.*", r"\1", url)) for url in asked(visitor, TILES)}


def show_map(visitor: Visitor) -> None:
    visitor.page.locator(".sw-map").first.scroll_into_view_if_needed()


def test_the_map_library_waits_until_the_map_is_in_view(map_visitor: Visitor) -> None:
    serve_tiles(map_visitor)
    map_visitor.go(WIJK)
    map_visitor.page.wait_for_load_state("networkidle")
    assert asked(map_visitor, "/map.") == []
    assert map_visitor.outside == []
    expect(map_visitor.page.locator(".sw-map__drawing path").first).to_be_attached()

    show_map(map_visitor)
    map_visitor.page.wait_for_selector(".leaflet-tile-loaded")
    assert len(asked(map_visitor, "/js/map.")) == 1
    assert len(asked(map_visitor, "/css/map.")) == 1
    # The outline lies over the streets, and the credit is there.
    expect(map_visitor.page.locator(".leaflet-container .sw-area path").first).to_be_visible()
    expect(map_visitor.page.locator(".leaflet-control-attribution")).to_contain_text("Kadaster")
    assert {url.split("/")[2] for url in map_visitor.outside} == {"tiles.example"}


def test_streets_zoom_in_without_a_mouse(map_visitor: Visitor) -> None:
    serve_tiles(map_visitor)
    map_visitor.go(WIJK)
    show_map(map_visitor)
    map_visitor.page.wait_for_selector(".leaflet-control-zoom-in")
    before = max(zoom_levels(map_visitor))
    keyboard = Keyboard(map_visitor.page)
    keyboard.tab_to("Zoom in")
    for _ in range(2):
        map_visitor.page.keyboard.press("Enter")
    expect(map_visitor.page.get_by_role("button", name="Zoom in")).to_be_focused()
    map_visitor.page.wait_for_load_state("networkidle")
    assert max(zoom_levels(map_visitor)) > before
    assert keyboard.problems == []


def test_the_outline_stays_when_there_are_no_tiles(map_visitor: Visitor) -> None:
    refuse_tiles(map_visitor)
    map_visitor.go(WIJK)
    show_map(map_visitor)
    map_visitor.page.wait_for_load_state("networkidle")
    figure = map_visitor.page.locator(".sw-map").first
    expect(figure.locator(".sw-map__toggle")).to_have_count(0)
    expect(figure.locator(".sw-map__streets")).to_have_count(0)
    expect(figure.locator(".sw-map__drawing path").first).to_be_visible()
    assert map_visitor.outside
    # The browser reports each tile that did not come, and the site says so once.
    expected = ("ERR_FAILED", "no map tiles")
    assert [one for one in map_visitor.problems if not any(part in one for part in expected)] == []
    map_visitor.problems.clear()


def test_a_map_of_all_wijken_is_a_menu_until_someone_asks_for_streets(map_visitor: Visitor) -> None:
    serve_tiles(map_visitor)
    page = map_visitor.page
    map_visitor.go("/wijken/")
    show_map(map_visitor)
    page.wait_for_load_state("networkidle")
    assert map_visitor.outside == []

    page.get_by_role("button", name="Toon de straten").click()
    page.wait_for_selector(".leaflet-tile-loaded")
    area = page.locator('a.sw-area[aria-label="Molenhoek"]')
    area.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Molenhoek")


def test_the_drawing_comes_back_when_streets_are_hidden(map_visitor: Visitor) -> None:
    serve_tiles(map_visitor)
    page = map_visitor.page
    map_visitor.go("/wijken/")
    page.get_by_role("button", name="Toon de straten").click()
    page.get_by_role("button", name="Toon alleen de omtrek").click()
    expect(page.locator(".leaflet-container")).to_have_count(0)
    page.locator('a.sw-area[aria-label="Molenhoek"] text').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Molenhoek")
