"""Ideas among what the search of the site finds, and in the map of the site."""

import pytest
from django.test import Client

from ideeen.sitemap import IdeeSitemap
from tests.factories.ideeen import IdeeFactory
from tests.search.conftest import ask, suggested, titles, update_index
from wijkpaginas.models import WijkPage


def test_the_search_finds_ideas_by_kind_and_neighbourhood(
    client: Client, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    IdeeFactory(wijk=wijk, titel="Meer bomen op het plein")
    IdeeFactory(wijk=other_wijk, titel="Een boom aan de kade")
    update_index()
    assert len(titles(client, "boom")) == 2
    assert titles(client, "boom", soort="idee", wijk="molenhoek") == ["Een boom aan de kade"]
    assert titles(client, "boom", soort="nieuws") == []
    assert suggested(client, "een boom") == ["Een boom aan de kade"]
    (result,) = ask(client, "plein").results
    assert result.kind.key == "idee"
    assert result.hit.place == "Havenkwartier"


def test_a_map_of_the_site_that_grows_too_long_is_split(
    client: Client, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IdeeSitemap, "limit", 2)
    ideas = [IdeeFactory(wijk=wijk) for _number in range(3)]
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-ideeen.xml?p=2" in index
    assert "/sitemap-paginas.xml" in index
    second = client.get("/sitemap-ideeen.xml?p=2").content.decode()
    assert ideas[2].get_url() in second
    assert ideas[0].get_url() not in second
    assert client.get("/sitemap-onbekend.xml").status_code == 404
