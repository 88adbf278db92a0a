import pytest
import shapely
from shapely.geometry import shape

from kaart.areas.errors import AreaSourceError
from kaart.areas.geometry import outline_fields, repair, union
from tests.factories.kaart import cells, rectangle


def refusal(geometry):
    with pytest.raises(AreaSourceError) as caught:
        repair(geometry, "Haven (WK999901)")
    assert "Haven (WK999901)" in str(caught.value)
    return str(caught.value)


def test_a_bow_tie_becomes_two_triangles():
    bow_tie = shapely.Polygon([(5, 52), (5.1, 52.1), (5.1, 52), (5, 52.1)])
    repaired = repair(bow_tie, "")
    assert repaired.is_valid
    assert repaired.geom_type == "MultiPolygon"
    assert len(repaired.geoms) == 2


def test_lines_that_a_repair_leaves_are_dropped():
    spike = shapely.Polygon([(5, 52), (5.1, 52), (5.1, 52.1), (5.1, 52.5), (5.1, 52.1), (5, 52.1)])
    repaired = repair(spike, "")
    assert repaired.bounds == (5, 52, 5.1, 52.1)


def test_heights_are_dropped_and_digits_beyond_a_centimetre_too():
    area = shapely.Polygon([(5.00000000001, 52, 3), (5.1, 52, 3), (5.1, 52.1, 3)])
    repaired = repair(area, "")
    assert not repaired.has_z
    assert repaired.bounds[0] == 5.0


def test_a_hole_stays_a_hole():
    outer = shapely.box(5, 52, 5.1, 52.1)
    inner = shapely.box(5.04, 52.04, 5.06, 52.06)
    assert repair(outer - inner, "").area == pytest.approx(outer.area - inner.area)


@pytest.mark.parametrize(
    "geometry",
    [None, 3, {"type": "Polygon", "coordinates": [[["a", "b"]]]}, shapely.Point(5, 52)],
)
def test_what_is_no_area_is_refused(geometry):
    assert "geen geldig vlak" in refusal(geometry)


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.Polygon(),
        shapely.MultiPolygon(),
        shapely.Polygon([(5, 52), (5.1, 52), (5, 52)]),
        shapely.Polygon([(5, 52), (5.00000000001, 52), (5, 52.00000000001)]),
    ],
)
def test_an_area_without_surface_is_refused(geometry):
    assert "leeg" in refusal(geometry)


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_a_coordinate_that_is_no_number_is_refused(value):
    assert "geen coördinaat" in refusal(shapely.Polygon([(5, 52), (value, 52), (5, 53), (5, 52)]))


def test_metres_are_not_degrees():
    dutch_grid = shapely.box(187000, 427000, 188000, 428000)
    assert "coördinatenstelsel" in refusal(dutch_grid)


def test_latitude_before_longitude_is_noticed():
    assert "verwisseld" in refusal(shapely.box(51.8, 5.8, 51.9, 5.9))


def test_the_columns_follow_from_the_outline():
    fields = outline_fields(repair(shape(cells(1, 1)), ""))
    assert (fields["west"], fields["zuid"]) == (5.01, 52.01)
    assert (fields["oost"], fields["noord"]) == (5.02, 52.02)
    assert fields["omtrek"]["type"] == "MultiPolygon"


def test_the_centre_of_a_horseshoe_lies_in_the_horseshoe():
    shoe = shapely.box(5, 52, 5.1, 52.1) - shapely.box(5.02, 52.02, 5.08, 52.1)
    fields = outline_fields(repair(shoe, ""))
    assert shape(fields["omtrek"]).contains(shapely.Point(fields["lon"], fields["lat"]))


def test_parts_that_almost_touch_become_one_whole():
    left = shape(rectangle(5, 52, 5.1, 52.1))
    right = shape(rectangle(5.10003, 52, 5.2, 52.1))
    whole = union([left, right])
    assert len(whole.geoms) == 1
    assert whole.bounds == (5, 52, 5.2, 52.1)


def test_a_slit_between_parts_leaves_no_hole_in_the_whole():
    slit = shapely.Polygon([(5.1, 52.02), (5.1002, 52.05), (5.1, 52.08)])
    whole = union([shape(rectangle(5, 52, 5.1, 52.1)), shapely.box(5.1, 52, 5.2, 52.1) - slit])
    assert not whole.geoms[0].interiors


def test_a_real_hole_between_parts_stays():
    lake = shapely.box(5.09, 52.04, 5.11, 52.06)
    whole = union([shapely.box(5, 52, 5.1, 52.1) - lake, shapely.box(5.1, 52, 5.2, 52.1) - lake])
    assert len(whole.geoms[0].interiors) == 1


def test_parts_on_either_side_of_water_stay_apart():
    left = shape(rectangle(5, 52, 5.1, 52.1))
    right = shape(rectangle(5.11, 52, 5.2, 52.1))
    assert len(union([left, right]).geoms) == 2
