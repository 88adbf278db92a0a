"""Sending an idea in: with and without a mouse, scripts, room on the screen and a connection."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.accessibility import fits
from tests.browser.conftest import Visit
from tests.browser.ideas import (
    ADDRESS,
    NEW,
    confirm,
    find,
    send_in,
    sign,
    write,
)
from tests.browser.keyboard import Keyboard
from tests.browser.places import IDEAS
from tests.browser.town import Town, link_in
from tests.browser.visitor import NARROW, PHONE, WIDE, Visitor

pytestmark = pytest.mark.browser

THANKS = "Bedankt, uw idee is binnen"
KNOWN = "Een zebrapad bij de basisschool aan de Loodsweg"
REFUSED = "Losloopveld voor honden aan de Graanhof"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a photo as large as a phone takes them."""
    path = tmp_path / "foto.jpg"
    Image.effect_noise((3000, 2000), 40).convert("RGB").save(path, quality=90)
    return path


def expect_thanks(visitor: Visitor) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(THANKS)


def test_somebody_supports_what_is_there_instead_of_sending_it_in_again(
    town_with_ideas: Town, resident: Visit
) -> None:
    email = "zebra@example.nl"
    visitor = resident(width=PHONE)
    page = visitor.page
    visitor.go(NEW)
    title = page.get_by_label("Uw idee in één zin")
    title.press_sequentially("Losloopveld bij de Graanhof")
    similar = page.get_by_role("region", name="Bestaat uw idee al?")
    # What was not possible before comes with the reason.
    expect(similar.get_by_role("heading", name="Dit kon eerder niet")).to_be_visible()
    expect(similar.get_by_role("listitem").filter(has_text=REFUSED)).to_contain_text(". ")
    title.fill("Zebrapad bij de school aan de Loodsweg")
    similar.get_by_role("link", name=re.compile(f"^Steun dit idee.*{KNOWN}")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Steun “{KNOWN}”")
    sign(page, email, "Zeb Ra")
    page.get_by_role("button", name="Geef mijn steun").click()
    confirm(visitor, town_with_ideas, email)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"U steunt “{KNOWN}”")


def test_what_is_like_another_idea_is_taken_in_only_when_somebody_says_so_again(
    town_with_ideas: Town, resident: Visit
) -> None:
    email = "zebra-anders@example.nl"
    visitor = resident(width=PHONE, java_script_enabled=False)
    page = visitor.page
    visitor.go(NEW)
    write(page, "Zebrapad bij de basisschool Loodsweg", "Aan de achterkant van de school dus.")
    page.get_by_label("De hele wijk").check()
    sign(page, email, "Zeb Anders")
    send_in(page)
    similar = page.get_by_role("region", name="Bestaat uw idee al?")
    expect(similar).to_contain_text(KNOWN)
    send_in(page)
    expect(page.get_by_label("Code uit de mail")).to_be_visible()
    # The link of the mail does the same as its code, on any device.
    phone = resident(width=PHONE, java_script_enabled=False)
    phone.page.goto(link_in(town_with_ideas.mail(email, "")))
    expect(phone.page.get_by_role("main")).to_contain_text("Zebrapad bij de basisschool Loodsweg")
    phone.page.get_by_role("button", name="Ja, dit klopt").click()
    expect_thanks(phone)


def test_a_pin_and_a_photo_of_a_phone_go_along(
    town_with_ideas: Town, resident: Visit, photo: Path
) -> None:
    email = "speld@example.nl"
    visitor = resident(width=PHONE)
    page = visitor.page
    visitor.go(NEW)
    write(page, "Een glijbaan naast de trap", "Dan zijn kinderen eerder beneden dan ik.")
    page.get_by_label("Een plek op de kaart").check()
    # The map answers from when it has its buttons.
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    page.locator("[data-pin-map]").click()
    # The pin leads, and the address follows.
    expect(page.locator("[data-pin-said]")).to_contain_text(ADDRESS)
    page.get_by_label("Kies foto 1").set_input_files(photo)
    expect(page.locator("[data-upload] canvas.sw-upload__preview")).to_be_visible()
    expect(page.locator("[data-said]").first).to_contain_text("verkleind")
    page.get_by_label("Wat staat erop?").first.fill("De trap bij de kade")
    expect(page.get_by_label("Kies foto 2")).to_be_visible()
    expect(page.get_by_label("Kies foto 3")).to_be_hidden()
    sign(page, email, "Gert Glij")
    send_in(page)
    confirm(visitor, town_with_ideas, email)
    expect_thanks(visitor)
    page.get_by_role("link", name="Wijzig uw idee").click()
    kept = page.get_by_role("img", name="De trap bij de kade")
    kept.evaluate("image => image.decode()")


def test_somebody_without_scripts_sends_in_a_photo_and_an_address(
    town_with_ideas: Town, resident: Visit, photo: Path
) -> None:
    email = "scriptloos@example.nl"
    visitor = resident(width=WIDE, java_script_enabled=False)
    page = visitor.page
    visitor.go(NEW)
    expect(page.get_by_label("Een plek op de kaart")).to_be_hidden()
    page.get_by_label("Leg uw idee uit").fill("Wie op de pont wacht, wil wel eens zitten.")
    page.get_by_label("Een adres").check()
    page.get_by_label("Straat en huisnummer, of postcode").fill(ADDRESS)
    page.get_by_label("Kies foto 1").set_input_files(photo)
    send_in(page)
    # What is wrong stands above the form, and the photo need not be chosen again.
    wrong = page.get_by_role("alert")
    expect(wrong.get_by_role("link", name=re.compile("Vul in wat uw idee is"))).to_be_visible()
    page.get_by_label("Wat staat er op foto 1?").fill("De steiger van de pont")
    page.get_by_label("Uw idee in één zin").fill("Een hangmat bij de steiger")
    sign(page, email, "Sam Zonder")
    send_in(page)
    confirm(visitor, town_with_ideas, email)
    expect_thanks(visitor)
    page.get_by_role("link", name="Wijzig uw idee").click()
    expect(page.get_by_role("img", name="De steiger van de pont")).to_be_visible()
    expect(page.get_by_label("Straat en huisnummer, of postcode")).to_have_value(ADDRESS)


def test_an_idea_comes_in_on_the_narrowest_screen(town_with_ideas: Town, resident: Visit) -> None:
    email = "smal@example.nl"
    visitor = resident(width=NARROW)
    page = visitor.page
    visitor.go(IDEAS)
    page.get_by_role("link", name="Stuur een idee in").click()
    send_in(page)
    expect(page.get_by_role("alert")).to_be_visible()
    assert fits(visitor)
    write(page, "Vlaggetjes boven de smalste steeg", "Dat staat vrolijk, ook in november.")
    page.get_by_label("De hele wijk").check()
    sign(page, email, "Smal Scherm")
    assert fits(visitor)
    send_in(page)
    expect(page.get_by_label("Code uit de mail")).to_be_visible()
    assert fits(visitor)
    confirm(visitor, town_with_ideas, email)
    expect_thanks(visitor)
    assert fits(visitor)
    find(visitor, KNOWN)
    assert fits(visitor)


def test_an_idea_comes_in_without_a_mouse(town_with_ideas: Town, resident: Visit) -> None:
    email = "toetsen@example.nl"
    visitor = resident(width=WIDE)
    page, keyboard = visitor.page, Keyboard(visitor.page)
    visitor.go(IDEAS)
    keyboard.tab_to("Stuur een idee in")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keyboard.tab_to("Uw idee in één zin")
    page.keyboard.type("Toetsen op het plein voor wie muziek maakt")
    keyboard.tab_to("Leg uw idee uit")
    page.keyboard.type("Zet een piano onder het afdak. Iedereen mag erop spelen.")
    keyboard.tab_to("Een plek op de kaart")
    page.keyboard.press("Space")
    keyboard.tab_to("Zet het punt in het midden van de kaart")
    page.keyboard.press("Enter")
    said = page.locator("[data-pin-said]")
    expect(said).to_contain_text(ADDRESS)
    # The pin itself has the focus, and goes where the arrows say.
    lon = float(page.locator("[name=lon]").input_value())
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=lon]")).not_to_have_value(f"{lon:.6f}")
    assert float(page.locator("[name=lon]").input_value()) > lon
    keyboard.tab_to("Uw naam")
    page.keyboard.type("Toetje Toets")
    keyboard.tab_to("Uw e-mailadres")
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    keyboard.tab_to("Idee insturen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bevestig/code/**")
    keyboard.tab_to("Code uit de mail")
    page.keyboard.type(town_with_ideas.code_for(email))
    page.keyboard.press("Enter")
    expect_thanks(visitor)
    keyboard.tab_to("Wijzig uw idee")
    assert keyboard.problems == []


def test_what_looks_odd_goes_on_by_itself_after_some_arithmetic(
    town_with_ideas: Town, resident: Visit
) -> None:
    email = "reken@example.nl"
    visitor = resident(width=PHONE)
    page = visitor.page
    visitor.go(NEW)
    odd = "Zie https://een.example en https://twee.example en https://drie.example voor meer."
    write(page, "Rekenmachines zonder batterijen", odd)
    # There are ideas near it, which the visitor saw: nothing is left to decide.
    page.get_by_label("Een plek op de kaart").check()
    page.get_by_role("button", name="Zet het punt in het midden van de kaart").click()
    expect(page.locator("[data-pin-said]")).to_contain_text(ADDRESS)
    sign(page, email, "Reken Meester")
    send_in(page)
    confirm(visitor, town_with_ideas, email)
    expect_thanks(visitor)


def test_a_pin_never_has_the_address_of_another_one(resident: Visit) -> None:
    visitor = resident(width=WIDE)
    page = visitor.page
    visitor.go(NEW)
    page.get_by_label("Een plek op de kaart").check()
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    page.locator("[data-pin-map]").click()
    address = page.locator("[name=adres]")
    expect(address).to_have_value(ADDRESS)
    page.route("**/idee/adres/**", lambda route: route.abort("aborted"))
    with page.expect_console_message(lambda message: message.type == "warning"):
        page.locator(".sw-place-pin").press("ArrowRight")
    expect(address).to_have_value("")
    expect(page.locator("[data-pin-said]")).to_be_empty()
    # That was of what got lost on the way.
    visitor.problems.clear()
