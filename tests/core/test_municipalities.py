"""Two municipalities on one installation show nothing of each other."""

import pytest
from django.test import Client
from wagtail.models import Site

from tests.factories.wijken import (
    AgendaPage,
    EvenementPageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    WijkPageFactory,
    make_site,
    section,
)
from wijkpaginas.models import WijkIndexPage, WijkPage
from wijkpaginas.services import complete_wijk


@pytest.fixture
def other_site(site: Site) -> Site:
    other = make_site("duinstad.example.nl", "Duinstad")
    index = section(other.root_page, WijkIndexPage)
    wijk = WijkPageFactory(parent=index, title="Duinwijk")
    complete_wijk(wijk)
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title="Zandverstuiving")
    EvenementPageFactory(parent=section(wijk, AgendaPage), title="Vliegeren")
    return other


@pytest.mark.usefixtures("other_site")
@pytest.mark.parametrize(
    "address", ["/", "/wijken/", "/nieuws/", "/nieuws/feed/", "/agenda/", "/agenda/ical/"]
)
def test_a_municipality_shows_nothing_of_another(
    client: Client, wijk: WijkPage, address: str
) -> None:
    own = client.get(address, headers={"host": "waterhage.example.nl"}).content.decode()
    other = client.get(address, headers={"host": "duinstad.example.nl"}).content.decode()
    for name in ("Duinwijk", "Zandverstuiving", "Vliegeren", "Duinstad"):
        assert name not in own
    assert "Havenkwartier" not in other
    assert "Duinstad" in other
