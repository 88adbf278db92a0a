"""The list of ideas: what stands on it, in which order, and how it is narrowed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from bewoners.models import User
from core import editions
from ideeen.models import Idee
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.factories.wijken import ThemaFactory
from tests.search.conftest import update_index
from wijkpaginas.models import WijkPage

WIJK = "/wijken/havenkwartier/ideeen/"


def titles(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return [idee.titel for idee in answer.context["pagina"]]


def days_ago(days: int) -> dict[str, object]:
    return {"geplaatst_op": timezone.now() - timedelta(days=days)}


def test_the_list_of_a_neighbourhood_shows_its_own_and_that_of_the_municipality_all(
    client: Client, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    IdeeFactory(wijk=wijk, titel="Een boom op het plein")
    IdeeFactory(wijk=other_wijk, titel="Een zebrapad")
    page = client.get(WIJK).content.decode()
    assert "Een boom op het plein" in page
    assert "Een zebrapad" not in page
    assert "1 idee" in page
    page = client.get("/ideeen/").content.decode()
    assert "Een boom op het plein" in page
    assert "Een zebrapad" in page
    assert "2 ideeën" in page


def test_where_ideas_of_all_neighbourhoods_stand_each_card_names_its_own(
    client: Client, wijk: WijkPage
) -> None:
    IdeeFactory(wijk=wijk)
    assert "</svg>Havenkwartier</span>" in client.get("/ideeen/").content.decode()
    assert "</svg>Havenkwartier</span>" not in client.get(WIJK).content.decode()


def test_an_empty_list_says_so_and_invites(client: Client, wijk: WijkPage) -> None:
    page = client.get(WIJK).content.decode()
    assert "Er zijn nog geen ideeën" in page
    assert 'href="/wijken/havenkwartier/ideeen/nieuw/"' in page
    assert (
        "Er zijn geen ideeën die hierbij passen"
        in client.get(f"{WIJK}?stadium=opgepakt").content.decode()
    )


def test_where_nothing_was_answered_yet_the_list_does_not_say_that_there_are_no_ideas(
    client: Client, wijk: WijkPage
) -> None:
    IdeeFactory(wijk=wijk)
    for address in (f"{WIJK}?volgorde=antwoord", f"{WIJK}inbed/?volgorde=antwoord"):
        page = client.get(address).content.decode()
        assert "Er zijn nog geen ideeën" not in page
        assert "Er zijn geen ideeën die hierbij passen." in page
    page = client.get(f"{WIJK}?volgorde=antwoord").content.decode()
    assert "Toon alle ideeën" in page


def test_the_list_is_in_the_order_that_was_chosen(client: Client, wijk: WijkPage) -> None:
    now = timezone.now()
    IdeeFactory(wijk=wijk, titel="oud", steun_aantal=9, **days_ago(9))
    IdeeFactory(wijk=wijk, titel="nieuw", steun_aantal=1, **days_ago(1))
    IdeeFactory(wijk=wijk, titel="kan", opgepakt=True, steun_aantal=5, **days_ago(5),
                beantwoord_op=now - timedelta(days=2))  # fmt: skip
    IdeeFactory(wijk=wijk, titel="kan niet", niet_haalbaar=True, steun_aantal=4, **days_ago(6),
                beantwoord_op=now - timedelta(days=1))  # fmt: skip
    assert titles(client, WIJK) == ["nieuw", "kan", "kan niet", "oud"]
    assert titles(client, f"{WIJK}?volgorde=steun") == ["oud", "kan", "kan niet", "nieuw"]
    # What has no answer has no place among the answers.
    assert titles(client, f"{WIJK}?volgorde=antwoord") == ["kan niet", "kan"]
    assert client.get(f"{WIJK}?volgorde=antwoord").context["totaal"].number == 2


def test_filters_narrow_the_list_and_its_total(
    client: Client, site: Site, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    groen = ThemaFactory(site=site, naam="Groen")
    IdeeFactory(wijk=wijk, titel="A", thema=groen)
    IdeeFactory(wijk=wijk, titel="B", thema=groen, opgepakt=True)
    IdeeFactory(wijk=other_wijk, titel="C", thema=groen)
    for query, wanted in {
        "?thema=groen": {"A", "B", "C"},
        "?thema=groen&wijk=havenkwartier": {"A", "B"},
        "?thema=groen&stadium=opgepakt": {"B"},
        "?stadium=geplaatst&wijk=molenhoek": {"C"},
        "?stadium=verborgen": {"A", "B", "C"},
    }.items():
        assert set(titles(client, f"/ideeen/{query}")) == wanted, query
        assert client.get(f"/ideeen/{query}").context["totaal"].number == len(wanted), query


@pytest.mark.parametrize(
    "query",
    ["thema=%00", "stadium=%00&volgorde=%00&wijk=%00&q=%00", "pagina=-1", "pagina=x",
     "pagina=99999999999999999999", "q=" + "a" * 5_000, "q=%22%3E%3Csvg%20onload%3Dalert(1)%3E",
     "q=%0d%0aSet-Cookie:%20a=b", "q=de+het", "toon=%00", "wijk[]=1", "thema=1&thema=2"],
)  # fmt: skip
def test_what_makes_no_sense_shows_a_list(client: Client, wijk: WijkPage, query: str) -> None:
    IdeeFactory(wijk=wijk)
    for address in ("/ideeen/", WIJK, f"{WIJK}waarom-niet/", f"{WIJK}feed/", f"{WIJK}export/"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 200, address
        assert b"<svg onload" not in answer.content


def test_words_find_ideas_in_any_of_their_forms(
    client: Client, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    IdeeFactory(wijk=wijk, titel="Meer bomen", tekst="Langs de kade.")
    IdeeFactory(wijk=wijk, titel="Een bankje", tekst="Onder de boom.")
    IdeeFactory(wijk=wijk, titel="Een fietspad", tekst="Van hier naar daar.")
    IdeeFactory(wijk=wijk, titel="Boomhut", tekst="Een boom vol.", verborgen=True)
    IdeeFactory(wijk=other_wijk, titel="Ook een boom", tekst="Elders.")
    update_index()
    assert set(titles(client, f"{WIJK}?q=boom")) == {"Meer bomen", "Een bankje"}
    assert titles(client, f"{WIJK}?q=boom+kade") == ["Meer bomen"]
    assert titles(client, f"{WIJK}?q=olifant") == []
    answer = client.get("/ideeen/?q=boom")
    assert answer.context["totaal"].number == 3


@pytest.mark.parametrize("text", ["de het", "\"'*:()&^-", "%00"])
def test_what_holds_no_word_to_look_for_finds_nothing(
    client: Client, wijk: WijkPage, text: str
) -> None:
    IdeeFactory(wijk=wijk, titel="De boom en het plein")
    update_index()
    for address in (WIJK, "/ideeen/"):
        assert list(client.get(address, {"q": text}).context["pagina"]) == []


def test_a_word_that_very_many_have_is_still_found(
    client: Client, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ideeen.reading.words.FEW", 2)
    monkeypatch.setattr("ideeen.reading.listing.MAX_FOUND", 3)
    for number in range(5):
        IdeeFactory(wijk=wijk, titel=f"Boom {number}")
    update_index()
    answer = client.get(f"{WIJK}?q=boom")
    assert len(answer.context["pagina"].object_list) == 3
    assert "Meer dan 3 ideeën" in answer.content.decode()


def test_a_long_list_is_paged(client: Client, wijk: WijkPage) -> None:
    for number in range(14):
        IdeeFactory(wijk=wijk, titel=f"Idee {number}", **days_ago(number + 1))
    first, second = titles(client, WIJK), titles(client, f"{WIJK}?pagina=2")
    assert [len(first), len(second)] == [12, 2]
    assert not set(first) & set(second)
    assert titles(client, f"{WIJK}?pagina=99") == second
    assert "Pagina 2 van 2" in client.get(f"{WIJK}?pagina=2").content.decode()


def test_who_lives_somewhere_is_offered_the_own_neighbourhood(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    User.objects.filter(pk=cast.resident.pk).update(wijk=wijk)
    offer = "Alleen mijn wijk: Havenkwartier"
    assert offer not in client.get("/ideeen/").content.decode()
    client.force_login(User.objects.get(pk=cast.resident.pk))
    page = client.get("/ideeen/").content.decode()
    assert offer in page
    assert "?wijk=havenkwartier" in page
    assert offer not in client.get("/ideeen/?wijk=havenkwartier").content.decode()


def test_the_list_sets_no_cookie_holds_no_form_token_and_may_be_kept(
    client: Client, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    for address in ("/ideeen/", WIJK, f"{WIJK}?toon=kaart", f"{WIJK}waarom-niet/", idee.get_url()):
        answer = client.get(address)
        assert not answer.cookies, address
        assert "csrfmiddlewaretoken" not in answer.content.decode(), address
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate", address


@pytest.mark.parametrize(
    "address",
    [WIJK, "/ideeen/", "/ideeen/?volgorde=steun", f"{WIJK}?toon=kaart", f"{WIJK}waarom-niet/",
     "/wijken/havenkwartier/", "/ideeen/inbed/", "/ideeen/feed/"],
)  # fmt: skip
def test_more_ideas_need_no_more_questions(client: Client, wijk: WijkPage, address: str) -> None:
    client.get(address)
    counts = []
    for _round in range(2):
        IdeeFactory.create_batch(5, wijk=wijk, niet_haalbaar=True, punt=True)
        editions.forget_all()
        with CaptureQueriesContext(connection) as cold:
            client.get(address)
        with CaptureQueriesContext(connection) as warm:
            client.get(address)
        counts.append((len(cold), len(warm)))
    assert counts[0] == counts[1]
    assert counts[1][1] <= 15


def test_what_is_said_of_a_place_is_never_a_script(client: Client, wijk: WijkPage) -> None:
    bad = '"><script>alert(1)</script>'
    idee: Idee = IdeeFactory(wijk=wijk, titel=bad, tekst=bad, adres=bad, punt=True)
    for address in (WIJK, idee.get_url(), "/ideeen/inbed/"):
        assert "<script>alert" not in client.get(address).content.decode()
