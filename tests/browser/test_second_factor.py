"""An editor sets up the second step before working in the admin, and takes it at each log-in."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, expect

from tests.browser.accessibility import COLOUR_RULES, switch, violations
from tests.browser.conftest import Visit
from tests.browser.editing import LOG_IN, forgive
from tests.browser.places import DOMAIN, PASSWORD
from tests.browser.server import Wishes, demo_site
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

EDITOR = f"redactie@{DOMAIN}"
EIGHT_DIGITS = re.compile(r"^\d{8}$")


@pytest.fixture(scope="module")
def strict(browser: Browser) -> Iterator[str]:
    """Where the demo's site asks for it, as a real one does."""
    with demo_site(Wishes(settings={"STAFF_SECOND_FACTOR": "true"})) as address:
        yield address


def code_of(secret: str, *, later: int = 0) -> str:
    """Return what an app with this secret shows, now or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def check(visitor: Visitor) -> None:
    """Look for whatever keeps people out, at two widths and in the dark."""
    assert violations(visitor) == []
    visitor.page.set_viewport_size({"width": NARROW, "height": 640})
    assert violations(visitor) == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= NARROW
    switch(visitor, "dark")
    assert violations(visitor, COLOUR_RULES) == []
    switch(visitor, "light")
    visitor.page.set_viewport_size({"width": WIDE, "height": 900})


def take_first_step(visitor: Visitor) -> None:
    visitor.go(LOG_IN)
    visitor.page.get_by_label("Uw e-mailadres").fill(EDITOR)
    visitor.page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Inloggen", exact=True).click()


def take_second_step(visitor: Visitor, code: str) -> None:
    visitor.page.wait_for_url("**/account/inloggen/controle/")
    check(visitor)
    visitor.page.locator("[name=code]").fill(code)
    visitor.page.locator("[name=code]").press("Enter")
    visitor.page.wait_for_url("**/admin/")


def log_out(visitor: Visitor) -> None:
    forgive(visitor)
    visitor.go("/account/uitloggen/")
    visitor.page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    visitor.page.wait_for_url("**/account/inloggen/")


def test_an_editor_sets_up_an_app_and_logs_in_with_it(strict: str, visit: Visit) -> None:
    visitor = visit(at=strict, width=WIDE)
    page = visitor.page
    take_first_step(visitor)
    expect(page.get_by_role("heading", level=1)).to_have_text("Stel eerst een tweede stap in")
    check(visitor)

    page.get_by_role("link", name="Een app gebruiken").click()
    # Setting it up is for who knows the password, not for whoever finds the computer unlocked.
    check(visitor)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/account/veilig-inloggen/app/")
    check(visitor)
    secret = page.locator("code.sw-code").inner_text()
    page.locator("[name=code]").fill("000000")
    page.locator("[name=code]").press("Enter")
    expect(page.locator("[name=code]")).to_have_attribute("aria-invalid", "true")
    page.locator("[name=code]").fill(code_of(secret))
    page.locator("[name=code]").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    check(visitor)
    codes = page.locator("code").all_inner_texts()
    assert len(codes) == 10
    assert all(EIGHT_DIGITS.match(code) for code in codes)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download de codes").click()
    text = download.value.path().read_text()
    assert all(code in text for code in codes)

    page.get_by_role("link", name="Verder naar het beheer").click()
    page.wait_for_url("**/admin/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Beheer van")

    log_out(visitor)
    take_first_step(visitor)
    take_second_step(visitor, code_of(secret, later=1))

    log_out(visitor)
    take_first_step(visitor)
    take_second_step(visitor, codes[0])
    forgive(visitor)


def test_who_has_no_second_step_reads_the_site_as_always(strict: str, visit: Visit) -> None:
    visitor = visit(at=strict, width=WIDE)
    visitor.go("/account/inloggen/wachtwoord/?next=/mijn/")
    visitor.page.get_by_label("Uw e-mailadres").fill(f"bewoner@{DOMAIN}")
    visitor.page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Inloggen", exact=True).click()
    visitor.page.wait_for_url("**/mijn/")
