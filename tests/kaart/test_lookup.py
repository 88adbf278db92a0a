import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point
from shapely.geometry import shape

from kaart import lookup
from kaart.lookup import gebied_at, gebied_id_at, gebied_ids_at
from kaart.models import Gebied, Niveau
from tests.factories.kaart import GebiedFactory, cells, middle, rectangle

from .sources import WIJKEN

pytestmark = pytest.mark.django_db


def test_a_point_lies_in_the_area_around_it():
    areas = [GebiedFactory(buurt=True, row=1, column=column) for column in range(4)]
    assert gebied_id_at(*middle(2, 1), Niveau.BUURT) == areas[2].pk
    assert gebied_at(*middle(2, 1), Niveau.BUURT) == areas[2]


def test_a_point_in_no_area_gives_none():
    GebiedFactory(row=1)
    assert gebied_at(*middle(0, 2), Niveau.WIJK) is None
    assert gebied_at(-33.9, 151.2, Niveau.WIJK) is None


def test_an_empty_table_gives_none():
    assert gebied_at(*middle(0, 0), Niveau.WIJK) is None
    assert gebied_ids_at([middle(0, 0)], Niveau.WIJK) == [None]


def test_each_level_has_its_own_areas():
    gemeente = GebiedFactory(gemeente=True)
    buurt = GebiedFactory(buurt=True, row=1, column=1)
    assert gebied_at(*middle(1, 1), Niveau.GEMEENTE) == gemeente
    assert gebied_at(*middle(1, 1), Niveau.BUURT) == buurt
    assert gebied_at(*middle(1, 1), Niveau.WIJK) is None


def test_without_a_year_the_newest_of_each_municipality_is_meant():
    GebiedFactory(row=1, jaar=2023)
    newer = GebiedFactory(row=1, jaar=2024)
    lagging = GebiedFactory(row=2, code="WK888802", jaar=2023)
    assert gebied_at(*middle(1, 1), Niveau.WIJK) == newer
    assert gebied_at(*middle(1, 2), Niveau.WIJK) == lagging


def test_a_year_can_be_asked_for():
    older = GebiedFactory(row=1, jaar=2023)
    GebiedFactory(row=1, jaar=2024)
    assert gebied_at(*middle(1, 1), Niveau.WIJK, 2023) == older
    assert gebied_at(*middle(1, 1), Niveau.WIJK, 2020) is None


def test_a_municipality_that_was_merged_gives_way_to_the_one_that_took_it_over():
    GebiedFactory(row=1, code="WK777701", jaar=2023)
    heir = GebiedFactory(row=1, code="WK888801", jaar=2024)
    assert gebied_at(*middle(1, 1), Niveau.WIJK) == heir


def test_a_point_on_a_border_always_gives_the_same_neighbour():
    first, _second = (GebiedFactory(buurt=True, row=1, column=column) for column in (0, 1))
    lat, _lon = middle(0, 1)
    assert gebied_id_at(lat, 5.01, Niveau.BUURT) == first.pk
    assert gebied_ids_at([(lat, 5.01)], Niveau.BUURT) == [first.pk]


def test_many_points_keep_their_order():
    first, second = (GebiedFactory(row=row) for row in (1, 2))
    points = [middle(0, 2), (0.0, 0.0), middle(3, 1), middle(0, 2)]
    assert gebied_ids_at(points, Niveau.WIJK) == [second.pk, None, first.pk, second.pk]
    assert gebied_ids_at([], Niveau.WIJK) == []


def test_a_saved_or_removed_area_is_noticed_at_once():
    area = GebiedFactory(row=1)
    assert gebied_id_at(*middle(0, 1), Niveau.WIJK) == area.pk
    area.omtrek = cells(0, 2, 4)
    area.zuid, area.noord, area.lat = 52.02, 52.03, 52.025
    area.save()
    assert gebied_id_at(*middle(0, 1), Niveau.WIJK) is None
    assert gebied_id_at(*middle(0, 2), Niveau.WIJK) == area.pk
    area.delete()
    assert gebied_id_at(*middle(0, 2), Niveau.WIJK) is None


def test_an_import_is_noticed_at_once(run):
    assert gebied_at(52.009, 5.014, Niveau.WIJK) is None
    run(WIJKEN)
    assert gebied_at(52.009, 5.014, Niveau.WIJK).naam == "Eiland"
    assert gebied_at(52.003, 5.014, Niveau.WIJK).naam == "Havenkwartier"
    assert gebied_at(52.012, 5.050, Niveau.WIJK) is None


def test_a_change_by_another_process_is_noticed_after_a_while(monkeypatch):
    area = GebiedFactory(row=1)
    assert gebied_id_at(*middle(0, 1), Niveau.WIJK) == area.pk
    # A queryset sends no signals: this process does not know, as if another one did it.
    Gebied.objects.filter(pk=area.pk).delete()
    lookup_again = time.monotonic() + lookup.SECONDS_BETWEEN_CHECKS + 1
    monkeypatch.setattr(lookup.time, "monotonic", lambda: lookup_again)
    assert gebied_id_at(*middle(0, 1), Niveau.WIJK) is None


def test_points_cost_no_queries_once_the_areas_are_in_memory():
    GebiedFactory(row=1)
    gebied_id_at(*middle(0, 1), Niveau.WIJK)
    with CaptureQueriesContext(connection) as queries:
        for _ in range(50):
            gebied_id_at(*middle(0, 1), Niveau.WIJK)
    assert len(queries) == 0


def test_looking_whether_the_table_changed_reads_no_outlines():
    GebiedFactory(row=1)
    with CaptureQueriesContext(connection) as queries:
        gebied_id_at(*middle(0, 1), Niveau.WIJK)
        lookup.forget()
        gebied_id_at(*middle(0, 1), Niveau.WIJK)
    assert len(queries) == 3
    assert sum("omtrek" in query["sql"] for query in queries) == 1


def test_a_found_area_comes_in_one_query_without_its_outline(django_assert_num_queries):
    GebiedFactory(row=1)
    gebied_id_at(*middle(0, 1), Niveau.WIJK)
    with django_assert_num_queries(1):
        area = gebied_at(*middle(0, 1), Niveau.WIJK)
        assert area.naam == "Wijk 1"
    assert "omtrek" in area.get_deferred_fields()


@pytest.fixture
def patchwork():
    """Areas that overlap, contain each other, have holes and parts apart from each other."""
    square = rectangle(5.0, 52.0, 5.1, 52.1)["coordinates"][0]
    hole = rectangle(5.02, 52.02, 5.06, 52.06)["coordinates"][0][0][::-1]
    outlines = [
        {"type": "MultiPolygon", "coordinates": [[*square, hole]]},
        rectangle(5.02, 52.02, 5.06, 52.06),
        rectangle(5.05, 52.05, 5.15, 52.15),
        {
            "type": "MultiPolygon",
            "coordinates": [
                *rectangle(5.11, 52.0, 5.13, 52.04)["coordinates"],
                *rectangle(5.16, 52.0, 5.18, 52.2)["coordinates"],
            ],
        },
    ]
    for number, outline in enumerate(outlines):
        GebiedFactory(row=number, jaar=2024, omtrek=outline)
    return [(area.pk, shape(area.omtrek)) for area in Gebied.objects.order_by("pk")]


degrees = st.integers(min_value=-2, max_value=22).map(lambda n: n / 100)
anywhere = st.floats(min_value=-0.02, max_value=0.22)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(offsets=st.lists(st.tuples(degrees | anywhere, degrees | anywhere), min_size=1, max_size=8))
def test_the_index_finds_what_trying_each_area_finds(patchwork, offsets):
    points = [(52 + lat, 5 + lon) for lat, lon in offsets]
    expected = [
        next((pk for pk, outline in patchwork if outline.intersects(Point(lon, lat))), None)
        for lat, lon in points
    ]
    assert [gebied_id_at(lat, lon, Niveau.WIJK) for lat, lon in points] == expected
    assert gebied_ids_at(points, Niveau.WIJK) == expected
