"""Makes the pictures of the README: `make screenshots`."""

import io
from pathlib import Path
from urllib.parse import quote, urlsplit

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.editing import LOG_IN
from tests.browser.places import IDEAS, WIJK
from tests.browser.server import ROOT, demo_site
from tests.browser.visitor import PHONE, WIDE, make_visitor

FOLDER = ROOT / "docs" / "images"
SCREENS = {
    "voorpagina": "/",
    "wijken": "/wijken/",
    "wijk": WIJK,
    "agenda": f"{WIJK}agenda/",
    "ideeen": f"{IDEAS}?toon=kaart",
}
ANSWERED = "Zitbanken met uitzicht op de haven"
EDITOR, PASSWORD = "beheer@waterhage.example", "samenwijk-demo"
LARGEST = 250_000
# A picture on a wide screen is high enough to show a map as a whole.
HEIGHTS = {WIDE: 1300, PHONE: 844}


def main() -> None:
    program = find_chromium()
    if program is None:
        raise SystemExit("The pictures need Chromium, which is not on this machine.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for width in (WIDE, PHONE):
            photograph(browser, address, width)
        browser.close()


def photograph(browser: Browser, address: str, width: int) -> None:
    """Take one picture of each screen."""
    window = {"width": width, "height": HEIGHTS[width]}
    visitor = make_visitor(browser, address, viewport=window)
    for name, path in SCREENS.items():
        visitor.go(path)
        visitor.page.wait_for_load_state("networkidle")
        save(visitor.page.screenshot(), FOLDER / f"{name}-{width}.png")
    # The number in the address of an idea is another one in each demo.
    visitor.go(f"{IDEAS}?q={quote(ANSWERED)}")
    visitor.page.get_by_role("link", name=ANSWERED).click()
    visitor.page.wait_for_load_state("networkidle")
    save(visitor.page.screenshot(), FOLDER / f"idee-{width}.png")
    visitor.go(LOG_IN)
    visitor.page.locator("[name=login]").fill(EDITOR)
    visitor.page.locator("[name=password]").fill(PASSWORD)
    visitor.page.locator("[name=password]").press("Enter")
    visitor.page.wait_for_url("**/admin/")
    visitor.go(WIJK)
    # Who may edit a page has a link to do so on it.
    edit = visitor.page.locator("wagtail-userbar a[href*='/edit/']").first.get_attribute("href")
    visitor.go(urlsplit(edit or "").path)
    visitor.page.wait_for_load_state("networkidle")
    save(visitor.page.screenshot(), FOLDER / f"beheer-{width}.png")
    visitor.context.close()


def save(picture: bytes, path: Path) -> None:
    """Store a picture with as many colours as fit in the size that a README should have."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        content = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
        if content.tell() <= LARGEST:
            break
    path.write_bytes(content.getvalue())
    print(f"{path.relative_to(ROOT)}: {content.tell() // 1000} kB, {colours} colours")  # noqa: T201


if __name__ == "__main__":
    main()
