"""A resident makes an account, comes back and changes what is theirs, with real mails."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.accessibility import COLOUR_RULES, fits, switch, violations
from tests.browser.accounts import sign_up
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.town import Town
from tests.browser.visitor import NARROW, PHONE, WIDE

pytestmark = pytest.mark.browser

ENTRANCE = [
    "/account/inloggen/",
    "/account/inloggen/wachtwoord/",
    "/account/aanmelden/",
    "/account/wachtwoord/vergeten/",
]
OWN = [
    "/mijn/",
    "/mijn/gegevens/",
    "/account/apparaten/",
    "/account/e-mail/",
    "/account/wachtwoord/kiezen/",
    "/account/veilig-inloggen/",
    "/account/veilig-inloggen/app/",
    "/account/veilig-inloggen/passkeys/",
    "/account/veilig-inloggen/passkeys/nieuw/",
    "/account/uitloggen/",
]


def test_somebody_signs_up_without_a_mouse(town: Town, visit: Visit) -> None:
    visitor = visit(at=town.address, width=WIDE)
    keyboard = Keyboard(visitor.page)
    visitor.go("/")
    keyboard.tab_to("Mijn pagina")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/account/inloggen/**")
    keyboard.tab_to("Nog geen account? Maak er een")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/account/aanmelden/**")
    keyboard.tab_to("Uw e-mailadres")
    visitor.page.keyboard.type("toets@example.nl")
    keyboard.tab_to("Uw naam op de site")
    visitor.page.keyboard.type("Toets")
    visitor.page.keyboard.press("Enter")
    # The box was not ticked: what is wrong stands above the form, with a link to it.
    summary = visitor.page.get_by_role("alert")
    expect(summary).to_contain_text("Zet een vinkje")
    summary.get_by_role("link").press("Enter")
    expect(visitor.page.get_by_role("checkbox")).to_be_focused()
    visitor.page.keyboard.press("Space")
    keyboard.tab_to("Account maken")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/account/aanmelden/code/")
    keyboard.tab_to("Code uit de mail")
    visitor.page.keyboard.type(town.code_for("toets@example.nl"))
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("U bent ingelogd als Toets.")).to_be_visible()
    assert keyboard.problems == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_somebody_comes_back_with_a_code(town: Town, visit: Visit, scripts: bool) -> None:
    email = f"terug-{scripts}@example.nl".lower()
    visitor = visit(at=town.address, width=PHONE, java_script_enabled=scripts)
    sign_up(visitor, town, email)
    visitor.page.get_by_role("button", name="Uitloggen", exact=True).click()
    expect(visitor.page.get_by_text("U bent uitgelogd.")).to_be_visible()
    passkey = visitor.page.get_by_role("button", name="Inloggen met passkey")
    expect(passkey).to_be_visible(visible=scripts)
    visitor.page.get_by_label("Uw e-mailadres").fill(email)
    visitor.page.get_by_role("button", name="Stuur mij een code").click()
    visitor.page.get_by_label("Code uit de mail").fill(town.code_for(email, after=1))
    visitor.page.get_by_role("button", name="Inloggen").click()
    expect(visitor.page.get_by_text("U bent ingelogd als An de Wit.")).to_be_visible()


def test_a_photo_and_a_neighbourhood_are_kept(town: Town, visit: Visit, tmp_path: Path) -> None:
    photo = tmp_path / "foto.jpg"
    Image.effect_noise((800, 500), 60).convert("RGB").save(photo)
    visitor = visit(at=town.address, width=PHONE)
    sign_up(visitor, town, "foto@example.nl")
    page = visitor.page
    page.get_by_role("link", name="Naam, wijk en foto veranderen").click()
    page.get_by_label("Of zoek uw wijk met uw postcode of adres").fill("havenkwartier")
    page.get_by_label("Foto (hoeft niet)").set_input_files(photo)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Uw gegevens zijn bewaard.")).to_be_visible()
    portrait = page.get_by_role("img", name="Uw foto")
    assert portrait.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [320, 320]
    visitor.go("/mijn/")
    expect(page.locator("#gegevens")).to_contain_text("Havenkwartier")


def test_a_passkey_takes_the_place_of_the_code(town: Town, visit: Visit) -> None:
    # Browsers know no passkeys for a number, as 127.0.0.1 is.
    here = town.address.replace("127.0.0.1", "localhost")
    visitor = visit(at=here, width=WIDE)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page = visitor.page
    sign_up(visitor, town, "passkey@example.nl")
    page.get_by_role("link", name="Veiliger inloggen").click()
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    assert len(page.locator(".sw-codes li").all()) == 10
    visitor.go("/mijn/")
    page.get_by_role("button", name="Uitloggen", exact=True).click()
    page.get_by_role("button", name="Inloggen met passkey").click()
    expect(page.get_by_text("U bent ingelogd als An de Wit.")).to_be_visible()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_violation_where_people_log_in(town: Town, visit: Visit, width: int) -> None:
    visitor = visit(at=town.address, width=width)
    for path in ENTRANCE:
        visitor.go(path)
        assert violations(visitor) == [], path
        assert fits(visitor), path
        switch(visitor, "dark")
        assert violations(visitor, COLOUR_RULES) == [], path
        switch(visitor, "light")
    visitor.go("/account/aanmelden/")
    visitor.page.get_by_role("button", name="Account maken").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    assert violations(visitor) == []
    switch(visitor, "dark")
    assert violations(visitor, COLOUR_RULES) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_violation_on_pages_of_ones_own(town: Town, visit: Visit, width: int) -> None:
    visitor = visit(at=town.address, width=width)
    sign_up(visitor, town, f"axe-{width}@example.nl", "Anna-Magdalena van der Hoogenstraaten" * 2)
    for path in OWN:
        visitor.go(path)
        assert violations(visitor) == [], path
        assert fits(visitor), path
        switch(visitor, "dark")
        assert violations(visitor, COLOUR_RULES) == [], path
        switch(visitor, "light")
