"""What somebody writes of an idea stays on the device, until the site has it: once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.ideas import NEW, confirm, send_in, sign, write
from tests.browser.places import IDEAS
from tests.browser.town import Town
from tests.browser.visitor import PHONE

pytestmark = pytest.mark.browser

THANKS = "Bedankt, uw idee is binnen"


def test_what_somebody_wrote_stays_on_the_device_until_it_was_sent(
    town_with_ideas: Town, resident: Visit
) -> None:
    email, title = "klad@example.nl", "Een kladblok aan elke lantaarnpaal"
    visitor = resident(width=PHONE)
    page = visitor.page
    visitor.go(NEW)
    write(page, title, "Dan onthoudt de wijk wat ze bedenkt.")
    kept = "() => localStorage.getItem('samenwijk-idee')?.includes('bedenkt') ?? false"
    page.wait_for_function(kept)
    page.reload()
    expect(page.get_by_label("Uw idee in één zin")).to_have_value("")
    expect(page.locator("[data-draft]")).to_contain_text(title)
    with page.expect_response("**/idee/lijkt-op/**"):
        page.get_by_role("button", name="Ga daarmee verder").click()
    expect(page.get_by_label("Uw idee in één zin")).to_have_value(title)
    expect(page.get_by_label("Leg uw idee uit")).to_have_value(re.compile("bedenkt"))

    page.get_by_label("De hele wijk").check()
    sign(page, email, "Klaas Klad")
    visitor.context.set_offline(True)
    send_in(page)
    expect(page.get_by_role("alert")).to_contain_text("U hebt geen verbinding.")
    visitor.context.set_offline(False)
    send_in(page)
    confirm(visitor, town_with_ideas, email)
    expect(page.get_by_role("heading", level=1)).to_have_text(THANKS)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def lose_the_request(route: Route) -> None:
    """Let the connection drop before the site has what was sent."""
    if route.request.method == "POST":
        route.abort("aborted")
    else:
        route.continue_()


def lose_the_answer(route: Route) -> None:
    """Let the connection drop when the site has what was sent."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort("aborted")
    else:
        route.continue_()


@pytest.mark.parametrize("lose", [lose_the_request, lose_the_answer])
def test_an_idea_that_got_lost_on_the_way_is_picked_up_again_and_comes_in_once(
    town_with_ideas: Town, resident: Visit, lose: Any
) -> None:
    email, title = f"{lose.__name__}@example.nl", "Een praatpaal voor wie alleen loopt"
    visitor = resident(width=PHONE)
    page = visitor.page
    visitor.go(NEW)
    write(page, title, "Dan zeg je nog eens iets tegen elkaar.")
    page.get_by_label("De hele wijk").check()
    page.get_by_label("geld uit het wijkbudget").check()
    sign(page, email, "Pa Pa")
    page.route(f"**{NEW}", lose)
    send_in(page)
    page.wait_for_function("() => sessionStorage.length === 1")
    page.unroute(f"**{NEW}")
    # Somebody who looks around meanwhile still has it.
    visitor.go(IDEAS)
    visitor.go(NEW)
    page.get_by_role("button", name="Ga daarmee verder").click()
    expect(page.get_by_label("Uw idee in één zin")).to_have_value(title)
    expect(page.get_by_label("De hele wijk")).to_be_checked()
    expect(page.get_by_label("geld uit het wijkbudget")).to_be_checked()
    # Who it was is not kept: others use this device too.
    expect(page.get_by_label("Uw e-mailadres")).to_have_value("")
    sign(page, email, "Pa Pa")
    send_in(page)
    confirm(visitor, town_with_ideas, email)
    expect(page.get_by_role("heading", level=1)).to_have_text(THANKS)
    assert len(town_with_ideas.mails(email, "Bevestig uw e-mailadres")) == 1
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_pin_comes_back_with_what_was_written(resident: Visit) -> None:
    visitor = resident(width=PHONE)
    page = visitor.page
    visitor.go(NEW)
    write(page, "Een schommel boven het water", "Voor wie durft.")
    page.get_by_label("Een plek op de kaart").check()
    page.get_by_role("button", name="Zet het punt in het midden van de kaart").click()
    lat = page.locator("[name=lat]")
    expect(lat).not_to_have_value("")
    chosen = lat.input_value()
    page.wait_for_function(
        "lat => localStorage.getItem('samenwijk-idee')?.includes(lat) ?? false", arg=chosen
    )
    page.reload()
    page.get_by_role("button", name="Ga daarmee verder").click()
    expect(page.get_by_label("Een plek op de kaart")).to_be_checked()
    expect(page.locator(".sw-place-pin")).to_be_visible()
    expect(lat).to_have_value(chosen)
