"""Whatever stands in the address, there is an answer."""

import time

import pytest
from django.test import Client

from search.question import clean_text, useful_words
from tests.search.conftest import titles
from wijkpaginas.models import WijkPage

QUERIES = [
    "",
    "q=",
    "q=a",
    "q=de+het+een",
    "q=%00",
    "q=haven%00kwartier",
    "q=%ff%fe",
    "q=%C3%28",
    "q=%ed%a0%80",
    "q=%22",
    "q=%22haven",
    "q=haven*",
    "q=*",
    "q=haven+NEAR+kade",
    "q=NEAR(haven+kade,+2)",
    "q=haven+AND",
    "q=OR+NOT+AND",
    "q=-haven",
    "q=title:haven",
    "q={title}+:+haven",
    "q=(haven",
    "q=haven)",
    "q='haven';--",
    "q=haven'",
    "q=%5C",
    "q=haven:*+%26+!kade+|+%3C-%3E",
    "q=%25s",
    "q=%25(naam)s",
    "q={}",
    "q=%22%3E%3Csvg+onload=alert(1)%3E",
    "q=haven%0d%0aSet-Cookie:+a=b",
    "q=%E2%80%AE",
    "q=%F0%9F%8C%B3",
    "q=%EF%AC%81",
    "q=" + "a" * 20_000,
    "q=" + "haven+" * 4_000,
    "q=" + "%22" * 5_000,
    "q=" + "%CD%81" * 3_000,
    "q=haven&q=kade",
    "q=haven&pagina=" + "9" * 22,
    "q=haven&pagina=" + "9" * 5_000,
    "q=haven&pagina=-1",
    "q=haven&pagina=0",
    "q=haven&pagina=abc",
    "q=haven&pagina=%00",
    "q=haven&pagina=1e9",
    "q=haven&wijk=%00&soort=%00&periode=%00",
    "q=haven&wijk=" + "x" * 20_000,
    "q=haven&periode=9999999999",
    "q=haven&van=%00",
    "als=json",
    "=&&&",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/suggesties/"])
@pytest.mark.usefixtures("wijk")
def test_everything_gets_an_answer_soon(client: Client, path: str, query: str) -> None:
    start = time.monotonic()
    response = client.get(path, QUERY_STRING=query)
    assert response.status_code == 200
    assert time.monotonic() - start < 3
    assert b"<svg onload" not in response.content
    assert not response.has_header("Set-Cookie")


@pytest.mark.usefixtures("wijk")
def test_raw_bytes_in_the_address_get_an_answer(client: Client) -> None:
    response = client.get("/zoeken/", QUERY_STRING="q=\xff\xfe\x80")
    assert response.status_code == 200


@pytest.mark.parametrize("words", ["de het een", "a", "-", "één u"])
@pytest.mark.usefixtures("wijk")
def test_words_that_say_nothing_get_a_hint(client: Client, words: str) -> None:
    content = client.get("/zoeken/", {"q": words}).content.decode()
    assert "Deze woorden zijn te kort of te gewoon" in content


def test_operators_are_only_words(client: Client, page: object, wijk: WijkPage) -> None:
    page("Een", "haven kade")  # type: ignore[operator]
    for typed in ("haven -kade", '"haven" kade', "haven* kade*", "title:kade haven", "(haven kade"):
        assert "Een" in titles(client, typed), typed


def test_a_host_without_a_site_has_no_search(client: Client, db: None) -> None:
    for path in ("/zoeken/", "/zoeken/suggesties/"):
        assert client.get(path, headers={"host": "elders.example.nl"}).status_code == 404


def test_a_long_question_is_cut() -> None:
    assert len(clean_text("a" * 20_000)) == 200
    assert len(useful_words(" ".join(f"woord{n}" for n in range(50)))) == 10
    assert useful_words("b" * 100) == ["b" * 60]


def test_what_cannot_be_seen_is_left_out() -> None:
    assert clean_text("a\0b\r\nc\u202ed\ufffd") == "a b c d"
