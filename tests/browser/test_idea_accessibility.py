"""axe-core finds nothing on what residents see of ideas, in light and dark, wide and narrow."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import look_at
from tests.browser.conftest import Visit
from tests.browser.ideas import (
    NEW,
    confirm,
    find,
    lead_on,
    log_in_with_password,
    send_in,
    sign,
    write,
)
from tests.browser.town import Town
from tests.browser.visitor import NARROW, WIDE

pytestmark = pytest.mark.browser

# An idea of the demo with photos, comments and answers to these; and one that was answered.
IDEA = "Een zebrapad bij de basisschool aan de Loodsweg"
ANSWERED = "Losloopveld voor honden aan de Graanhof"
# Returned to a sender who can log in.
RETURNED = "Speelplek met water en zand aan de Zuiderkade"
# What leads from the page of an idea to a form, and what sends that.
FORMS = {
    "Steun dit idee": "Geef mijn steun",
    "Volg dit idee": "Volg dit",
    "Meld dit idee": "Verstuur de melding",
    "Schrijf een reactie": "Plaats mijn reactie",
}


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_violation_on_the_way_in(
    town_with_ideas: Town, resident: Visit, width: int
) -> None:
    email = f"axe-idee-{width}@example.nl"
    visitor = resident(width=width)
    page = visitor.page
    visitor.go(NEW)
    look_at(visitor)
    page.get_by_label("Een plek op de kaart").check()
    expect(page.locator("[data-pin-map] .leaflet-control-zoom")).to_be_visible()
    page.locator("[data-pin-map]").click()
    expect(page.locator("[data-pin-said]")).not_to_be_empty()
    page.get_by_label("Uw idee in één zin").fill("Losloopveld met zebrapad Loodsweg")
    expect(page.get_by_role("region", name="Bestaat uw idee al?")).to_be_visible()
    look_at(visitor)
    send_in(page)
    expect(page.get_by_role("alert")).to_be_visible()
    look_at(visitor)
    write(page, f"Letters van {width} stippen op de muur", f"Dan leest iedereen mee, {width} keer.")
    sign(page, email, "Axel Stip")
    send_in(page)
    expect(page.get_by_label("Code uit de mail")).to_be_visible()
    look_at(visitor)
    confirm(visitor, town_with_ideas, email)
    look_at(visitor)
    for link in ("Wijzig uw idee", "Trek uw idee in"):
        lead_on(page.get_by_role("link", name=link))
        look_at(visitor)
        page.go_back()
    visitor.go("/mijn/")
    look_at(visitor)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_violation_on_an_idea(resident: Visit, width: int) -> None:
    visitor = resident(width=width)
    for titel in (ANSWERED, IDEA):
        find(visitor, titel)
        look_at(visitor)


def test_axe_finds_no_violation_where_people_take_part(resident: Visit) -> None:
    visitor = resident(width=NARROW)
    page = visitor.page
    find(visitor, IDEA)
    idea = page.url
    for link, button in FORMS.items():
        page.goto(idea)
        lead_on(page.get_by_role("link", name=link))
        look_at(visitor)
        for choice in page.get_by_label("Wat is er mis?").all():
            # This one asks for words.
            choice.select_option("anders")
        lead_on(page.get_by_role("button", name=button))
        expect(page.get_by_role("alert")).to_be_visible()
        look_at(visitor)
    page.goto(idea)
    lead_on(page.get_by_role("link", name=re.compile("^Antwoord op")).first)
    look_at(visitor)


def test_axe_finds_no_violation_on_what_somebody_did(resident: Visit) -> None:
    visitor = resident(width=NARROW)
    page = visitor.page
    visitor.go("/account/inloggen/wachtwoord/?next=/mijn/")
    log_in_with_password(page, "bewoner")
    expect(page.get_by_role("heading", name="Mijn pagina")).to_be_visible()
    find(visitor, IDEA)
    idea = page.url
    for path in ("steun", "volg"):
        visitor.go(path_of(idea, path))
        lead_on(page.get_by_role("main").get_by_role("button").first)
        look_at(visitor)
        # As it was, for who comes next.
        lead_on(page.get_by_role("main").get_by_role("button").first)
    visitor.go(path_of(idea, "reactie"))
    page.get_by_label("Uw reactie").fill("Ook smal leest dit goed.")
    lead_on(page.get_by_role("button", name="Plaats mijn reactie"))
    look_at(visitor)
    for link in ("Pas uw reactie aan", "Verwijder uw reactie"):
        lead_on(page.get_by_role("link", name=link))
        look_at(visitor)
        page.go_back()
    visitor.go("/mijn/")
    lead_on(page.get_by_role("link", name=re.compile(f"^Pas uw idee aan.*{RETURNED}")))
    look_at(visitor)


def path_of(idea: str, part: str) -> str:
    found = re.search(r"/(\d+)-", idea)
    assert found
    return f"/meedoen/idee/{found[1]}/{part}/"
