"""Somebody takes part with only an address: by the code, and by the link of a real mail."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import COLOUR_RULES, fits, switch, violations
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.places import WIJK
from tests.browser.test_accounts import Town
from tests.browser.visitor import NARROW, PATIENCE, PHONE, WIDE, Visitor

pytestmark = pytest.mark.browser

LINK = re.compile(r"http://\S+/bevestig/\S+")
PRIVACY = ["/privacy/verwerkingen/", "/privacy/toestemming/"]


def link_for(place: Town, email: str) -> str:
    """Return the link of the mail to an address, once it arrived."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        mails = [mail for mail in place.mailbox.mails if mail["To"] == email]
        if mails:
            (found,) = LINK.findall(mails[-1].get_body(("plain",)).get_content())
            return str(found)
        time.sleep(0.1)
    raise AssertionError(f"no mail to {email} arrived")


def ask_to_follow(visitor: Visitor, email: str) -> None:
    """Go from a neighbourhood to the form, and send it in."""
    visitor.go(WIJK)
    visitor.page.get_by_role("link", name="Volg deze wijk").click()
    visitor.page.get_by_label("Uw naam").fill("An de Boer")
    visitor.page.get_by_label("Uw e-mailadres").fill(email)
    visitor.page.get_by_role("checkbox").check()
    visitor.page.get_by_role("button", name="Volg Havenkwartier").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("vul de code in")


def expect_it_on_the_own_page(visitor: Visitor) -> None:
    expect(visitor.page.get_by_role("heading", name="Mijn pagina", level=1)).to_be_visible()
    followed = visitor.page.locator("#volgen")
    expect(followed.get_by_role("link", name="Havenkwartier")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [PHONE, WIDE], ids=["phone", "wide"])
def test_somebody_follows_a_neighbourhood_by_the_link(
    town: Town,
    visit: Visit,
    scripts: bool,
    width: int,
) -> None:
    email = f"link-{scripts}-{width}@example.nl".lower()
    visitor = visit(at=town.address, width=width, java_script_enabled=scripts)
    ask_to_follow(visitor, email)
    # A program that looks at every link comes first.
    scanner = visit(at=town.address, width=width, java_script_enabled=scripts)
    link = link_for(town, email)
    for _time in range(2):
        scanner.page.goto(link)
        expect(scanner.page.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    # On another device than the one with the form.
    phone = visit(at=town.address, width=width, java_script_enabled=scripts)
    phone.page.goto(link)
    expect(phone.page.get_by_role("main")).to_contain_text("Havenkwartier")
    phone.page.get_by_role("button", name="Ja, dit klopt").click()
    expect_it_on_the_own_page(phone)
    assert fits(phone)
    answer = scanner.page.goto(link)
    assert answer is not None
    assert answer.status == 410
    expect(scanner.page.get_by_role("heading", name="Dit is al bevestigd")).to_be_visible()
    # The browser itself reports the status of the page.
    scanner.problems.clear()
    phone.page.locator("#volgen").get_by_role("button", name="Niet meer volgen").click()
    expect(phone.page.locator("#volgen")).to_contain_text("U volgt nog niets")


def test_somebody_follows_a_neighbourhood_by_the_code_without_a_mouse(
    town: Town,
    visit: Visit,
) -> None:
    visitor = visit(at=town.address, width=WIDE)
    page, keyboard = visitor.page, Keyboard(visitor.page)
    visitor.go(WIJK)
    keyboard.tab_to("Volg deze wijk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/volg/**")
    keyboard.tab_to("Uw naam")
    page.keyboard.type("An")
    keyboard.tab_to("Uw e-mailadres")
    page.keyboard.type("toets-volg@example.nl")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    keyboard.tab_to("Volg Havenkwartier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bevestig/code/**")
    keyboard.tab_to("Code uit de mail")
    page.keyboard.type(town.code_for("toets-volg@example.nl"))
    page.keyboard.press("Enter")
    expect_it_on_the_own_page(visitor)


def test_the_mail_can_be_read_in_the_demo(town: Town, visit: Visit) -> None:
    email = "demo-post@example.nl"
    visitor = visit(at=town.address, width=WIDE)
    ask_to_follow(visitor, email)
    link_for(town, email)
    page = visitor.page
    visitor.go("/post/")
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text(email)
    assert violations(visitor) == []
    # From the mail as it looks, in its frame, back to the site.
    page.frame_locator("iframe").get_by_role("link", name="Bekijk en bevestig").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    page.get_by_role("button", name="Ja, dit klopt").click()
    expect_it_on_the_own_page(visitor)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_violation_on_the_way(
    town: Town,
    visit: Visit,
    width: int,
) -> None:
    visitor = visit(at=town.address, width=width)
    email = f"axe-{width}@example.nl"

    def check() -> None:
        assert violations(visitor) == []
        assert fits(visitor)
        switch(visitor, "dark")
        assert violations(visitor, COLOUR_RULES) == []
        switch(visitor, "light")

    for address in (*PRIVACY, "/post/"):
        visitor.go(address)
        check()
    visitor.go(WIJK)
    visitor.page.get_by_role("link", name="Volg deze wijk").click()
    check()
    visitor.page.get_by_role("button", name="Volg Havenkwartier").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    check()
    ask_to_follow(visitor, email)
    check()
    visitor.page.get_by_label("Code uit de mail").fill("0000-0000")
    visitor.page.get_by_role("button", name="Bevestigen").click()
    check()
    visitor.page.goto(link_for(town, email))
    check()
    visitor.page.get_by_role("button", name="Ja, dit klopt").click()
    expect_it_on_the_own_page(visitor)
    check()
