"""A site that is not open yet: one announcement, and nothing else for the public."""

import pytest
from django.test import Client
from wagtail.models import Site

from core.models import Gemeente
from core.querysets import pages
from tests.core.settings_form import save_settings
from tests.factories.people import UserFactory
from tests.factories.wijken import (
    AgendaPage,
    EvenementPageFactory,
    HomePage,
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    make_site,
    section,
)
from wijkpaginas.models import WijkPage

SOON = "Op 1 maart gaat deze site open."


@pytest.fixture
def closed(site: Site, wijk: WijkPage) -> Site:
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title="Nieuwe bank")
    EvenementPageFactory(parent=section(wijk, AgendaPage), title="Plantdag")
    InformatiePageFactory(parent=site.root_page, title="Privacy", slug="privacy")
    gemeente = Gemeente.for_site(site)
    gemeente.opening, gemeente.opening_tekst = Gemeente.Opening.BINNENKORT, SOON
    gemeente.save()
    return site


@pytest.mark.usefixtures("closed")
def test_the_front_page_shows_the_announcement_and_nothing_of_what_comes(client: Client) -> None:
    text = client.get("/").content.decode()
    assert SOON in text
    assert "Opent binnenkort" in text
    for hidden in ("Havenkwartier", "Nieuwe bank", "Plantdag", "Privacy", "/wijken/"):
        assert hidden not in text


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    "address",
    [
        "/wijken/",
        "/wijken/havenkwartier/",
        "/wijken/havenkwartier/nieuws/nieuwe-bank/",
        "/nieuws/",
        "/nieuws/feed/",
        "/agenda/",
        "/agenda/ical/",
        "/privacy/",
        "/toegankelijkheid/",
        "/bestaat-niet/",
    ],
)
def test_everything_below_it_is_not_found(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Havenkwartier" not in answer.content.decode()


def test_sitemap_lists_and_search_know_only_the_front_page(client: Client, closed: Site) -> None:
    assert client.get("/sitemap.xml").content.decode().count("<loc>") == 1
    found = pages().descendant_of(closed.root_page, inclusive=True).public()
    assert [page.pk for page in found] == [closed.root_page_id]
    text = client.get("/zoeken/?q=bank").content.decode()
    assert "Nieuwe bank" not in text


def test_another_municipality_stays_open(client: Client, closed: Site) -> None:
    other = make_site("duinstad.example.nl", "Duinstad")
    answer = client.get("/wijken/", headers={"host": other.hostname})
    assert answer.status_code == 200


def test_an_editor_sees_a_preview(client: Client, closed: Site, wijk: WijkPage) -> None:
    client.force_login(UserFactory(superuser=True))
    answer = client.get(f"/admin/pages/{wijk.pk}/view_draft/")
    assert answer.status_code == 200
    assert "Havenkwartier" in answer.content.decode()
    assert client.get("/wijken/").status_code == 404


def test_opening_the_site_is_one_choice(client: Client, closed: Site) -> None:
    assert client.get("/wijken/havenkwartier/").status_code == 404
    editor = Client()
    editor.force_login(UserFactory(superuser=True))
    save_settings(editor, closed, opening="open")
    assert client.get("/wijken/havenkwartier/").status_code == 200
    assert SOON not in client.get("/").content.decode()


def test_a_site_is_not_closed_without_a_word(client: Client, site: Site, home: HomePage) -> None:
    client.force_login(UserFactory(superuser=True))
    answer = save_settings(client, site, opening="binnenkort", opening_tekst="")
    assert "Vertel bezoekers" in answer
    assert Gemeente.for_site(site).is_open
