"""The number of queries does not grow with the number of rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.wijken import (
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsPageFactory,
    WijkPageFactory,
    section,
)
from tests.search.conftest import update_index
from wijkpaginas.models import AgendaPage, NieuwsIndexPage, WijkIndexPage, WijkPage

BUDGET = 12


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def add_of_each(wijk: WijkPage, number: int) -> None:
    title = f"Zwembad {number}"
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title=title)
    EvenementPageFactory(parent=section(wijk, AgendaPage), title=title)
    InformatiePageFactory(parent=wijk, title=title)
    WijkPageFactory(parent=section(wijk.get_parent().get_parent(), WijkIndexPage), title=title)


@pytest.mark.parametrize(
    "address",
    [
        "/zoeken/",
        "/zoeken/?q=zwembad",
        "/zoeken/?q=zwembad+xylofoon",
        "/zoeken/?q=zwembad&soort=nieuws&wijk=havenkwartier&periode=jaar",
        "/zoeken/suggesties/?q=zwem",
    ],
)
def test_more_rows_need_no_more_queries(client: Client, wijk: WijkPage, address: str) -> None:
    counts = []
    for numbers in (range(1), range(1, 13)):
        for number in numbers:
            add_of_each(wijk, number)
        update_index()
        client.get(address)
        counts.append(queries_of(client, address))
    few, many = counts
    assert many <= few <= BUDGET


def test_a_cut_list_says_so_and_can_still_be_limited(
    client: Client, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.finding.MAX_RESULTS", 5)
    for number in range(3):
        add_of_each(wijk, number)
    update_index()
    content = client.get("/zoeken/?q=zwembad").content.decode()
    assert "Meer dan 5 resultaten" in content
    limited = client.get("/zoeken/?q=zwembad&soort=agenda").context["antwoord"]
    assert (limited.total, limited.is_cut) == (3, False)
    assert queries_of(client, "/zoeken/?q=zwembad&soort=agenda") <= BUDGET
