import pytest
from django.db import IntegrityError, transaction

from kaart.models import Gebied, Niveau
from tests.factories.kaart import GebiedFactory, cells

pytestmark = pytest.mark.django_db


def test_an_area_names_itself_with_code_and_year():
    area = GebiedFactory(buurt=True, naam="Benedenstad", code="BU02680100")
    assert str(area) == "Benedenstad (BU02680100, 2024)"


def test_the_municipality_follows_from_the_code():
    assert GebiedFactory(code="WK026801").gemeentecode == "GM0268"


def test_a_code_exists_once_a_year():
    GebiedFactory(row=1, jaar=2023)
    GebiedFactory(row=1, jaar=2024)
    with pytest.raises(IntegrityError), transaction.atomic():
        GebiedFactory(row=1, jaar=2024)


@pytest.mark.parametrize(
    "wrong",
    [
        {"west": 5.5, "oost": 5.4, "lon": 5.45},
        {"zuid": 52.5, "noord": 52.4},
        {"oost": 181},
        {"zuid": -91},
        {"lat": 51},
        {"lon": 6},
        {"niveau": "straat"},
    ],
)
def test_the_database_refuses_boxes_centres_and_levels_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        GebiedFactory(**wrong)


def test_the_newest_year_is_chosen_per_municipality_and_level():
    GebiedFactory(row=1, jaar=2023)
    newer = GebiedFactory(row=1, jaar=2024)
    only = GebiedFactory(row=2, code="WK888802", jaar=2023)
    buurt = GebiedFactory(buurt=True, row=1, jaar=2022)
    assert set(Gebied.objects.latest_year()) == {newer, only, buurt}


@pytest.mark.parametrize("wanted", ["GM9999", "gm9999", "Waterhage", " waterhage "])
def test_a_municipality_is_found_by_name_and_by_code(wanted):
    gemeente = GebiedFactory(gemeente=True)
    wijk = GebiedFactory(row=3)
    GebiedFactory(row=4, code="WK888804")
    assert set(Gebied.objects.of_gemeente(wanted)) == {gemeente, wijk}


def test_a_part_of_a_name_is_not_the_name_of_a_municipality():
    GebiedFactory(gemeente=True)
    assert not Gebied.objects.of_gemeente("Water").exists()


def test_saving_marks_an_area_as_changed_also_when_one_field_is_saved():
    area = GebiedFactory()
    before = area.updated_at
    area.naam = "Anders"
    area.save(update_fields=["naam"])
    area.refresh_from_db()
    assert area.updated_at > before


def test_an_area_knows_the_name_of_its_municipality():
    gemeente = GebiedFactory(gemeente=True)
    wijk = GebiedFactory(row=1, parent=gemeente)
    buurt = GebiedFactory(buurt=True, row=1, parent=wijk)
    assert (buurt.gemeentenaam, gemeente.gemeentenaam) == ("Waterhage", "Waterhage")
    assert GebiedFactory(row=2).gemeentenaam == "GM9999"


def test_a_list_with_municipalities_takes_one_query_and_no_outlines(django_assert_num_queries):
    wijk = GebiedFactory(row=1, parent=GebiedFactory(gemeente=True))
    GebiedFactory(buurt=True, row=1, parent=wijk)
    with django_assert_num_queries(1):
        areas = list(Gebied.objects.with_gemeente())
        assert {area.gemeentenaam for area in areas} == {"Waterhage"}
    assert all("omtrek" in area.get_deferred_fields() for area in areas)


def test_removing_an_area_keeps_what_lay_in_it():
    gemeente = GebiedFactory(gemeente=True)
    wijk = GebiedFactory(row=1, parent=gemeente)
    gemeente.delete()
    wijk.refresh_from_db()
    assert wijk.parent is None


def test_the_grid_of_the_tests_nests():
    area = GebiedFactory(buurt=True, row=2, column=3)
    assert area.code == "BU99990203"
    assert area.omtrek == cells(3, 2)
    assert area.niveau == Niveau.BUURT
