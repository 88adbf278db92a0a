"""Titles while somebody types, as data and as a page of links."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories.wijken import InformatiePageFactory
from tests.search.conftest import suggested, update_index
from wijkpaginas.models import WijkPage

Make = Callable[..., object]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Speeltuin De Klaver", "spee"),
        ("Speeltuin De Klaver", "kla spee"),
        ("Coördinatie", "coord"),
        ("Coordinatie", "coörd"),
        ("CAFÉ", "caf"),
    ],
)
def test_a_title_is_suggested_by_how_its_words_begin(
    client: Client, page: Make, title: str, typed: str
) -> None:
    page(title)
    assert suggested(client, typed) == [title]


def test_words_of_the_text_are_not_suggested(client: Client, page: Make) -> None:
    page("Groen", "speeltuin")
    assert suggested(client, "spee") == []


@pytest.mark.parametrize("typed", ["", "s", "-", "de"])
def test_too_little_gives_no_suggestions(client: Client, page: Make, typed: str) -> None:
    page("Speeltuin De Klaver")
    assert suggested(client, typed) == []


def test_there_are_at_most_eight(client: Client, wijk: WijkPage) -> None:
    for number in range(12):
        InformatiePageFactory(parent=wijk, title=f"Speeltuin {number}")
    update_index()
    assert len(suggested(client, "speel")) == 8


def test_a_suggestion_says_where_it_leads_and_what_it_is(client: Client, page: Make) -> None:
    page("Speeltuin", slug="speeltuin")
    response = client.get("/zoeken/suggesties/", {"q": "spe", "als": "json"})
    assert response.json() == {
        "suggesties": [
            {
                "titel": "Speeltuin",
                "url": "/wijken/havenkwartier/speeltuin/",
                "soort": "Pagina's",
                "plaats": "Havenkwartier",
            }
        ]
    }
    assert "private" in response["Cache-Control"]


def test_suggestions_are_a_page_of_links_too(client: Client, page: Make) -> None:
    page("Speeltuin <b>", slug="speeltuin")
    content = client.get("/zoeken/suggesties/", {"q": "spe"}).content.decode()
    assert 'href="/wijken/havenkwartier/speeltuin/">Speeltuin &lt;b&gt;</a>' in content
    assert 'href="/zoeken/?q=spe"' in content
    empty = client.get("/zoeken/suggesties/", {"q": "xyz"}).content.decode()
    assert "Er is geen titel die zo begint." in empty
