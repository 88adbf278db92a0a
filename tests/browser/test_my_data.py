"""A resident takes along what the site keeps of them, and goes; with the worker and real mails."""

import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import COLOUR_RULES, fits, switch, violations
from tests.browser.accounts import sign_up
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.town import Town
from tests.browser.visitor import NARROW, PATIENCE, PHONE, WIDE, Visitor

pytestmark = pytest.mark.browser

DOWNLOAD, DELETE = "/mijn/gegevens/downloaden/", "/mijn/gegevens/verwijderen/"


def wait_for_mail(town: Town, email: str, subject: str) -> str:
    """Return the text of the mail with this subject, when it has arrived."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        for mail in town.mailbox.mails:
            if mail["To"] == email and mail["Subject"] == subject:
                assert mail.get_body(("html",)) is not None
                return str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        time.sleep(0.1)
    raise AssertionError(f"no mail {subject} to {email} arrived")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_somebody_downloads_their_data(town: Town, visit: Visit, scripts: bool) -> None:
    email = f"download-{scripts}@example.nl".lower()
    visitor = visit(at=town.address, width=WIDE, java_script_enabled=scripts)
    page = visitor.page
    sign_up(visitor, town, email, "Zoë de Wit")
    page.get_by_role("link", name="Download mijn gegevens").click()
    page.get_by_role("button", name="Maak mijn bestand").click()
    expect(page.get_by_role("status")).to_contain_text("U krijgt een mail")
    text = wait_for_mail(town, email, "Uw gegevens staan klaar")
    link = re.search(r"^http\S+", text, re.MULTILINE)
    assert link
    page.goto(link[0])
    with page.expect_download() as saving:
        page.get_by_role("link", name="Download het bestand van").click()
    saved = saving.value
    assert re.fullmatch(r"mijn-gegevens-\d{4}-\d\d-\d\d\.zip", saved.suggested_filename)
    with zipfile.ZipFile(io.BytesIO(Path(saved.path()).read_bytes())) as archive:
        data = json.loads(archive.read("data.json"))
    assert data["profiel"]["e_mailadres"] == email
    assert data["profiel"]["naam_op_de_site"] == "Zoë de Wit"


def test_the_link_in_the_mail_is_nothing_without_logging_in(town: Town, visit: Visit) -> None:
    email = "alleen-ik@example.nl"
    visitor = visit(at=town.address, width=WIDE)
    sign_up(visitor, town, email)
    visitor.go(DOWNLOAD)
    visitor.page.get_by_role("button", name="Maak mijn bestand").click()
    text = wait_for_mail(town, email, "Uw gegevens staan klaar")
    stranger = visit(at=town.address, width=WIDE)
    link = re.search(r"^http\S+", text, re.MULTILINE)
    assert link
    stranger.page.goto(link[0])
    expect(stranger.page.get_by_role("button", name="Stuur mij een code")).to_be_visible()


def test_somebody_deletes_their_account_without_a_mouse(town: Town, visit: Visit) -> None:
    email = "weg@example.nl"
    visitor = visit(at=town.address, width=WIDE)
    page, keyboard = visitor.page, Keyboard(visitor.page)
    sign_up(visitor, town, email, "Willem Weg")
    visitor.go("/mijn/")
    keyboard.tab_to("Verwijder mijn account")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{DELETE}")
    keyboard.tab_to("Verwijder mijn account")
    page.keyboard.press("Enter")
    # The box was not ticked: what is wrong stands above the form, with a link to it.
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Vink dit vakje aan")
    summary.get_by_role("link").press("Enter")
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Space")
    keyboard.tab_to("Verwijder mijn account")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Uw account is verwijderd")).to_be_visible()
    assert keyboard.problems == []
    assert "Willem" not in wait_for_mail(town, email, "Uw account is verwijderd")
    visitor.go("/mijn/")
    expect(page.get_by_role("button", name="Stuur mij een code")).to_be_visible()


def test_another_window_is_logged_out_too(town: Town, visit: Visit) -> None:
    email = "overal@example.nl"
    here, there = visit(at=town.address, width=WIDE), visit(at=town.address, width=PHONE)
    sign_up(here, town, email)
    there.go("/account/inloggen/")
    there.page.get_by_label("Uw e-mailadres").fill(email)
    there.page.get_by_role("button", name="Stuur mij een code").click()
    there.page.get_by_label("Code uit de mail").fill(town.code_for(email, after=1))
    there.page.get_by_role("button", name="Inloggen").click()
    expect(there.page.get_by_role("heading", name="Mijn pagina")).to_be_visible()
    here.go(DELETE)
    here.page.get_by_role("checkbox").check()
    here.page.get_by_role("button", name="Verwijder mijn account").click()
    expect(here.page.get_by_role("heading", name="Uw account is verwijderd")).to_be_visible()
    there.go("/mijn/")
    expect(there.page.get_by_role("button", name="Stuur mij een code")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, PHONE, NARROW])
def test_axe_finds_no_violation_on_the_pages_about_ones_data(
    town: Town, visit: Visit, width: int
) -> None:
    visitor = visit(at=town.address, width=width)
    sign_up(visitor, town, f"axe-data-{width}@example.nl")
    visitor.go(DOWNLOAD)
    visitor.page.get_by_role("button", name="Maak mijn bestand").click()
    visitor.go(DELETE)
    visitor.page.get_by_role("button", name="Verwijder mijn account").click()
    found = _look(visitor)
    for path in (DOWNLOAD, DELETE, "/mijn/gegevens/verwijderd/"):
        visitor.go(path)
        found += _look(visitor)
    assert found == []


def _look(visitor: Visitor) -> list[str]:
    """Return what is wrong with the page in both colour schemes."""
    visitor.page.wait_for_load_state("load")
    found = [] if fits(visitor) else [f"{visitor.page.url} does not fit"]
    found += violations(visitor)
    switch(visitor, "dark")
    found += violations(visitor, COLOUR_RULES)
    switch(visitor, "light")
    return found
