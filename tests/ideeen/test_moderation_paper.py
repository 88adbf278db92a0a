"""Ideas that come by letter, at the desk or on the telephone."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import TaskState

from core.models import AuditEntry
from ideeen.models import Idee
from ideeen.workflow import Stadium
from kaart import lookup
from tests.conftest import HOST, Cast
from tests.factories.ideeen import IdeeFactory
from tests.factories.kaart import middle
from tests.ideeen.moderating import stripes
from tests.ideeen.sending import give_areas
from wijkpaginas.models import WijkPage

ADDRESS = "/admin/ideeen/invoeren/"


def letter(wijk: WijkPage, **other: Any) -> dict[str, Any]:
    return {
        "inzending": str(uuid.uuid4()), "kanaal": "brief", "papier_naam": "Mevrouw Van Dam",
        "papier_contact": "Kerkstraat 3, 024 1234567", "titel": "Een hek om de vijver",
        "tekst": "Mijn kleinkind viel bijna in het water.", "plek": "wijk", "wijk": str(wijk.pk),
        "namens": "bewoner", **other,
    }  # fmt: skip


def enter(client: Client, values: dict[str, Any]) -> Any:
    return client.post(ADDRESS, values, headers={"host": HOST})


def test_a_letter_goes_through_the_same_queue(client: Client, cast: Cast, wijk: WijkPage) -> None:
    client.force_login(cast.moderator)
    assert client.get(ADDRESS, headers={"host": HOST}).status_code == 200
    response = enter(client, letter(wijk))
    idee = Idee.objects.get()
    assert response["Location"] == f"/admin/ideeen/{idee.pk}/"
    assert (idee.stadium, idee.kanaal, idee.indiener) == (Stadium.MODERATIE, "brief", None)
    assert (idee.papier_naam, idee.ingevoerd_door) == ("Mevrouw Van Dam", cast.moderator)
    assert TaskState.objects.get().status == "in_progress"
    assert AuditEntry.objects.filter(action="toegevoegd", about_id=str(idee.pk)).exists()
    page = client.get(f"/admin/ideeen/{idee.pk}/").content.decode()
    assert "per brief" in page
    # How to reach somebody is shown when asked for, and that is noted.
    assert "Kerkstraat" not in page
    assert "Kerkstraat" in client.get(f"/admin/ideeen/{idee.pk}/?contact=1").content.decode()
    noted = AuditEntry.objects.filter(fields=["papier_contact"], action="bekeken")
    assert noted.get().about_id == str(idee.pk)


def test_a_form_sent_twice_makes_one_idea(client: Client, cast: Cast, wijk: WijkPage) -> None:
    client.force_login(cast.moderator)
    values = letter(wijk)
    for _twice in range(2):
        assert enter(client, values).status_code == 302
    assert Idee.objects.count() == 1


def test_photos_come_along(client: Client, cast: Cast, wijk: WijkPage) -> None:
    client.force_login(cast.moderator)
    values = letter(wijk) | {"foto_1": stripes(), "foto_1_alt": "De vijver"}
    assert enter(client, values).status_code == 302
    assert [foto.alt for foto in Idee.objects.get().fotos.all()] == ["De vijver"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"titel": ""}, "Vul in wat uw idee is"),
        ({"kanaal": "site"}, "kanaal"),
        ({"inzending": "x"}, "invoeren"),
        ({"papier_naam": "an@example.nl"}, "e-mailadres"),
        ({"wijk": "999"}, "wijk"),
        ({"plek": "maan"}, "Kies waar"),
        ({"tekst": "a" * 20_000}, "5000"),
    ],
)
def test_bad_input_gets_a_word(
    client: Client, cast: Cast, wijk: WijkPage, wrong: dict[str, str], told: str
) -> None:
    client.force_login(cast.moderator)
    response = enter(client, letter(wijk) | wrong)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert not Idee.objects.exists()


def test_an_idea_is_entered_in_ones_own_neighbourhood(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    client.force_login(cast.moderator)
    assert enter(client, letter(other_wijk)).status_code == 200
    assert not Idee.objects.exists()


@pytest.mark.parametrize("who", ["resident", "redacteur", "wijkmanager", "communicatie"])
def test_nobody_else_enters_one(client: Client, cast: Cast, wijk: WijkPage, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert enter(client, letter(wijk)).status_code in {302, 403}
    assert not Idee.objects.exists()


def test_the_public_reads_the_name_and_how_it_came_in_and_no_more(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(
        wijk=wijk, indiener=None, kanaal="brief", papier_naam="Mevrouw Van Dam",
        papier_contact="Kerkstraat 3",
    )  # fmt: skip
    page = client.get(idee.get_url(), headers={"host": HOST}).content.decode()
    assert "Mevrouw Van Dam" in page
    assert "Kerkstraat" not in page


def test_a_place_is_pointed_out_on_the_map(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    lookup.forget()
    give_areas(wijk, other_wijk)
    lat, lon = middle(0, 0)
    client.force_login(cast.moderator)
    there = {"plek": "punt", "lat": f"{lat:.6f}", "lon": f"{lon:.6f}"}
    response = enter(client, letter(wijk, **there) | {"wijk": ""})
    assert response.status_code == 302, response.context["form"].errors
    idee = Idee.objects.get()
    assert (idee.wijk_id, round(idee.lat, 4)) == (wijk.pk, round(lat, 4))
    assert idee.cel is not None


def test_a_pin_in_another_neighbourhood_moves_it_there_and_says_so(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    lookup.forget()
    other_wijk.title = "Haven & <b>kade</b>"
    give_areas(wijk, other_wijk)
    lat, lon = middle(0, 1)
    client.force_login(cast.moderator)
    there = {"plek": "punt", "lat": f"{lat:.6f}", "lon": f"{lon:.6f}"}
    response = enter(client, letter(wijk, **there))
    assert response.status_code == 302, response.context["form"].errors
    assert Idee.objects.get().wijk_id == other_wijk.pk
    html = client.get(response["Location"], headers={"host": HOST}).content.decode()
    assert "ingevoerd bij Haven &amp; &lt;b&gt;kade&lt;/b&gt;, en wacht" in html
    assert "De plek ligt in die wijk, en niet in de wijk die u koos." in html


@pytest.mark.parametrize(
    ("lat", "lon"), [("91", "5"), ("nan", "5"), ("", ""), ("0", "0"), ("%00", "x"), ("1" * 50, "5")]
)
def test_a_pin_that_is_nowhere_gets_a_word(
    client: Client, cast: Cast, wijk: WijkPage, lat: str, lon: str
) -> None:
    lookup.forget()
    give_areas(wijk)
    client.force_login(cast.moderator)
    response = enter(client, letter(wijk, plek="punt", lat=lat, lon=lon))
    assert response.status_code == 200
    assert response.context["form"].errors["plek"]
    assert not Idee.objects.exists()


def test_the_map_shows_the_own_neighbourhoods_and_asks_nothing_elsewhere(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, settings: Settings
) -> None:
    lookup.forget()
    give_areas(wijk, other_wijk)
    settings.MAP_TILES_URL = "https://tegels.example/{z}/{x}/{y}.png"
    client.force_login(cast.moderator)
    response = client.get(ADDRESS, headers={"host": HOST})
    page = response.content.decode()
    assert 'data-tiles=""' in page
    assert "tegels.example" not in page
    assert "tegels.example" not in response["Content-Security-Policy"]
    drawing = page.partition('class="sw-place__drawing"')[2].partition("</svg>")[0]
    assert drawing.count("<path") == 1
    # Without a script there is an address or the neighbourhood to choose.
    assert re.search(r'data-way="punt" hidden', page)
