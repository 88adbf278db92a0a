import math
import re
from itertools import pairwise

import numpy as np
import pytest
import shapely
from django.core.cache import cache

from kaart import outlines
from kaart.models import Gebied
from kaart.outlines import draw_areas
from tests.factories.kaart import GebiedFactory, cells, rectangle

NUMBER = re.compile(r"-?\d*\.?\d+")


def area(outline, code="WK999901", **fields):
    """Return an area that is not in the database."""
    west, south, east, north = shapely.geometry.shape(outline).bounds
    return Gebied(
        code=code, omtrek=outline, west=west, zuid=south, oost=east, noord=north, **fields
    )


def grid(columns=3, rows=3):
    return [
        area(cells(column, row), f"BU9999{row:02d}{column:02d}")
        for row in range(rows)
        for column in range(columns)
    ]


def draw(areas, **options):
    return draw_areas([(each, each.code, None) for each in areas], **options)


def rings(path):
    """Read path data back as rings of points, the way a browser does."""
    result = []
    for subpath in path.split("z")[:-1]:
        start, kind, rest = re.fullmatch(r"M([^lL]+)([lL])(.+)", subpath).groups()
        numbers = [float(number) for number in NUMBER.findall(rest)]
        points = np.array([[float(n) for n in NUMBER.findall(start)]])
        following = np.array(numbers).reshape(-1, 2)
        if kind == "l":
            following = points[0] + np.cumsum(following, axis=0)
        # As exact as the drawing: adding steps leaves differences in the last of the digits.
        result.append(np.vstack([points, following]).round(1))
    return result


def polygon(path):
    exterior, *holes = rings(path)
    return shapely.Polygon(exterior, holes)


def test_no_areas_give_no_drawing():
    assert draw_areas([]) is None


def test_the_drawing_is_as_wide_as_asked_with_room_for_the_line():
    drawing = draw([area(rectangle(5, 52, 5.2, 52.1))], width=600)
    x, y, width, height = (int(number) for number in drawing.viewbox.split())
    assert (x, y, width) == (-4, -4, 608)
    mercator = math.asinh(math.tan(math.radians(52.1))) - math.asinh(math.tan(math.radians(52)))
    assert height - 8 == round(mercator / math.radians(0.2) * 600)
    assert drawing.bounds == (5, 52, 5.2, 52.1)


def test_north_is_up_and_the_corners_are_where_they_belong():
    drawing = draw([area(rectangle(5, 52, 5.2, 52.1))])
    shape = polygon(drawing.areas[0].path)
    assert shape.bounds[:3] == (0, 0, 1000)
    north, south = draw([area(cells(0, 1), "N"), area(cells(0, 0), "S")]).areas
    assert north.label_y < south.label_y


def test_labels_links_keys_and_highlights_come_along():
    first, second = area(cells(0, 0), "A"), area(cells(1, 0), "B")
    drawing = draw_areas([(first, "Haven", "/haven/"), (second, "Eiland", None)], highlight={"B"})
    assert [(a.label, a.url, a.key, a.active) for a in drawing.areas] == [
        ("Haven", "/haven/", "A", False),
        ("Eiland", None, "B", True),
    ]


def test_numbers_have_one_decimal_at_most():
    drawing = draw(grid(7, 3))
    for shape in drawing.areas:
        assert re.fullmatch(r"(M[-\d. ]+[lL][-\d. ]+z)+", shape.path)
        assert all(len(n.partition(".")[2]) <= 1 for n in NUMBER.findall(shape.path))


def test_neighbours_in_a_grid_fill_it_without_gaps_or_overlaps():
    drawing = draw(grid(5, 4))
    shapes = [polygon(shape.path) for shape in drawing.areas]
    whole = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area)
    assert whole.area == pytest.approx(whole.envelope.area)


def wave(offset, digits):
    """Return a winding border, written with as many digits as the source keeps."""
    points = np.linspace(0, 0.1, 400)
    return [
        [round(5.05 + 0.002 * math.sin(p * 400) + offset, digits), round(52 + p, digits)]
        for p in points
    ]


def test_a_border_that_neighbours_write_differently_is_simplified_alike():
    left = {"type": "Polygon", "coordinates": [[[5, 52], *wave(0, 7), [5, 52.1], [5, 52]]]}
    border = wave(0.00002, 5)
    right = {"type": "Polygon", "coordinates": [[*border, [5.1, 52.1], [5.1, 52], border[0]]]}
    drawing = draw([area(left, "L"), area(right, "R")])
    shapes = [polygon(shape.path) for shape in drawing.areas]
    assert all(shape.is_valid for shape in shapes)
    assert not shapely.get_parts(shapely.union_all(shapes))[0].interiors
    assert shapes[0].intersection(shapes[1]).area < 1
    assert sum(len(shape.exterior.coords) for shape in shapes) < 400


def test_holes_and_islands_are_kept():
    outer = rectangle(5, 52, 5.1, 52.1)["coordinates"][0][0]
    hole = rectangle(5.04, 52.04, 5.06, 52.06)["coordinates"][0][0][::-1]
    island = rectangle(5.15, 52, 5.2, 52.1)["coordinates"][0]
    outline = {"type": "MultiPolygon", "coordinates": [[outer, hole], island]}
    (shape,) = draw([area(outline)]).areas
    found = rings(shape.path)
    assert len(found) == 3
    turning = [shapely.LinearRing(ring).is_ccw for ring in found]
    # Filled either way: a hole runs against the ring around it.
    assert turning[0] != turning[1]
    assert turning[0] == turning[2]


def test_the_label_stands_inside_also_in_a_ring_or_a_horseshoe():
    outer = shapely.box(5, 52, 5.1, 52.1)
    for outline in (
        outer - shapely.box(5.01, 52.01, 5.09, 52.09),
        outer - shapely.box(5.01, 52.01, 5.2, 52.09),
    ):
        (shape,) = draw([area(shapely.geometry.mapping(outline))]).areas
        assert polygon(shape.path).contains(shapely.Point(shape.label_x, shape.label_y))


def test_an_area_too_small_to_see_stays_a_link():
    tiny = area(rectangle(5.5, 52.05, 5.50001, 52.05001), "tiny")
    drawing = draw([area(rectangle(5, 52, 6, 52.1), "large"), tiny])
    speck = polygon(drawing.areas[1].path)
    assert speck.area == pytest.approx(4, abs=0.5)


def test_areas_of_two_levels_are_each_drawn_whole():
    gemeente, wijk = draw([area(cells(0, 0, 4, 4), "GM"), area(cells(1, 1), "WK")]).areas
    assert polygon(gemeente.path).contains(polygon(wijk.path))
    assert len(rings(gemeente.path)) == 1


def test_one_area_twice_is_drawn_twice():
    first, second = draw([area(cells(0, 0), "A"), area(cells(0, 0), "B")]).areas
    assert first.path == second.path


def test_steps_add_up_without_drifting():
    points = [(5 + 0.1 * math.cos(a), 52 + 0.1 * math.sin(a)) for a in np.linspace(0, 6.28, 900)]
    circle = {"type": "Polygon", "coordinates": [[*points, points[0]]]}
    (shape,) = draw([area(circle)]).areas
    (ring,) = rings(shape.path)
    assert max(math.dist(a, b) for a, b in pairwise([*ring, ring[0]])) < 200
    assert polygon(shape.path).bounds[:3] == pytest.approx((0, 0, 1000), abs=1)


@pytest.mark.django_db
def test_a_drawing_is_kept_until_one_of_its_areas_changes(monkeypatch):
    stored = [GebiedFactory(row=row) for row in (1, 2)]
    drawn = []
    monkeypatch.setattr(outlines, "path_data", lambda _area: drawn.append(1) or "M0 0L1 0 1 1z")
    draw(stored)
    draw(Gebied.objects.for_drawing().order_by("pk"), highlight={"WK999901"})
    assert len(drawn) == 2
    stored[0].save()
    draw(stored)
    draw(stored, width=300)
    draw(reversed(stored))
    assert len(drawn) == 8


@pytest.mark.django_db
def test_outlines_are_read_only_for_a_drawing_that_is_not_kept(django_assert_num_queries):
    for row in (1, 2):
        GebiedFactory(row=row)
    areas = list(Gebied.objects.for_drawing())
    cache.clear()
    with django_assert_num_queries(1):
        first = draw(areas)
    with django_assert_num_queries(0):
        assert draw(list(areas)) == first
