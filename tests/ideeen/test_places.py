"""Where an idea is about: a pin, an address, or the whole neighbourhood."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import Site

from ideeen.models import Idee, IdeeenPage
from kaart import lookup
from kaart.cells import cell_of
from tests.conftest import Cast
from tests.factories.kaart import GebiedFactory, middle
from tests.ideeen.sending import (
    AT_HOME,
    errors_of,
    form_address,
    give_areas,
    municipal_form,
    only_idea,
    send,
    text_of,
    values,
)
from tests.kaart.geocoder_stub import Stub, doc, geocoder
from wijkpaginas.models import WijkPage

SEA = (52.5, 3.0)


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    with geocoder() as (service, address):
        settings.GEOCODER_URL = address
        yield service


@pytest.fixture
def areas(wijk: WijkPage, other_wijk: WijkPage) -> None:
    lookup.forget()
    give_areas(wijk, other_wijk)
    # A neighbourhood without a page.
    GebiedFactory(row=2, naam="Achterland")


@pytest.fixture
def resident(client: Client, cast: Cast) -> Client:
    client.force_login(cast.resident)
    return client


def pin(lat: Any, lon: Any, **more: Any) -> dict[str, Any]:
    return values(plek="punt", lat=str(lat), lon=str(lon), **more)


def test_a_pin_gives_an_idea_its_point_and_its_cell(
    resident: Client, areas: None, wijk: WijkPage
) -> None:
    send(resident, form_address(wijk), pin(*middle(1, 0), adres="Kade 1"))
    idee = only_idea()
    assert (idee.lat, idee.lon) == middle(1, 0)
    assert idee.cel == cell_of(*middle(1, 0))
    assert idee.adres == "Kade 1"


def test_an_idea_for_the_whole_neighbourhood_has_no_point(
    resident: Client, areas: None, wijk: WijkPage
) -> None:
    send(resident, form_address(wijk), values(lat="52.005", lon="5.015", adres="Kade 1"))
    idee = only_idea()
    assert (idee.lat, idee.lon, idee.cel, idee.adres) == (None, None, None, "")


def test_a_pin_in_another_neighbourhood_moves_the_idea_there_and_says_so(
    resident: Client, areas: None, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    answer = send(resident, form_address(wijk), pin(*middle(1, 1)))
    assert only_idea().wijk == other_wijk
    text = text_of(resident.get(answer["Location"], headers=AT_HOME))
    assert "De plek van uw idee ligt in Molenhoek" in text


def test_on_the_page_of_the_municipality_the_pin_decides(
    resident: Client, areas: None, site: Site, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    send(resident, municipal_form(site), pin(*middle(1, 1), wijk=wijk.pk))
    assert only_idea().wijk == other_wijk


def test_a_pin_elsewhere_than_in_the_chosen_neighbourhood_is_told(
    resident: Client, areas: None, site: Site, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    for chosen, moves in ((wijk, True), (other_wijk, False)):
        data = pin(*middle(1, 1), wijk=chosen.pk, titel=f"Iets voor {chosen}")
        answer = send(resident, municipal_form(site), data)
        text = text_of(resident.get(answer["Location"], headers=AT_HOME))
        assert ("De plek van uw idee ligt in Molenhoek" in text) == moves


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        ("NaN", "5", "kennen wij niet"),
        ("52", "nan", "kennen wij niet"),
        ("91", "5", "kennen wij niet"),
        ("52", "181", "kennen wij niet"),
        ("1e999", "5", "kennen wij niet"),
        ("-inf", "5", "kennen wij niet"),
        ("noord", "oost", "kennen wij niet"),
        ("52", "", "kennen wij niet"),
        ("", "", "nog geen punt"),
        ("x" * 41, "5", "kennen wij niet"),
        (*SEA, "niet in onze gemeente"),
        ("0", "0", "niet in onze gemeente"),
        ("-90", "-180", "niet in onze gemeente"),
        (*middle(0, 2), "Achterland"),
    ],
)
def test_a_point_that_will_not_do_is_told_at_its_field(
    resident: Client, areas: None, wijk: WijkPage, lat: Any, lon: Any, said: str
) -> None:
    errors = errors_of(send(resident, form_address(wijk), pin(lat, lon)))
    assert said in " ".join(errors["plek"])
    assert not Idee.objects.exists()


def test_a_comma_in_a_number_is_understood(resident: Client, areas: None, wijk: WijkPage) -> None:
    send(resident, form_address(wijk), pin("52,005", "5,015"))
    assert only_idea().lat == 52.005


def test_a_pin_where_ideas_are_closed_is_told(
    resident: Client, areas: None, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    IdeeenPage.of_wijk(other_wijk).unpublish()
    errors = errors_of(send(resident, form_address(wijk), pin(*middle(1, 1))))
    assert "Daar kunt u nu geen ideeën insturen" in errors["plek"][0]


def test_without_outlines_the_form_decides(resident: Client, wijk: WijkPage) -> None:
    lookup.forget()
    send(resident, form_address(wijk), pin(52.005, 5.015))
    assert only_idea().wijk == wijk


def test_who_chooses_nothing_is_asked(resident: Client, areas: None, wijk: WijkPage) -> None:
    assert "plek" in errors_of(send(resident, form_address(wijk), values(plek="")))
    assert "plek" in errors_of(send(resident, form_address(wijk), values(plek="maan")))


def test_an_address_is_looked_up(
    resident: Client, areas: None, stub: Stub, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    stub.finds(doc("Kerkstraat 1, 6511AB Waterhage", *middle(2, 1)))
    send(resident, form_address(wijk), values(plek="adres", adres="kerkstraat 1"))
    idee = only_idea()
    assert (idee.lat, idee.lon, idee.wijk) == (*middle(2, 1), other_wijk)
    assert idee.adres == "Kerkstraat 1, 6511AB Waterhage"


def test_of_several_addresses_one_is_chosen(
    resident: Client, areas: None, stub: Stub, wijk: WijkPage
) -> None:
    stub.finds(doc("Kerkweg 1, Noord", *middle(0, 0)), doc("Kerkweg 1, Zuid", *middle(3, 0)))
    answer = send(resident, form_address(wijk), values(plek="adres", adres="Kerkweg 1"))
    assert "Kies het goede" in errors_of(answer)["adres"][0]
    choices = answer.context["form"].places
    assert [label for _value, label in choices] == ["Kerkweg 1, Noord", "Kerkweg 1, Zuid"]
    for value, _label in choices:
        assert f'value="{value}"' in answer.content.decode()
    send(resident, form_address(wijk),
         values(plek="adres", adres="Kerkweg 1", adres_keuze=choices[1][0]))  # fmt: skip
    assert only_idea().lon == middle(3, 0)[1]


def test_an_address_is_chosen_once_though_something_else_is_wrong(
    resident: Client, areas: None, stub: Stub, wijk: WijkPage
) -> None:
    noord, zuid = doc("Kerkweg 1, Noord", *middle(0, 0)), doc("Kerkweg 1, Zuid", *middle(3, 0))
    stub.finds(noord, zuid)
    lat, lon = middle(3, 0)
    data = values(plek="adres", adres="Kerkweg 1", adres_keuze=f"{lat};{lon};Kerkweg 1, Zuid")
    answer = send(resident, form_address(wijk), data | {"titel": ""})
    assert set(errors_of(answer)) == {"titel"}
    # What stands in the field now is all of the address.
    typed = answer.context["form"]["adres"].value()
    assert typed == "Kerkweg 1, Zuid"
    stub.finds(zuid, noord)
    del data["adres_keuze"]
    send(resident, form_address(wijk), data | {"adres": typed})
    assert only_idea().lon == lon


@pytest.mark.parametrize("chosen", ["NaN;5;x", "91;5;x", ";;", "52.5;3.0;Zee", "a;b;c;d"])
def test_an_address_that_somebody_made_up_is_checked_too(
    resident: Client, areas: None, stub: Stub, wijk: WijkPage, chosen: str
) -> None:
    answer = send(resident, form_address(wijk),
                  values(plek="adres", adres="Kerkweg 1", adres_keuze=chosen))  # fmt: skip
    assert "adres" in errors_of(answer)


def test_an_address_that_nobody_knows_is_told(
    resident: Client, areas: None, stub: Stub, wijk: WijkPage
) -> None:
    answer = send(resident, form_address(wijk), values(plek="adres", adres="Nergens 1"))
    assert "vinden wij niet" in errors_of(answer)["adres"][0]
    assert "adres" in errors_of(send(resident, form_address(wijk), values(plek="adres", adres="")))


def test_an_address_elsewhere_is_told(
    resident: Client, areas: None, stub: Stub, wijk: WijkPage
) -> None:
    stub.finds(doc("Strand 1, Zandvoort", 52.005, 5.9))
    answer = send(resident, form_address(wijk), values(plek="adres", adres="Strand 1"))
    assert "adres" in errors_of(answer)


def test_a_silent_service_keeps_what_was_typed(
    resident: Client, areas: None, stub: Stub, wijk: WijkPage
) -> None:
    stub.says("stuk", 500)
    answer = send(resident, form_address(wijk), values(plek="adres", adres="Kerkstraat 1"))
    assert "nu niet opzoeken" in errors_of(answer)["adres"][0]
    text = text_of(answer)
    assert 'value="Kerkstraat 1"' in text
    assert values()["titel"] in text


def test_a_point_of_the_map_stands_in_the_form_that_opens(client: Client, wijk: WijkPage) -> None:
    answer = client.get(f"{form_address(wijk)}?lat=52.005&lon=5.015", headers=AT_HOME)
    text = text_of(answer)
    assert 'name="lat" value="52.005"' in text
    assert "U wees deze plek aan op de kaart" in text


def test_the_address_of_a_pin_is_found(
    client: Client, areas: None, stub: Stub, wijk: WijkPage
) -> None:
    stub.finds(doc("Kerkstraat 1, 6511AB Waterhage", *middle(1, 0)))
    lat, lon = middle(1, 0)
    answer = client.get(f"/idee/adres/?lat={lat}&lon={lon}", headers=AT_HOME)
    assert answer.json() == {"adres": "Kerkstraat 1, 6511AB Waterhage", "wijk": "Havenkwartier"}
    assert "no-store" in answer["Cache-Control"]
    client.get(f"/idee/adres/?lat={lat}&lon={lon}", headers=AT_HOME)
    assert len(stub.asked) == 1
    assert stub.asked[0]["type"] == ["adres"]


@pytest.mark.parametrize(
    "query", ["", "lat=NaN&lon=5", "lat=%00&lon=%00", "lat=91&lon=0", "lat=0&lon=0"]
)
def test_a_bad_pin_gets_a_sentence(client: Client, areas: None, query: str) -> None:
    answer = client.get(f"/idee/adres/?{query}", headers=AT_HOME)
    assert set(answer.json()) == {"fout"}


def test_a_pin_without_a_service_still_names_the_neighbourhood(client: Client, areas: None) -> None:
    answer = client.get("/idee/adres/?lat=52.005&lon=5.015", headers=AT_HOME)
    assert answer.json() == {"adres": "", "wijk": "Havenkwartier"}


def test_who_asks_too_often_is_stopped(client: Client, areas: None, settings: Any) -> None:
    settings.FORM_LIMITS = settings.FORM_LIMITS | {"look_up": "2/m/ip"}
    codes = [
        client.get("/idee/adres/?lat=52.005&lon=5.015", headers=AT_HOME).status_code
        for _time in range(3)
    ]
    assert codes == [200, 200, 429]
