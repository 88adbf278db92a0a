"""Two municipalities on one installation show visitors nothing of each other."""

import pytest
from django.test import Client
from wagtail.models import Site

from tests.conftest import HOST, OTHER_HOST
from tests.factories.wijken import (
    AgendaPage,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    ThemaFactory,
    section,
)
from wijkpaginas.models import WijkPage

OTHERS = ("Duinwijk", "Zandverstuiving", "Vliegeren", "Strandregels", "Zeestad", "Kustlijn")


@pytest.fixture
def other_pages(duinwijk: WijkPage, other_site: Site) -> None:
    """Fill the other municipality with one of each."""
    thema = ThemaFactory(site=other_site, naam="Kustlijn")
    news = section(duinwijk, NieuwsIndexPage)
    NieuwsPageFactory(parent=news, title="Zandverstuiving", slug="zand", thema=thema)
    agenda = section(duinwijk, AgendaPage)
    EvenementPageFactory(parent=agenda, title="Vliegeren", adres="Strand 1", thema=thema)
    InformatiePageFactory(parent=other_site.root_page, title="Strandregels")


@pytest.mark.usefixtures("other_pages")
@pytest.mark.parametrize(
    "address",
    [
        "/", "/wijken/", "/wijken/?q=duin", "/nieuws/", "/nieuws/feed/", "/nieuws/?thema=kustlijn",
        "/agenda/", "/agenda/ical/", "/agenda/?thema=kustlijn", "/sitemap.xml", "/robots.txt",
        "/zoeken/?q=duinwijk", "/zoeken/?q=zand", "/zoeken/suggesties/?q=vlieg",
        "/bestaat-niet/", "/.well-known/security.txt",
    ],
)  # fmt: skip
def test_a_municipality_shows_nothing_of_another(
    client: Client, wijk: WijkPage, address: str
) -> None:
    own = client.get(address, headers={"host": HOST}).content.decode().lower()
    other = client.get(address, headers={"host": OTHER_HOST}).content.decode().lower()
    asked = address.partition("=")[2]
    for name in OTHERS:
        found = own.replace(asked, "") if asked else own
        assert name.lower() not in found
    assert "havenkwartier" not in other
    assert "waterhage" not in other


@pytest.mark.usefixtures("other_pages")
def test_the_other_municipality_does_show_it(client: Client, wijk: WijkPage) -> None:
    other = client.get("/nieuws/", headers={"host": OTHER_HOST}).content.decode()
    assert "Zandverstuiving" in other
    assert "Zeestad" in other


@pytest.mark.usefixtures("other_pages")
@pytest.mark.parametrize(
    "address",
    ["/wijken/duinwijk/", "/wijken/duinwijk/nieuws/zand/", "/wijken/duinwijk/nieuws/feed/",
     "/wijken/duinwijk/agenda/ical/", "/strandregels/", "/other-example/"],
)  # fmt: skip
def test_an_address_of_the_other_municipality_is_not_found_here(
    client: Client, wijk: WijkPage, address: str
) -> None:
    assert client.get(address, headers={"host": HOST}).status_code == 404


@pytest.mark.usefixtures("other_pages")
def test_an_address_under_the_slug_of_the_other_home_is_not_found(
    client: Client, wijk: WijkPage, other_site: Site
) -> None:
    slug = other_site.root_page.slug
    for address in (f"/{slug}/", f"/{slug}/nieuws/"):
        assert client.get(address, headers={"host": HOST}).status_code == 404
