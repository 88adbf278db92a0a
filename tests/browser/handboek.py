"""Makes the pictures of the handbook for editors: `make handboek`.

Walks through the demo as an editor does: each step leaves what the next picture shows.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.editing import LOG_IN
from tests.browser.server import ROOT, demo_site
from tests.browser.visitor import WIDE, make_visitor

FOLDER = ROOT / "docs" / "handboek" / "images"
PASSWORD = "samenwijk-demo"
HEIGHT = 860
LARGEST_TOTAL = 1_500_000
DRAFT = "Werk aan de Houtkade: nieuwe planning"
SENTENCE = (
    "Indien u vragen heeft met betrekking tot de werkzaamheden die wij vanaf maandag uitvoeren in "
    "de straat en op de kade, kunt u contact opnemen met de projectleider van de gemeente."
)


def main() -> None:
    program = find_chromium()
    if program is None:
        raise SystemExit("The pictures need Chromium, which is not on this machine.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        with logged_in(browser, address, "redactie") as page:
            as_redactie(page, address)
        with logged_in(browser, address, "eindredactie") as page:
            as_eindredactie(page, address)
        with logged_in(browser, address, "redactie") as page:
            take(page, "teruggestuurd")
        with logged_in(browser, address, "beheer") as page:
            as_communicatie(page, address)
        browser.close()
    total = sum(path.stat().st_size for path in FOLDER.glob("*.webp"))
    print(f"together {total // 1000} kB")  # noqa: T201
    if total > LARGEST_TOTAL:
        raise SystemExit("The pictures of the handbook are too large together.")


@contextmanager
def logged_in(browser: Browser, address: str, name: str) -> Iterator[Page]:
    """Open a window in which somebody of the demo has logged in."""
    visitor = make_visitor(browser, address, viewport={"width": WIDE, "height": HEIGHT})
    visitor.go(LOG_IN)
    if name == "redactie":
        take(visitor.page, "inloggen")
    visitor.page.locator("[name=login]").fill(f"{name}@waterhage.example")
    visitor.page.locator("[name=password]").fill(PASSWORD)
    visitor.page.locator("[name=password]").press("Enter")
    visitor.page.wait_for_url("**/admin/")
    yield visitor.page
    visitor.context.close()


def as_redactie(page: Page, address: str) -> None:
    """Find a page, begin one with an example, improve it, send it in."""
    take(page, "dashboard")
    close_tips(page)
    page.goto(f"{address}/admin/samenwijk/hulp/")
    take(page, "hulp")
    page.goto(f"{address}/admin/")
    page.get_by_role("link", name="Havenkwartier", exact=True).click()
    take(page, "paginas")
    open_row(page, "Nieuws")
    news = page.url
    page.goto(f"{news}add_subpage/")
    take(page, "voorbeelden")
    page.get_by_role("button", name="Werk aan de straat").click()
    page.wait_for_url("**/edit/")
    page.locator("[name=title]").fill(DRAFT)
    take(page, "bewerken")
    page.locator("[name=samenvatting]").fill(SENTENCE)
    save_draft(page)
    open_side_panel(page, "schrijftips")
    take(page, "schrijftips")
    open_side_panel(page, "schrijftips")
    open_side_panel(page, "preview")
    take(page, "voorbeeld-telefoon")
    open_side_panel(page, "preview")
    page.locator(".c-sf-add-button").first.click()
    page.wait_for_timeout(500)
    take(page, "blok-toevoegen")
    page.keyboard.press("Escape")
    open_actions(page)
    take(page, "insturen")
    with page.expect_navigation():
        page.locator("[name=action-submit]").click()


def as_eindredactie(page: Page, address: str) -> None:
    """Look at what was sent in, plan it, send it back; review a page."""
    close_tips(page)
    take(page, "wacht-op-u")
    page.get_by_role("link", name=DRAFT).first.click()
    open_side_panel(page, "status")
    page.get_by_role("button", name="Stel schema in").first.click()
    page.wait_for_timeout(500)
    take(page, "plannen")
    page.keyboard.press("Escape")
    open_side_panel(page, "status")
    open_actions(page)
    take(page, "beoordelen")
    page.locator("[data-workflow-action-name=reject]").first.click()
    page.locator("[name=comment]").fill("Zet erbij tot welk huisnummer de kade dicht is.")
    take(page, "terugsturen")
    with page.expect_navigation():
        page.locator(".modal button[type=submit]").click()
    page.goto(f"{address}/admin/")
    page.get_by_role("link", name="Havenkwartier", exact=True).click()
    open_edit(page, "Werk aan de Houtkade")
    page.goto(
        page.url.replace("/admin/pages/", "/admin/samenwijk/paginas/").replace(
            "/edit/", "/nagekeken/"
        )
    )
    take(page, "nagekeken")


def as_communicatie(page: Page, address: str) -> None:
    """Show what belongs to the whole municipality."""
    for name, path in {
        "kapotte-links": "/admin/samenwijk/rapporten/kapotte-links/",
        "contactpersonen": "/admin/snippets/wijkpaginas/contactpersoon/",
        "afbeeldingen": "/admin/images/",
        "gemeente": "/admin/settings/core/gemeente/",
    }.items():
        page.goto(address + path)
        take(page, name)
    page.goto(f"{address}/admin/images/")
    page.locator("main a[href*='/admin/images/']:has(img)").first.click()
    take(page, "afbeelding")


def open_row(page: Page, title: str) -> None:
    """Go down to the pages below the one with this title."""
    row = page.locator("tr", has=page.get_by_role("link", name=title, exact=True))
    row.locator("td").last.get_by_role("link").click()
    page.wait_for_load_state("load")


def open_edit(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_url("**/edit/")


def close_tips(page: Page) -> None:
    """Close the first steps, so that what is below them comes into the picture."""
    button = page.get_by_role("button", name="Duidelijk, niet meer tonen")
    if button.count():
        with page.expect_navigation():
            button.click()


def save_draft(page: Page) -> None:
    """Save as a person would, and wait for what the editor then shows."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Control+s")


def open_side_panel(page: Page, name: str) -> None:
    """Open the panel beside the editor, or close it."""
    page.locator(f"[data-side-panel-toggle={name}]").click()
    page.wait_for_timeout(1500)


def open_actions(page: Page) -> None:
    """Open the menu of what can be done with the page."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.wait_for_timeout(500)


def take(page: Page, name: str) -> None:
    """Store what is on the screen as a small picture."""
    # The editor keeps asking who else is there: it never comes to rest.
    page.wait_for_load_state("load")
    page.wait_for_timeout(1000)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = FOLDER / f"{name}.webp"
    image.save(path, "WEBP", quality=72, method=6)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")  # noqa: T201


if __name__ == "__main__":
    main()
