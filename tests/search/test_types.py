"""Other apps add what can be found by registering it; the search names none of them."""

import ast
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.db.models import Q
from django.test import Client

from core.search import (
    Hit,
    SearchType,
    register_search_type,
    search_types,
    unregister_search_type,
)
from tests.conftest import PROJECT
from tests.factories.wijken import ContactpersoonFactory
from tests.search.conftest import ask, titles, update_index
from wijkpaginas.models import Contactpersoon, WijkPage


@pytest.fixture
def people() -> Iterator[SearchType]:
    """A type of plain models, that are no pages: those of whom something is told."""
    kind = register_search_type(
        SearchType(
            key="mens",
            label="Mensen",
            models=(Contactpersoon,),
            objects=Contactpersoon.objects.all,
            public=lambda found, _scope: found.exclude(over=""),
            recent=lambda _since: Q(),
            describe=lambda person, _scope: Hit(title=person.naam, url=f"/mensen/{person.pk}/"),
        )
    )
    yield kind
    unregister_search_type("mens")


def add_people() -> None:
    for naam, over in (("Anja Zwemmers", "Kent iedereen."), ("Bert Zwemmers", "")):
        ContactpersoonFactory(naam=naam, functie="badmeester", over=over)
    update_index()


def test_a_registered_model_is_found_beside_pages(
    client: Client, people: SearchType, page: object
) -> None:
    add_people()
    page("De badmeester")  # type: ignore[operator]
    answer = ask(client, "badmeester")
    assert {result.hit.title for result in answer.results} == {"De badmeester", "Anja Zwemmers"}
    assert answer.counts == {"mens": 1, "pagina": 1}
    assert titles(client, "badmeester", soort="mens") == ["Anja Zwemmers"]
    content = client.get("/zoeken/", {"q": "badmeester"}).content.decode()
    assert "/mensen/" in content
    assert '<option value="mens">Mensen (1)</option>' in content


def test_a_model_that_is_not_registered_is_not_found(client: Client, wijk: WijkPage) -> None:
    add_people()
    Group.objects.create(name="badmeester")
    assert titles(client, "badmeester") == []


def test_a_key_is_given_once(people: SearchType) -> None:
    with pytest.raises(ValueError, match="mens"):
        register_search_type(people)


def test_the_types_of_ideas_and_neighbourhoods_are_registered() -> None:
    keys = [kind.key for kind in search_types()]
    assert keys == ["idee", "wijk", "nieuws", "agenda", "pagina"]


def test_search_imports_nothing_but_core() -> None:
    imported = set()
    for path in (PROJECT / "search").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    own = {path.parent.name for path in PROJECT.glob("*/apps.py")}
    assert imported & own == {"core", "search"}
