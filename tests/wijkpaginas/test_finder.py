"""Find my neighbourhood: by its name, a postcode or an address."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import PageViewRestriction

from kaart import lookup
from tests.factories.kaart import GebiedFactory, middle
from tests.factories.wijken import WijkPageFactory, address_of, make_site, section
from tests.kaart.geocoder_stub import Stub, doc, geocoder
from wijkpaginas.models import WijkIndexPage, WijkPage

FIND = "/vind-uw-wijk/"


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    lookup.forget()
    with geocoder() as (service, address):
        settings.GEOCODER_URL = address
        yield service


@pytest.fixture
def wijken(wijk: WijkPage, other_wijk: WijkPage) -> tuple[WijkPage, WijkPage]:
    """The two neighbourhoods lie in the rows 0 and 1 of the grid; row 2 has no page."""
    for row, page in enumerate((wijk, other_wijk)):
        page.gebied = GebiedFactory(row=row)
        page.save()
    GebiedFactory(row=2, naam="Achterland")
    return wijk, other_wijk


def content_of(client: Client, text: str) -> str:
    response = client.post(FIND, {"q": text})
    assert response.status_code == 200
    content = response.content.decode()
    # Whatever went wrong, the list is there.
    assert "Havenkwartier</a>" in content
    return content


@pytest.mark.parametrize("text", ["6511AB", "6511 ab", "Kerkstraat 1"])
def test_one_address_leads_to_its_wijk(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub, text: str
) -> None:
    stub.finds(doc("Kerkstraat 1, 6511AB Waterhage", *middle(1, 1)))
    response = client.post(FIND, {"q": text})
    assert response.status_code == 303
    assert response["Location"] == address_of(wijken[1])
    assert "no-store" in response["Cache-Control"]


def test_a_browser_without_a_token_may_ask_and_gets_no_cookie(
    wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(FIND, {"q": "molenhoek"})
    assert (response.status_code, response["Location"]) == (303, address_of(wijken[1]))
    assert not response.cookies
    content = client.get("/").content.decode()
    assert f'method="post" role="search" action="{FIND}"' in content


def test_several_wijken_give_a_choice_of_links(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    stub.finds(doc("Kerkweg, Noord", *middle(0, 0)), doc("Kerkweg, Zuid", *middle(0, 1)))
    content = content_of(client, "Kerkweg")
    assert "Welk adres bedoelt u?" in content
    for page, label in zip(wijken, ("Kerkweg, Noord", "Kerkweg, Zuid"), strict=True):
        assert f'href="{address_of(page)}">{label}' in content


def test_several_addresses_in_one_wijk_are_no_choice(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    stub.finds(doc("Kerkweg 1", *middle(0, 0)), doc("Kerkweg 2", *middle(3, 0)))
    assert client.post(FIND, {"q": "Kerkweg"})["Location"] == address_of(wijken[0])


def test_a_name_is_not_sent_to_the_service(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    assert client.post(FIND, {"q": "Havenkwartier"}).status_code == 303
    assert "2 wijken gevonden" in content_of(client, "e")
    assert stub.asked == []


def test_a_full_name_wins_from_longer_ones(
    client: Client, index: WijkIndexPage, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    exact = WijkPageFactory(parent=index, title="Molen")
    assert client.post(FIND, {"q": "molen"})["Location"] == address_of(exact)


def test_the_service_is_asked_for_the_municipality_only(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    client.post(FIND, {"q": "Kerkweg 1"})
    assert "gemeentecode:9999" in stub.asked[0]["fq"]


def test_an_address_that_nobody_knows_gets_a_hint(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    assert "We vinden dit adres niet in onze gemeente" in content_of(client, "Kerkweg 999")


def test_a_wijk_without_a_page_is_named(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    stub.finds(doc("Kerkweg 1", *middle(0, 2)))
    assert "ligt in Achterland. Die wijk heeft hier nog geen pagina" in content_of(client, "Kerk 1")


def test_an_address_outside_all_areas_gets_a_message(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    wijken[0].gebied = None
    wijken[0].save()
    type(wijken[1].gebied).objects.filter(code="WK999900").delete()
    lookup.forget()
    stub.finds(doc("Kerkweg 1", 52.0401, 5.001))
    GebiedFactory(row=6, gemeentecode="GM9999")
    assert "ligt niet in een van onze wijken" in content_of(client, "Kerkweg 1")


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_a_hidden_wijk_is_not_led_to_and_its_title_not_told(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub, hidden: str
) -> None:
    page = wijken[1]
    page.title = "Geheime titel"
    page.save()
    if hidden == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    stub.finds(doc("Kerkweg 1", *middle(0, 1)))
    content = content_of(client, "Kerkweg 1")
    assert "Die wijk heeft hier nog geen pagina" in content
    assert "Geheime titel" not in content


def test_a_wijk_that_opens_soon_tells_so_itself(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    wijken[1].opening = WijkPage.Opening.BINNENKORT
    wijken[1].save()
    stub.finds(doc("Kerkweg 1", *middle(0, 1)))
    response = client.post(FIND, {"q": "Kerkweg 1"}, follow=True)
    assert "Opent binnenkort" in response.content.decode()


@pytest.mark.parametrize(("body", "status"), [("kapot", 200), ("", 500), ("", 302)])
def test_a_silent_service_is_told_and_the_list_remains(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub, body: str, status: int
) -> None:
    stub.says(body, status=status)
    content = content_of(client, "Kerkweg 1")
    assert "Zoeken op adres lukt nu even niet" in content
    assert 'value="Kerkweg 1"' in content


def test_without_a_service_names_are_asked_for_and_found(
    client: Client, wijken: tuple[WijkPage, WijkPage]
) -> None:
    assert "Naam van uw wijk" in client.get("/wijken/").content.decode()
    assert client.post(FIND, {"q": "molen"})["Location"] == address_of(wijken[1])
    assert "Geen wijk gevonden" in content_of(client, "Kerkweg 1")


def test_the_answer_holds_the_address_and_so_no_cache_keeps_it(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    response = client.post(FIND, {"q": "Kerkweg 1"})
    assert "no-store" in response["Cache-Control"]
    assert "Kerkweg" not in client.get("/wijken/").content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "\0a",
        "x" * 20_000,
        '"><svg onload=alert(1)>',
        "a\r\nSet-Cookie: b=c",
        "🌳",
        "%",
    ],
)
def test_anything_may_be_typed(
    client: Client, wijken: tuple[WijkPage, WijkPage], stub: Stub, text: str
) -> None:
    response = client.post(FIND, {"q": text})
    assert response.status_code in {200, 303}
    assert b"<svg onload" not in response.content
    assert not response.cookies


def test_bytes_that_are_no_text_get_an_answer(
    client: Client, wijken: tuple[WijkPage, WijkPage]
) -> None:
    kind = "application/x-www-form-urlencoded"
    assert client.post(FIND, b"q=%ff\xfe", content_type=kind).status_code in {200, 303}


@pytest.mark.parametrize("data", [{}, {"q": ""}, {"q": "  "}])
def test_nothing_typed_leads_to_the_list(
    client: Client, index: WijkIndexPage, data: dict[str, str]
) -> None:
    assert client.post(FIND, data)["Location"] == address_of(index)
    assert client.get(FIND, {"q": "Kerkweg"})["Location"] == address_of(index)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, index: WijkIndexPage, method: str) -> None:
    assert getattr(client, method)(FIND).status_code == 405


def test_another_municipality_leads_to_its_own_wijken_only(
    wijken: tuple[WijkPage, WijkPage], stub: Stub
) -> None:
    other = make_site("elders.example.nl", "Elders")
    WijkPageFactory(parent=section(other.root_page, WijkIndexPage), title="Elders-Noord")
    there = Client(headers={"host": "elders.example.nl"})
    stub.finds(doc("Kerkweg 1", *middle(0, 1)))
    for text in ("Molenhoek", "Kerkweg 1"):
        response = there.post(FIND, {"q": text})
        assert response.status_code == 200
        assert "Molenhoek</a>" not in response.content.decode()


def test_a_host_without_a_site_has_no_finder(client: Client, db: None) -> None:
    assert client.post(FIND, {"q": "a"}, headers={"host": "nergens.example.nl"}).status_code == 404
