"""Sending in asks little of the database, however many ideas there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.sending import form_address, send, unknown, values
from wijkpaginas.models import WijkPage


@pytest.mark.parametrize(("known", "most"), [(True, 38), (False, 26)])
def test_sending_in_asks_the_database_no_more_than_it_has_to(
    client: Client, wijk: WijkPage, cast: Cast, *, known: bool, most: int
) -> None:
    if connection.vendor == "postgresql":
        # It looks for misspelt words too: all of them, and the longest.
        most += 2
    if known:
        client.force_login(cast.resident)
    IdeeFactory.create_batch(10, wijk=wijk, titel="Een wip en een glijbaan")
    make = values if known else unknown
    # The first one warms what is remembered.
    for titel in ("Zitzakken in de bieb", "Zandbak naast de brug"):
        data = make(titel=titel, tekst=f"{titel}: voor wie jong is.")
        with CaptureQueriesContext(connection) as queries:
            assert send(client, form_address(wijk), data).status_code == 302
    assert len(queries) <= most, [query["sql"][:90] for query in queries]
