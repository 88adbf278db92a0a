"""Making an account, as a resident does it."""

from playwright.sync_api import expect

from tests.browser.town import Town
from tests.browser.visitor import Visitor


def sign_up(visitor: Visitor, town: Town, email: str, naam: str = "An de Wit") -> None:
    """Make an account with a mouse."""
    page = visitor.page
    visitor.go("/account/aanmelden/")
    page.get_by_label("Uw e-mailadres").fill(email)
    page.get_by_label("Uw naam op de site").fill(naam)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Account maken").click()
    page.get_by_label("Code uit de mail").fill(town.code_for(email))
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_role("heading", name="Mijn pagina")).to_be_visible()
