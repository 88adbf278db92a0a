"""The number of queries of a page does not grow with the number of rows."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from core import editions
from core.models import SiteImage
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import (
    ContactpersoonFactory,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsPageFactory,
    WijkPageFactory,
    section,
)
from wijkpaginas.models import (
    AgendaPage,
    InformatiePage,
    NieuwsIndexPage,
    Wijkcontact,
    WijkPage,
)


def queries_of(client: Client, address: str) -> int:
    """Count the queries of a page."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


def first_visits(client: Client, places: list[str]) -> dict[str, int]:
    """Count the queries of each place for who comes first after a change of the site."""
    counts = {}
    for place in places:
        editions.forget_all()
        counts[place] = queries_of(client, place)
    return counts


@pytest.fixture
def image(db: None) -> Callable[[], SiteImage]:
    def make() -> SiteImage:
        return SiteImage.objects.create(title="Plein", file=get_test_image_file(size=(8, 8)))

    return make


def add_news(wijk: WijkPage, image: Callable[[], SiteImage]) -> None:
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), afbeelding=image())


def add_event(wijk: WijkPage, image: Callable[[], SiteImage]) -> None:
    EvenementPageFactory(parent=section(wijk, AgendaPage), afbeelding=image())


def add_wijk(wijk: WijkPage, image: Callable[[], SiteImage]) -> None:
    number = WijkPage.objects.count()
    gebied = GebiedFactory(row=number, column=0)
    WijkPageFactory(parent=wijk.get_parent(), gebied=gebied, afbeelding=image())


def add_page(wijk: WijkPage, image: Callable[[], SiteImage]) -> None:
    parent = InformatiePage.objects.child_of(wijk).get(slug="wonen")
    InformatiePageFactory(parent=parent, afbeelding=image())


def add_part(wijk: WijkPage, image: Callable[[], SiteImage]) -> None:
    InformatiePageFactory(parent=wijk, afbeelding=image())


def add_person(wijk: WijkPage, image: Callable[[], SiteImage]) -> None:
    person = ContactpersoonFactory(foto=image())
    Wijkcontact.objects.create(wijk=wijk, contactpersoon=person)


@pytest.mark.parametrize(
    ("add", "places"),
    [
        (add_news, ["/", "/nieuws/", "/nieuws/feed/", "/wijken/havenkwartier/", "/sitemap.xml"]),
        (add_event, ["/", "/agenda/", "/agenda/ical/", "/wijken/havenkwartier/", "/sitemap.xml"]),
        (add_wijk, ["/", "/wijken/", "/wijken/?q=wijk", "/sitemap.xml"]),
        (add_page, ["/wijken/havenkwartier/wonen/"]),
        (add_part, ["/wijken/havenkwartier/"]),
        (add_person, ["/wijken/havenkwartier/"]),
    ],
)
def test_more_rows_need_no_more_queries(
    client: Client,
    wijk: WijkPage,
    image: Callable[[], SiteImage],
    add: Callable[[WijkPage, Callable[[], SiteImage]], None],
    places: list[str],
) -> None:
    InformatiePageFactory(parent=wijk, title="Wonen", slug="wonen")
    counts = []
    # The calendar is drawn again each minute.
    with time_machine.travel(timezone.now(), tick=False):
        for rows in (4, 12):
            for _row in range(rows):
                add(wijk, image)
            for place in places:
                client.get(place)
            later = {place: queries_of(client, place) for place in places}
            counts.append((first_visits(client, places), later))
    few, many = counts
    assert many == few
