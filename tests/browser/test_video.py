"""A video stays with its host until someone asks for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import EVERY_BLOCK
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

HOST = "https://www.youtube-nocookie.com/"


def test_nothing_is_asked_from_the_host_before_the_click(visitor: Visitor) -> None:
    visitor.go(EVERY_BLOCK)
    video = visitor.page.locator(".sw-video")
    video.scroll_into_view_if_needed()
    expect(video).to_contain_text("De video staat bij YouTube")
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.outside == []

    with visitor.page.expect_request(f"{HOST}**"):
        video.get_by_role("link", name="Speel af").click()
    frame = video.locator("iframe")
    expect(frame).to_be_visible()
    expect(frame).to_have_attribute("title", "Voorbeeld voor de filmavond: Big Buck Bunny")
    # Nothing but the player, which can't be reached from here.
    assert all(request.startswith(HOST) for request in visitor.outside)
    visitor.outside.clear()
    visitor.problems.clear()


def test_without_scripts_the_video_is_a_link_to_its_host(scriptless: Visitor) -> None:
    scriptless.go(EVERY_BLOCK)
    link = scriptless.page.locator(".sw-video").get_by_role("link", name="Speel af")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    expect(scriptless.page.locator(".sw-video iframe")).to_have_count(0)
