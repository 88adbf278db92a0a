"""Pages with words to look for, and an index that knows them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from search.finding import Answer
from tests.factories.wijken import InformatiePageFactory, NieuwsPageFactory, section
from wijkpaginas.models import InformatiePage, NieuwsIndexPage, NieuwsPage, WijkPage


def update_index() -> None:
    call_command("update_index", verbosity=0)


def text(words: str) -> list[tuple[str, str]]:
    """Return blocks with these words."""
    return [("tekst", f"<p>{words}</p>")]


def ask(client: Client, words: str = "", **filters: Any) -> Answer:
    """Return what the results page has found."""
    response = client.get("/zoeken/", {"q": words, **filters})
    assert response.status_code == 200
    answer: Answer = response.context["antwoord"]
    return answer


def titles(client: Client, words: str, **filters: Any) -> list[str]:
    return [result.hit.title for result in ask(client, words, **filters).results]


def suggested(client: Client, words: str) -> list[str]:
    response = client.get("/zoeken/suggesties/", {"q": words, "als": "json"})
    assert response.status_code == 200
    return [one["titel"] for one in response.json()["suggesties"]]


@pytest.fixture
def page(wijk: WijkPage) -> Callable[..., InformatiePage]:
    """Make a page in the Havenkwartier, or below another parent, and index it."""

    def make(title: str, words: str = "", **values: Any) -> InformatiePage:
        values.setdefault("parent", wijk)
        made: InformatiePage = InformatiePageFactory(title=title, inhoud=text(words), **values)
        update_index()
        return made

    return make


@pytest.fixture
def news(wijk: WijkPage) -> Callable[..., NieuwsPage]:
    def make(title: str, words: str = "", **values: Any) -> NieuwsPage:
        values.setdefault("parent", section(wijk, NieuwsIndexPage))
        made: NieuwsPage = NieuwsPageFactory(title=title, inhoud=text(words), **values)
        update_index()
        return made

    return make
