"""What the search finds, in which order, and what a result shows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.factories.wijken import EvenementPageFactory, InformatiePageFactory, make_site, section
from tests.search.conftest import ask, text, titles, update_index
from wijkpaginas.models import AgendaPage, WijkPage

Make = Callable[..., object]


@pytest.mark.parametrize(
    ("stands", "typed"),
    [
        ("bomen", "boom"),
        ("boom", "bomen"),
        ("BOMEN", "boompje"),
        ("huizen", "HUIS"),
        ("vergunningen", "vergunning"),
        ("coördinator", "coordinator"),
        ("coordinator", "coördinator"),
        ("geëvalueerd", "geevalueerd"),
        ("geevalueerd", "GEËVALUEERD"),
        ("Curaçao", "curacao"),
        ("e\u0301e\u0301n loket", "één loket"),
        ("Haren", "haren"),
        ("foto's", "foto"),
        ("buslijn 7", "7"),
        ("Weg naar Lent-West", "lent west"),
    ],
)
def test_a_word_is_found_in_another_form(
    client: Client, page: Make, stands: str, typed: str
) -> None:
    page("Iets", f"Hier staat {stands} in een zin.")
    assert titles(client, typed) == ["Iets"]


def test_a_word_in_the_title_comes_before_one_in_the_text(client: Client, page: Make) -> None:
    page("Groen", "Speeltuin. " * 30)
    page("De speeltuin", "Kom langs.")
    page("Buiten", "De speeltuin en nog een speeltuin.")
    assert titles(client, "speeltuinen")[0] == "De speeltuin"


def test_all_words_are_wanted_and_else_some_of_them(client: Client, page: Make) -> None:
    page("Een", "parkeren bij de haven")
    page("Twee", "parkeren bij de kerk")
    assert titles(client, "parkeren haven") == ["Een"]
    answer = ask(client, "parkeren haven zwembad")
    assert [result.hit.title for result in answer.results] == ["Een", "Twee"]
    assert answer.is_loose


def test_stop_words_do_not_matter(client: Client, page: Make) -> None:
    page("Een", "Vergunning aanvragen")
    assert titles(client, "hoe kan ik een vergunning aanvragen") == ["Een"]


def test_the_excerpt_marks_the_words_and_nothing_else_is_markup(client: Client, page: Make) -> None:
    page("Bomen <b>&", "a &lt;svg onload=alert(1)&gt; bij de bomen " + "woord " * 200)
    content = client.get("/zoeken/", {"q": "boom"}).content.decode()
    assert "<mark>bomen</mark>" in content
    assert "<mark>Bomen</mark> &lt;b&gt;&amp;" in content
    assert "<svg onload" not in content
    assert "&lt;svg onload=alert(1)&gt; bij de" in content


def test_the_excerpt_begins_where_the_word_stands(client: Client, page: Make) -> None:
    page("Iets", "Inleiding. " * 100 + "Dan komt de zwembadkorting. " + "Slot. " * 100)
    (result,) = ask(client, "zwembadkorting").results
    assert "<mark>zwembadkorting</mark>" in result.excerpt
    assert len(result.excerpt) < 400


def test_stems_are_never_shown(client: Client, page: Make) -> None:
    page("Zwemmen", "")
    (result,) = ask(client, "zwemmen").results
    assert "zwem" not in result.excerpt.replace("zwemmen", "")
    assert "\x1e" not in result.excerpt


def test_a_result_says_its_kind_its_wijk_and_its_day(client: Client, news: Make) -> None:
    day = localdate() - timedelta(days=3)
    news("Zwembad open", datum=day)
    (result,) = ask(client, "zwembad").results
    assert str(result.kind.label) == "Nieuws"
    assert (result.hit.place, result.hit.day) == ("Havenkwartier", day)


def test_results_come_ten_at_a_time(client: Client, wijk: WijkPage) -> None:
    for number in range(23):
        InformatiePageFactory(parent=wijk, title=f"Zwembad {number}", inhoud=text("zwemmen"))
    update_index()
    pages = [titles(client, "zwembad", pagina=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert len({title for page in pages for title in page}) == 23
    content = client.get("/zoeken/", {"q": "zwembad", "pagina": 2}).content.decode()
    assert "23 resultaten" in content
    assert "q=zwembad&amp;pagina=3" in content
    assert 'start="11"' in content


def test_results_can_be_limited_to_a_wijk(
    client: Client, page: Make, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    page("Zwembad hier")
    page("Zwembad daar", parent=other_wijk)
    assert set(titles(client, "zwembad")) == {"Zwembad hier", "Zwembad daar"}
    assert titles(client, "zwembad", wijk=other_wijk.slug) == ["Zwembad daar"]
    assert len(titles(client, "zwembad", wijk="onbekend")) == 2


def test_results_can_be_limited_to_a_kind_and_kinds_are_counted(
    client: Client, page: Make, news: Make
) -> None:
    page("Zwembad")
    news("Nieuw zwembad")
    news("Oud zwembad")
    assert set(titles(client, "zwembad", soort="nieuws")) == {"Nieuw zwembad", "Oud zwembad"}
    content = client.get("/zoeken/", {"q": "zwembad", "soort": "nieuws"}).content.decode()
    assert "Nieuws (2)" in content
    assert "Pagina&#x27;s (1)" in content


def test_results_can_be_limited_to_a_period(client: Client, news: Make, wijk: WijkPage) -> None:
    today = localdate()
    news("Zwembad nu", datum=today)
    news("Zwembad toen", datum=today - timedelta(days=100))
    news("Zwembad ooit", datum=today - timedelta(days=800))
    EvenementPageFactory(parent=section(wijk, AgendaPage), title="Zwembad straks")
    update_index()
    assert set(titles(client, "zwembad", periode="maand")) == {"Zwembad nu", "Zwembad straks"}
    assert len(titles(client, "zwembad", periode="jaar")) == 3
    assert len(titles(client, "zwembad", periode="eeuw")) == 4


def test_an_event_that_goes_on_is_not_old(client: Client, wijk: WijkPage) -> None:
    EvenementPageFactory(
        parent=section(wijk, AgendaPage),
        title="Zomerexpositie",
        begindatum=localdate() - timedelta(days=90),
        einddatum=localdate() + timedelta(days=3),
        begintijd=None,
        eindtijd=None,
    )
    update_index()
    assert titles(client, "expositie zomerexpositie", periode="maand") == ["Zomerexpositie"]


def test_nothing_found_says_what_to_do(client: Client, page: Make) -> None:
    content = client.get("/zoeken/", {"q": "xylofoon", "wijk": "molenhoek"}).content.decode()
    assert "Niets gevonden voor ‘xylofoon’" in content
    assert "Zoek in alle wijken" in content
    assert "Kijk bij Wijken" in content


def test_search_pages_stay_out_of_search_engines_and_shared_caches(
    client: Client, page: Make
) -> None:
    response = client.get("/zoeken/", {"q": "haven"})
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "private" in response["Cache-Control"]
    assert not response.cookies


def test_every_page_has_the_search_field(client: Client, wijk: WijkPage) -> None:
    assert 'action="/zoeken/"' in client.get("/").content.decode()


def test_another_municipality_finds_only_its_own(client: Client, page: Make) -> None:
    page("Zwembad hier")
    other = make_site("elders.example.nl", "Elders")
    InformatiePageFactory(parent=other.root_page, title="Zwembad elders")
    update_index()
    assert titles(client, "zwembad") == ["Zwembad hier"]
    there = Client(headers={"host": "elders.example.nl"})
    assert titles(there, "zwembad") == ["Zwembad elders"]
    assert titles(there, "zwembad", wijk="havenkwartier") == ["Zwembad elders"]
    assert "Havenkwartier" not in there.get("/zoeken/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_possible(client: Client, wijk: WijkPage, method: str) -> None:
    assert getattr(client, method)("/zoeken/").status_code == 405
    assert getattr(client, method)("/zoeken/suggesties/").status_code == 405
