import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from shapely.geometry import shape

from kaart.areas import store
from kaart.models import Gebied, Niveau

from .sources import BUURTEN, WIJKEN, buurt, collection, json_answer, link_to, web_server, wijk

pytestmark = pytest.mark.django_db

GEMEENTE = {"wijkcode": None, "wijknaam": None}


def refusal(run, source, **options):
    with pytest.raises(CommandError) as caught:
        run(source, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith((".", "?"))
    return message


def everything():
    return list(Gebied.objects.order_by("pk").values())


def test_a_file_of_wijken_becomes_areas_of_a_municipality(run):
    summary = run(WIJKEN)
    assert summary == (
        "3 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 keer water overgeslagen. "
        "Gemeenten uit hun delen gemaakt: 1."
    )
    gemeente = Gebied.objects.get(niveau=Niveau.GEMEENTE)
    assert (gemeente.code, gemeente.naam, gemeente.afgeleid) == ("GM9999", "Waterhage", True)
    assert gemeente.kerncijfers == {}
    assert set(gemeente.delen.values_list("code", flat=True)) == {
        "WK999901",
        "WK999902",
        "WK999903",
    }


def test_a_row_holds_outline_box_centre_figures_and_credit(run):
    run(WIJKEN)
    area = Gebied.objects.get(code="WK999903")
    outline = shape(area.omtrek)
    assert area.omtrek["type"] == "MultiPolygon"
    assert area.bounds == outline.bounds == (5.03, 52.0, 5.06, 52.024)
    assert outline.contains(shape({"type": "Point", "coordinates": [area.lon, area.lat]}))
    assert area.kerncijfers["aantalInwoners"] == 4210
    assert (area.bron, area.jaar) == ("CBS", 2024)
    assert area.credit == "Kadaster / Centraal Bureau voor de Statistiek, 2024"


def test_figures_without_data_are_stored_as_null(run):
    run(WIJKEN)
    figures = Gebied.objects.get(code="WK999902").kerncijfers
    assert figures["aantalInwoners"] is None
    assert figures["gemiddeldInkomenPerInwoner"] is None


def test_source_and_credit_can_be_given(run):
    run(WIJKEN, bron="Eigen telling", credit="Gemeente Waterhage")
    area = Gebied.objects.get(code="WK999901")
    assert (area.bron, area.credit) == ("Eigen telling", "Gemeente Waterhage")


def test_a_second_run_writes_nothing(run):
    run(WIJKEN)
    before = everything()
    with CaptureQueriesContext(connection) as queries:
        summary = run(WIJKEN)
    assert summary == "0 nieuw, 0 gewijzigd, 3 ongewijzigd, 1 keer water overgeslagen."
    assert everything() == before
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_only_what_differs_is_changed(run, write):
    run(write(collection(wijk(1), wijk(2))))
    before = {row["code"]: row for row in everything()}
    summary = run(write(collection(wijk(1), wijk(2, wijknaam="Nieuwe naam"))))
    after = {row["code"]: row for row in everything()}
    assert summary.startswith("0 nieuw, 1 gewijzigd, 1 ongewijzigd")
    assert after["WK999902"]["naam"] == "Nieuwe naam"
    assert after["WK999902"]["id"] == before["WK999902"]["id"]
    assert after["WK999902"]["updated_at"] > before["WK999902"]["updated_at"]
    assert after["WK999902"]["parent_id"] == before["WK999902"]["parent_id"]
    assert after["WK999901"] == before["WK999901"]


def test_a_newer_year_leaves_the_old_one_as_it_was(run, write):
    run(write(collection(wijk(1, jaar=2023))))
    before = everything()
    run(write(collection(wijk(1, jaar=2024, wijknaam="Anders"))))
    assert everything()[: len(before)] == before
    assert Gebied.objects.filter(code="WK999901").count() == 2
    newer = Gebied.objects.get(code="WK999901", jaar=2024)
    assert newer.parent.jaar == 2024


def test_one_file_may_hold_several_years(run, write):
    assert run(write(collection(wijk(1, jaar=2023), wijk(1, jaar=2024)))).startswith("2 nieuw")


def test_buurten_hang_below_the_municipality_until_their_wijken_arrive(run):
    run(BUURTEN)
    assert {area.parent.niveau for area in Gebied.objects.filter(niveau=Niveau.BUURT)} == {
        Niveau.GEMEENTE
    }
    run(WIJKEN)
    parents = Gebied.objects.filter(niveau=Niveau.BUURT).values_list("code", "parent__code")
    assert set(parents) == {
        ("BU99990101", "WK999901"),
        ("BU99990102", "WK999901"),
        ("BU99990201", "WK999902"),
    }
    before = everything()
    run(BUURTEN)
    run(WIJKEN)
    assert everything() == before


def test_a_derived_municipality_covers_its_parts(run):
    run(WIJKEN)
    gemeente = shape(Gebied.objects.get(niveau=Niveau.GEMEENTE).omtrek)
    for area in Gebied.objects.filter(niveau=Niveau.WIJK):
        assert gemeente.buffer(1e-6).covers(shape(area.omtrek))


def test_a_derived_municipality_follows_its_parts(run, write):
    run(write(collection(wijk(1))))
    run(write(collection(wijk(2))))
    gemeente = Gebied.objects.get(niveau=Niveau.GEMEENTE)
    assert (gemeente.zuid, gemeente.noord) == (52.01, 52.03)


def test_a_municipality_from_a_source_is_kept(run, write):
    run(write(collection(wijk(1), wijk(90, **GEMEENTE))))
    assert "delen gemaakt" not in run(write(collection(wijk(2))))
    gemeente = Gebied.objects.get(niveau=Niveau.GEMEENTE)
    assert not gemeente.afgeleid
    assert gemeente.zuid == pytest.approx(52.9)
    assert gemeente.delen.count() == 2


def test_a_municipality_from_a_source_replaces_a_derived_one(run, write):
    run(write(collection(wijk(1))))
    assert run(write(collection(wijk(90, **GEMEENTE)))).startswith("0 nieuw, 1 gewijzigd")
    gemeente = Gebied.objects.get(niveau=Niveau.GEMEENTE)
    assert not gemeente.afgeleid
    assert gemeente.delen.count() == 1


@pytest.mark.parametrize("wanted", ["Waterhage", "waterhage ", "GM9999", "gm9999"])
def test_one_municipality_is_chosen_by_name_or_code(run, write, wanted):
    other = wijk(2, wijkcode="WK888802", gemeentecode="GM8888", gemeentenaam="Elders")
    assert run(write(collection(wijk(1), other)), gemeente=wanted).startswith("1 nieuw")
    assert not Gebied.objects.filter(gemeentecode="GM8888").exists()


def test_errors_in_outlines_of_other_municipalities_do_not_matter(run, write):
    other = wijk(2, wijkcode="WK888802", gemeentecode="GM8888", gemeentenaam="Elders")
    other["geometry"] = None
    assert run(write(collection(wijk(1), other)), gemeente="Waterhage").startswith("1 nieuw")


def test_an_unknown_municipality_gets_near_names(run, write):
    source = write(collection(wijk(1)))
    assert "Bedoelt u: Waterhage?" in refusal(run, source, gemeente="Waterhgae")
    assert "bijvoorbeeld: Waterhage" in refusal(run, source, gemeente="Parijs")


def test_one_level_is_chosen(run, write):
    source = write(collection(wijk(1), buurt(1, 1), wijk(90, **GEMEENTE)))
    assert run(source, niveau="buurt").startswith("1 nieuw")
    assert set(Gebied.objects.values_list("niveau", flat=True)) == {"buurt", "gemeente"}


def test_a_level_that_the_source_lacks_is_refused(run, write):
    message = refusal(run, write(collection(wijk(1))), niveau="buurt")
    assert "niveau buurt, wel van: wijk" in message


def test_an_unknown_level_is_refused(write):
    with pytest.raises(CommandError, match="straat"):
        call_command("import_gebieden", write(collection(wijk(1))), "--niveau", "straat")


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(run):
    summary = run(WIJKEN, dry_run=True)
    assert summary.startswith("3 nieuw")
    assert summary.endswith("Dit was een proef: er is niets bewaard.")
    assert everything() == []


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ([], "geen gebieden"),
        ([wijk(1, water="JA")], "geen gebieden"),
        ([wijk(1), wijk(2), wijk(1)], "meer dan één keer"),
        ([wijk(1), wijk(2, geometry={"type": "Point", "coordinates": [5, 52]})], "geldig vlak"),
        ([wijk(1), wijk(2, wijkcode=None, gemeentecode=None)], "onbekend niveau"),
        ([wijk(1), wijk(2, geometry={"type": "Polygon", "coordinates": []})], "leeg"),
        ([wijk(1), {"type": "Feature"}], "Gebied 2"),
    ],
)
def test_one_wrong_area_keeps_all_out(run, write, features, expected):
    assert expected in refusal(run, write(collection(*features)))
    assert everything() == []


def test_a_cut_off_file_leaves_nothing_behind(run, write):
    text = WIJKEN.read_text()
    assert "afgebroken" in refusal(run, write(text[: len(text) // 2]))
    assert everything() == []


def test_an_overflowing_number_is_no_coordinate(run, write):
    text = WIJKEN.read_text().replace("52.02]", "1e999]", 1)
    assert "geen coördinaat" in refusal(run, write(text))


def test_metres_are_refused_also_without_a_projection_being_named(run, write):
    square = [[187000, 428000], [188000, 428000], [188000, 429000], [187000, 428000]]
    geometry = {"type": "Polygon", "coordinates": [square]}
    assert "coördinatenstelsel" in refusal(run, write(collection(wijk(1, geometry))))


def test_pages_of_a_server_are_imported_together(run):
    def answer(path, _own):
        number = int(path[1:])
        links = link_to(f"/{number + 1}") if number < 3 else []
        return json_answer(collection(wijk(number), links=links))

    with web_server(answer) as address:
        assert run(f"{address}/1").startswith("3 nieuw")


def test_an_error_on_a_later_page_leaves_nothing_behind(run):
    def answer(path, _own):
        if path == "/2":
            return json_answer({}, status=500)
        return json_answer(collection(wijk(1), links=link_to("/2")))

    with web_server(answer) as address:
        assert "fout 500" in refusal(run, f"{address}/1")
    assert everything() == []


def test_pages_that_repeat_areas_are_refused(run):
    def answer(path, _own):
        return json_answer(collection(wijk(1), links=link_to(f"{path}1")))

    with web_server(answer) as address:
        assert "meer dan één keer" in refusal(run, f"{address}/1")


def test_rows_that_another_writer_adds_meanwhile_give_one_sentence(run, write, monkeypatch):
    source = write(collection(wijk(1)))
    run(source)
    # As if the other writer committed after this run looked for existing rows.
    monkeypatch.setattr(store, "_existing", lambda _wanted: {})
    assert "schreef tegelijk" in refusal(run, source)
    assert Gebied.objects.count() == 2


def test_a_database_that_gives_up_gives_one_sentence(run, write, monkeypatch):
    def give_up(*_args, **_kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(store, "_link_parents", give_up)
    assert "database is locked" in refusal(run, write(collection(wijk(1))))
    assert everything() == []


def test_progress_shows_only_when_asked_for_outside_a_terminal(run, capfd):
    run(WIJKEN)
    assert capfd.readouterr().err == ""
    run(WIJKEN, voortgang=True)
    progress = capfd.readouterr().err
    assert "Lezen" in progress
    assert "4/4" in progress


def test_silence_can_be_asked_for(run):
    assert run(WIJKEN, verbosity=0) == ""


def test_more_areas_than_one_batch_are_stored(run, write, monkeypatch):
    monkeypatch.setattr(store, "BATCH", 2)
    source = write(collection(*(wijk(row) for row in range(1, 6))))
    assert run(source).startswith("5 nieuw")
    assert run(source).startswith("0 nieuw, 0 gewijzigd, 5 ongewijzigd")
    assert Gebied.objects.filter(parent__code="GM9999").count() == 5
