import pytest

from kaart.areas.errors import AreaSourceError
from kaart.areas.features import read_feature
from kaart.models import Niveau

from .sources import buurt, wijk


def refusal(feature):
    with pytest.raises(AreaSourceError) as caught:
        read_feature(feature, 7)
    return str(caught.value)


def test_the_smallest_code_tells_the_level():
    gemeente = wijk(wijkcode=None, wijknaam=None)
    assert [read_feature(f, 1).niveau for f in (buurt(), wijk(), gemeente)] == [
        Niveau.BUURT,
        Niveau.WIJK,
        Niveau.GEMEENTE,
    ]


def test_name_year_and_municipality_are_taken_over():
    record = read_feature(wijk(4, wijknaam=" Centrum ", jaar=2023.0), 1)
    assert (record.code, record.naam, record.jaar) == ("WK999904", "Centrum", 2023)
    assert (record.gemeentecode, record.gemeentenaam) == ("GM9999", "Waterhage")
    assert record.kerncijfers == {"aantalInwoners": 1004}


def test_amsterdam_numbers_its_wijken_with_letters():
    feature = buurt(buurtcode="BU0363AA01", wijkcode="WK0363AA", gemeentecode="GM0363")
    assert read_feature(feature, 1).code == "BU0363AA01"


def test_the_older_names_of_the_statistics_office_are_known():
    properties = {
        "BU_CODE": "BU99990101",
        "BU_NAAM": "Kade",
        "WK_CODE": "WK999901",
        "GM_CODE": "GM9999",
        "GM_NAAM": "Waterhage",
        "H2O": "NEE",
        "JAAR": "2019",
    }
    record = read_feature({"properties": properties, "geometry": None}, 1)
    assert (record.niveau, record.naam, record.jaar) == (Niveau.BUURT, "Kade", 2019)


@pytest.mark.parametrize("water", ["JA", "ja ", "B"])
def test_water_is_left_out(water):
    assert read_feature(wijk(water=water), 1) is None


@pytest.mark.parametrize("feature", [None, 3, [], {}, {"properties": None}, {"properties": []}])
def test_a_feature_without_attributes_is_counted_in_the_message(feature):
    assert "Gebied 7" in refusal(feature)


def test_an_unknown_level_is_called_so():
    message = refusal({"properties": {"provinciecode": "PV25", "jaar": 2024}})
    assert "onbekend niveau" in message


@pytest.mark.parametrize(
    "code", ["WK99990", "WK9999011", "wk999901", "PV25", 999901, "WK99९९01", ""]
)
def test_a_code_of_another_form_is_refused(code):
    assert "onbekende wijkcode" in refusal(wijk(wijkcode=code))


@pytest.mark.parametrize(
    "feature",
    [
        wijk(gemeentecode="GM0268"),
        buurt(wijkcode="WK999902"),
        buurt(gemeentecode="GM0001"),
    ],
)
def test_codes_have_to_nest(feature):
    assert "passen niet bij elkaar" in refusal(feature)


@pytest.mark.parametrize("name", [None, "", "   ", 12, "a\x00b"])
def test_an_area_needs_a_name(name):
    assert "heeft geen naam" in refusal(wijk(wijknaam=name))


@pytest.mark.parametrize("year", [None, "", "gisteren", 24, 20240, 2024.5, True, "²⁰²⁴", 1800])
def test_an_area_needs_a_year(year):
    assert "geldig jaar" in refusal(wijk(jaar=year))
