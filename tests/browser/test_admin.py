"""Our own screens in the admin: axe-core finds nothing on them, and a keyboard is enough."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import Visit
from tests.browser.editing import LOG_IN, follow, forgive, log_in, tab_to
from tests.browser.places import DOMAIN, PASSWORD
from tests.browser.server import Wishes, demo_site, manage
from tests.browser.visitor import NARROW, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def admin(browser: Browser) -> Iterator[str]:
    """Where a site is whose editors have something to do."""
    script = "from tests.browser.more_data import leave_work; leave_work()"
    wishes = Wishes(prepare=lambda folder: manage(folder, "shell", "-v0", "-c", script))
    with demo_site(wishes) as address:
        yield address


def open_first(page: Page, panel: str) -> None:
    """Open the first page in a panel of the dashboard."""
    page.get_by_role("region", name=panel).get_by_role("listitem").first.get_by_role("link").click()


def open_choices(page: Page) -> None:
    page.get_by_role("link", name="Havenkwartier", exact=True).click()
    page.get_by_role("link", name="Voeg onderliggende pagina toe").first.click()


def open_review(page: Page) -> None:
    open_first(page, "Een jaar niet nagekeken")
    page.get_by_role("button", name="Acties").first.click()
    page.get_by_role("link", name="Nagekeken: klopt nog").click()


def open_tab(name: str) -> Callable[[Page], None]:
    def click(page: Page) -> None:
        page.goto(page.url.removesuffix("/admin/") + "/admin/settings/core/gemeente/")
        page.get_by_role("tab", name=name).click()

    return click


def go_to(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(page.url + path)

    return go


# Who opens the screen, how it is reached from the dashboard, and its main heading.
SCREENS: dict[str, tuple[str, Callable[[Page], None], str]] = {
    "dashboard": ("eindredactie", lambda page: None, "Beheer van"),
    "help": ("eindredactie", go_to("samenwijk/hulp/"), "Zo werkt het"),
    "choices for a new page": ("eindredactie", open_choices, "Nieuwe pagina onder"),
    "review": ("eindredactie", open_review, "Klopt deze pagina nog?"),
    "report of reviews": ("eindredactie", go_to("samenwijk/rapporten/nakijken/"), "Nakijken"),
    "report of plans": ("eindredactie", go_to("samenwijk/rapporten/planning/"), "Planning"),
    "report of links": ("eindredactie", go_to("samenwijk/rapporten/kapotte-links/"), "Kapotte"),
    "settings": ("communicatie", open_tab("Gemeente"), "gemeente"),
    "settings below": ("communicatie", open_tab("Onder aan de pagina"), "gemeente"),
    "settings with tokens": ("communicatie", open_tab("Huisstijl"), "gemeente"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_no_violation_on(name: str, admin: str, visit: Visit) -> None:
    who, open_screen, heading = SCREENS[name]
    visitor = visit(at=admin, width=WIDE)
    log_in(visitor, who)
    open_screen(visitor.page)
    expect(visitor.page.get_by_role("heading", level=1).first).to_contain_text(
        re.compile(re.escape(heading), re.IGNORECASE)
    )
    assert violations(visitor) == []
    visitor.page.set_viewport_size({"width": NARROW, "height": 640})
    assert violations(visitor) == []
    forgive(visitor)


def test_axe_finds_no_violation_where_editors_log_in(admin: str, visit: Visit) -> None:
    visitor = visit(at=admin, width=NARROW)
    for path in ("/admin/login/", LOG_IN):
        visitor.go(path)
        assert violations(visitor) == []


def test_axe_finds_no_violation_in_the_writing_tips(admin: str, visit: Visit) -> None:
    """Beside Wagtail's editor, which breaks rules of its own."""
    visitor = visit(at=admin, width=WIDE)
    log_in(visitor, "eindredactie")
    open_first(visitor.page, "Wacht op u")
    visitor.page.get_by_role("button", name="Schrijftips tonen of verbergen").click()
    tips = visitor.page.get_by_role("complementary", name="Schrijftips")
    expect(tips.get_by_role("listitem").first).to_be_visible()
    assert violations(visitor, within="[data-side-panel=schrijftips]") == []
    forgive(visitor)


def test_an_editor_without_a_mouse_writes_a_message_and_sends_it_in(
    admin: str, visit: Visit
) -> None:
    visitor = visit(at=admin, width=WIDE)
    page = visitor.page
    visitor.go(LOG_IN)
    tab_to(page, 'textbox "Uw e-mailadres')
    page.keyboard.type(f"redactie@{DOMAIN}")
    tab_to(page, 'textbox "Uw wachtwoord')
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Beheer van")
    tab_to(page, 'link "Ga naar de inhoud')
    page.keyboard.press("Enter")
    tab_to(page, 'link "Havenkwartier"')
    follow(page)
    tab_to(page, "link \"Bekijk de onderliggende pagina's van 'Nieuws'")
    follow(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nieuws")
    tab_to(page, 'link "Voeg onderliggende pagina toe')
    follow(page)
    tab_to(page, 'link "Nieuwsbericht')
    follow(page)

    tab_to(page, 'textbox "Titel')
    page.keyboard.type("Koffie op de steiger")
    tab_to(page, 'textbox "Samenvatting')
    page.keyboard.type("Elke zaterdag staat de koffie klaar.")
    tab_to(page, 'button "Blok invoegen')
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Zoek opties")).to_be_visible()
    tab_to(page, 'combobox "Zoek opties')
    page.keyboard.type("Tekst")
    choice = page.get_by_role("listbox").get_by_role("option", name="Tekst", exact=True)
    expect(choice).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("contenteditable", "true")
    page.keyboard.type("Neem uw eigen beker mee.")
    expect(page.locator("[name=inhoud-0-value]")).to_have_value(re.compile("beker"))
    tab_to(page, 'button "Meer acties')
    page.keyboard.press("Enter")
    tab_to(page, 'button "Stuur door naar Havenkwartier')
    page.keyboard.press("Enter")
    said = page.get_by_role("status")
    expect(said).to_contain_text(re.compile("Koffie op de steiger.*ingediend"))
    forgive(visitor)
