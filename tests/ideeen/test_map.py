"""The map of ideas: numbers or pins, the same ideas as the list, and never all of them."""

import gzip
import random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core import editions
from ideeen.models import Idee
from ideeen.reading.counting import PLACE
from ideeen.reading.filters import LAYER
from ideeen.services.moving import move
from ideeen.services.stadium import change_stage
from ideeen.signals import place_changed
from ideeen.workflow import Rol, Stadium, StepRefused
from kaart.cells import cell_of
from kaart.models import Kaartcel
from kaart.tallies import differences, layers
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import ThemaFactory
from tests.search.conftest import update_index
from wijkpaginas.models import WijkPage

TOWN = "5.8,51.8,5.9,51.9"
STREET = "5.852,51.842,5.853,51.843"


def ask(client: Client, query: str, page: str = "/ideeen/") -> dict[str, Any]:
    answer = client.get(f"{page}kaart/punten/?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    data: dict[str, Any] = answer.json()
    return data


def is_counted_right() -> bool:
    return all(differences(layer) == 0 for layer in layers() if layer.key == LAYER)


def scatter(wijk: WijkPage, number: int) -> None:
    chance = random.Random(3)  # noqa: S311
    for _number in range(number):
        lat, lon = 51.8 + chance.random() / 10, 5.8 + chance.random() / 10
        IdeeFactory(wijk=wijk, indiener=None, lat=lat, lon=lon)


def test_few_ideas_come_one_by_one_with_their_address(client: Client, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, titel='Een "boom" <b>', punt=True)
    IdeeFactory(wijk=wijk, titel="Overal")
    data = ask(client, f"bbox={TOWN}&zoom=12")
    assert data == {"punten": [[51.8425, 5.8528, idee.titel, "Geplaatst", idee.get_url()]]}
    assert ask(client, "bbox=4,50,4.1,50.1&zoom=12") == {"punten": []}


def test_many_come_as_numbers_until_the_map_shows_a_street(client: Client, wijk: WijkPage) -> None:
    scatter(wijk, 60)
    data = ask(client, f"bbox={TOWN}&zoom=12")
    assert sum(number for _lat, _lon, number in data["groepen"]) == 60
    assert len(ask(client, f"bbox={TOWN}&zoom=16")["punten"]) == 60


def test_the_map_has_the_filters_of_the_list(
    client: Client, site: Site, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    groen = ThemaFactory(site=site, naam="Groen")
    here = f"bbox={TOWN}&zoom=17"
    IdeeFactory(wijk=wijk, punt=True, titel="A", thema=groen)
    IdeeFactory(wijk=wijk, punt=True, titel="B", opgepakt=True)
    IdeeFactory(wijk=other_wijk, punt=True, titel="C", niet_haalbaar=True)
    for filters, wanted in {
        "": "ABC",
        "&thema=groen": "A",
        "&stadium=opgepakt": "B",
        "&volgorde=antwoord": "BC",
        "&wijk=molenhoek": "C",
        "&wijk=onbekend": "ABC",
        "&thema=%00": "ABC",
    }.items():
        shown = {point[2] for point in ask(client, here + filters)["punten"]}
        listed = {idee.titel for idee in client.get(f"/ideeen/?{filters}").context["pagina"]}
        assert shown == listed == set(wanted), filters
    in_wijk = ask(client, f"{here}&wijk=molenhoek", "/wijken/havenkwartier/ideeen/")
    assert {point[2] for point in in_wijk["punten"]} == {"A", "B"}


@pytest.mark.parametrize(
    "query",
    ["", "bbox=nan,1,2,3&zoom=3", "bbox=6,51,5,52&zoom=3", f"bbox={TOWN}", f"bbox={TOWN}&zoom=99",
     f"bbox={TOWN}&zoom=nan", "bbox=%00&zoom=%00", f"bbox={'1,' * 10_000}&zoom=3"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(client: Client, wijk: WijkPage, query: str) -> None:
    assert client.get(f"/ideeen/kaart/punten/?{query}").status_code == 400


def test_the_world_is_answered_in_few_numbers_at_any_zoom(client: Client, wijk: WijkPage) -> None:
    scatter(wijk, 80)
    for zoom in (0, 10, 22):
        answer = client.get(f"/ideeen/kaart/punten/?bbox=-999,-99,999,99&zoom={zoom}")
        assert len(gzip.compress(answer.content)) < 30_000


def test_cells_follow_an_idea_through_its_stages_and_places(
    wijk: WijkPage, other_wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, punt=True, moderatie=True)
    other = IdeeFactory(wijk=wijk, opgepakt=True)
    assert is_counted_right()
    assert Kaartcel.objects.filter(aantal__gt=0).count() == 1
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)
    assert is_counted_right()
    move(idee, cast.superuser, other_wijk)
    assert is_counted_right()
    idee = Idee.objects.get(pk=idee.pk)
    before = {name: getattr(idee, name) for name in PLACE}
    idee.lat, idee.lon, idee.cel = 51.9, 5.9, cell_of(51.9, 5.9)
    idee.thema = ThemaFactory()
    idee.save()
    place_changed.send(Idee, idee=idee, before=before)
    assert is_counted_right()
    change_stage(idee, Stadium.BEOORDELING, rol=Rol.REGISSEUR, door=cast.superuser)
    change_stage(
        idee, Stadium.VERBORGEN, rol=Rol.MODERATOR, door=cast.superuser, toelichting="Reclame."
    )
    assert is_counted_right()
    other.delete()
    assert is_counted_right()
    assert not Kaartcel.objects.filter(aantal__gt=0).exists()


def test_a_step_that_is_undone_leaves_the_cells_as_they_were(wijk: WijkPage, cast: Cast) -> None:
    idee = IdeeFactory(wijk=wijk, punt=True)
    with pytest.raises(StepRefused):
        change_stage(idee, Stadium.NIET_HAALBAAR, rol=Rol.REGISSEUR, door=cast.regisseur)
    assert is_counted_right()


def test_the_map_without_script_is_a_drawing_with_numbers_and_the_list_below(
    client: Client, wijk: WijkPage
) -> None:
    wijk.gebied = GebiedFactory(row=0)
    wijk.save()
    IdeeFactory.create_batch(3, wijk=wijk, lat=52.005, lon=5.02)
    page = client.get("/wijken/havenkwartier/ideeen/?toon=kaart").content.decode()
    assert 'class="sw-map__drawing"' in page
    assert ">3</text>" in page
    assert page.count("sw-card--idea") == 3
    assert 'data-points="/wijken/havenkwartier/ideeen/kaart/punten/?toon=kaart"' in page
    assert 'data-new="/wijken/havenkwartier/ideeen/nieuw/"' in page


def test_a_neighbourhood_without_an_outline_has_a_map_around_its_ideas(
    client: Client, wijk: WijkPage
) -> None:
    page = client.get("/wijken/havenkwartier/ideeen/?toon=kaart").content.decode()
    assert "Er is nog niets om op de kaart te zetten." in page
    IdeeFactory(wijk=wijk, punt=True)
    page = client.get("/wijken/havenkwartier/ideeen/?toon=kaart").content.decode()
    assert "data-idea-map=" in page


@pytest.mark.parametrize(
    "address",
    [f"/ideeen/kaart/punten/?bbox={TOWN}&zoom=17&q=boom", "/ideeen/?toon=kaart&q=boom",
     "/wijken/havenkwartier/ideeen/?toon=kaart&q=boom"],
)  # fmt: skip
def test_words_are_looked_up_once_for_the_map_and_the_list_together(
    client: Client, wijk: WijkPage, address: str
) -> None:
    IdeeFactory(wijk=wijk, titel="Een boom", punt=True)
    update_index()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert "Een boom" in answer.content.decode()
    assert sum("wagtailsearch_" in query["sql"] for query in captured) == 1


def test_the_map_asks_as_many_questions_for_many_as_for_few(client: Client, wijk: WijkPage) -> None:
    counts = []
    for number in (5, 20):
        scatter(wijk, number)
        editions.forget_all()
        with CaptureQueriesContext(connection) as captured:
            ask(client, f"bbox={TOWN}&zoom=17")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
