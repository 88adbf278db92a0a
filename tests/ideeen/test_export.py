"""Ideas as files: for a spreadsheet and for a map."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests.factories.ideeen import IdeeFactory, RedenFactory
from tests.factories.people import UserFactory
from tests.search.conftest import update_index
from wijkpaginas.models import WijkPage

WIJK = "/wijken/havenkwartier/ideeen/export/"


def content(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer)


def rows(client: Client, address: str = f"{WIJK}csv/") -> list[dict[str, str]]:
    text = content(client, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_holds_what_everybody_may_know(client: Client, site: Site, wijk: WijkPage) -> None:
    reason = RedenFactory(site=site, naam="Past niet in het geld")
    idee = IdeeFactory(wijk=wijk, titel="Een boom", punt=True, niet_haalbaar=True, reden=reason)
    (row,) = rows(client)
    assert row["titel"] == "Een boom"
    assert row["stadium"] == "Niet haalbaar"
    assert row["reden"] == "Past niet in het geld"
    assert row["antwoord"] == "Hier liggen leidingen."
    assert (row["breedtegraad"], row["lengtegraad"]) == ("51.8425", "5.8528")
    assert row["pagina"].endswith(idee.get_url())


def test_an_answer_that_was_taken_back_is_not_told(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, beoordeling=True, antwoord="Nee, toch niet.")
    assert rows(client)[0]["antwoord"] == ""


@pytest.mark.parametrize("kind", ["csv", "ods", "geojson"])
def test_nothing_personal_is_in_a_file(client: Client, wijk: WijkPage, kind: str) -> None:
    idee = IdeeFactory(
        wijk=wijk,
        indiener=UserFactory(naam="Mevrouw Zeldzaam", email="zeldzaam@example.nl"),
        papier_naam="Meneer Brief",
        papier_contact="06 12345678",
    )
    data = content(client, f"{WIJK}{kind}/")
    if kind == "ods":
        data = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    text = data.decode()
    for secret in ("zeldzaam@example.nl", "06 12345678", str(idee.inzending), "Zeldzaam"):
        assert secret not in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_title_is_never_a_formula(client: Client, wijk: WijkPage, start: str) -> None:
    IdeeFactory(wijk=wijk, titel=f'{start}HYPERLINK("http://kwaad.example")')
    assert rows(client)[0]["titel"].startswith(f"'{start}")


def test_ods_is_a_file_that_others_know(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="=1+1 <b>&", tekst="Een\nTwee\x08", punt=True)
    archive = zipfile.ZipFile(io.BytesIO(content(client, f"{WIJK}ods/")))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    assert b"content.xml" in archive.read("META-INF/manifest.xml")
    table = archive.read("content.xml").decode()
    # A cell with a text is never a formula.
    assert "<text:p>=1+1 &lt;b&gt;&amp;</text:p>" in table
    assert "table:formula" not in table
    assert "<text:p>Een</text:p><text:p>Twee</text:p>" in table
    assert 'office:value-type="float" office:value="51.8425"' in table


def test_geojson_has_a_feature_for_each_idea(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel='Een "boom"', punt=True)
    IdeeFactory(wijk=wijk, titel="Overal")
    data: Any = json.loads(content(client, f"{WIJK}geojson/"))
    places = {one["properties"]["titel"]: one["geometry"] for one in data["features"]}
    assert places == {
        'Een "boom"': {"type": "Point", "coordinates": [5.8528, 51.8425]},
        "Overal": None,
    }
    empty: Any = json.loads(content(client, f"{WIJK}geojson/?stadium=opgepakt"))
    assert empty == {"type": "FeatureCollection", "features": []}


def test_a_file_has_the_filters_of_the_list(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="A")
    IdeeFactory(wijk=wijk, titel="B", opgepakt=True)
    assert [row["titel"] for row in rows(client, f"{WIJK}csv/?stadium=opgepakt")] == ["B"]
    assert rows(client, "/ideeen/export/csv/?wijk=molenhoek") == []


def test_a_long_list_comes_in_parts(
    client: Client, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ideeen.reading.exports.PART_SIZE", 2)
    for number in range(5):
        IdeeFactory(wijk=wijk, titel=f"Idee {number}")
    parts = [rows(client, f"{WIJK}csv/?deel={part}") for part in (1, 2, 3)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert client.get(f"{WIJK}csv/?deel=4").status_code == 404
    assert len({row["titel"] for part in parts for row in part}) == 5
    page = client.get(WIJK).content.decode()
    assert "export/ods/?deel=3" in page
    assert "deel=4" not in page


def test_all_ideas_with_a_word_are_offered_however_many_the_list_looks_at(
    client: Client, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ideeen.reading.exports.PART_SIZE", 2)
    monkeypatch.setattr("ideeen.reading.listing.MAX_FOUND", 2)
    for number in range(5):
        IdeeFactory(wijk=wijk, titel=f"Boom {number}")
    update_index()
    page = client.get(f"{WIJK}?q=boom").content.decode()
    assert "Het gaat om 5 ideeën." in page
    assert "export/csv/?q=boom&amp;deel=3" in page
    assert len(rows(client, f"{WIJK}csv/?q=boom&deel=3")) == 1


@pytest.mark.parametrize(
    "below",
    ["xlsx/", "csv/?deel=0", "csv/?deel=x", "csv/?deel=-1", "csv/?deel=%00",
     "csv/?deel=99999999999", "csv/?deel=²", "csv/?deel=2"],
)  # fmt: skip
def test_a_file_that_there_is_not_is_not_found(client: Client, wijk: WijkPage, below: str) -> None:
    assert client.get(f"{WIJK}{below}").status_code == 404


def test_more_ideas_need_no_more_questions(client: Client, wijk: WijkPage) -> None:
    counts = []
    for number in (3, 12):
        IdeeFactory.create_batch(number, wijk=wijk)
        content(client, f"{WIJK}csv/")
        with CaptureQueriesContext(connection) as captured:
            content(client, f"{WIJK}csv/")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


def test_the_pages_of_others_may_read_a_file(client: Client, wijk: WijkPage) -> None:
    assert client.get(f"{WIJK}geojson/")["Access-Control-Allow-Origin"] == "*"
    assert not client.get(f"{WIJK}geojson/").cookies
