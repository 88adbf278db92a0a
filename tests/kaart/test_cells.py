"""What is counted in the cells of a map, and what a map shows of it."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from kaart import tallies
from kaart.cells import BITS, cell_of
from kaart.clusters import Box, cells_in, clusters, gather, level_for, read_box, read_zoom
from kaart.models import Kaartcel
from kaart.tallies import Layer, Placed, count, count_anew, differences, register_layer
from wijkpaginas.models import WijkPage

KEY = "proef"


@pytest.fixture
def things() -> Iterator[list[Placed]]:
    """A layer of things that the test puts in the list."""
    there: list[Placed] = []
    register_layer(Layer(KEY, lambda: there))
    yield there
    tallies.unregister_layer(KEY)


@pytest.fixture
def layer(things: list[Placed]) -> Layer:
    return next(one for one in tallies.layers() if one.key == KEY)


def place(site: Site, wijk: WijkPage, lat: float | None, lon: float | None) -> Placed:
    return Placed(site.pk, wijk.pk, "geplaatst", None, lat, lon)


def test_a_cell_lies_in_the_one_around_it() -> None:
    fine = cell_of(51.84, 5.85)
    near = cell_of(51.8400001, 5.8500001)
    assert fine != near
    assert fine >> 2 * 13 == near >> 2 * 13
    assert cell_of(-51.84, -70.2) != fine
    assert 0 <= cell_of(90, 180) < 1 << 2 * BITS
    assert cell_of(-90, -180) >= 0


def test_what_comes_is_counted_and_what_goes_is_taken_off(
    site: Site, wijk: WijkPage, things: list[Placed], layer: Layer
) -> None:
    here, there = place(site, wijk, 51.84, 5.85), place(site, wijk, 51.85, 5.86)
    nowhere = place(site, wijk, None, None)
    things += [here, there, nowhere]
    count(KEY, come=things)
    assert differences(layer) == 0
    world = Kaartcel.objects.get(laag=KEY, niveau=0)
    assert (world.aantal, world.som_lat) == (2, 518_400_000 + 518_500_000)
    things.remove(here)
    count(KEY, gone=[here])
    assert differences(layer) == 0
    # From one place to another, in one statement.
    count(KEY, gone=[there], come=[here])
    things[:] = [here, nowhere]
    assert differences(layer) == 0
    # What stays where it is changes nothing.
    before = list(Kaartcel.objects.values_list("pk", "aantal"))
    count(KEY, gone=[here], come=[here])
    assert list(Kaartcel.objects.values_list("pk", "aantal")) == before


def test_counting_anew_repairs_what_is_wrong(
    site: Site, wijk: WijkPage, things: list[Placed], layer: Layer
) -> None:
    things += [place(site, wijk, 51.84 + step / 1000, 5.85) for step in range(20)]
    assert differences(layer) > 0
    with pytest.raises(CommandError):
        call_command("tel_kaartcellen", verbosity=0)
    call_command("tel_kaartcellen", "--opnieuw", verbosity=0)
    assert differences(layer) == 0
    Kaartcel.objects.filter(laag=KEY, niveau=0).update(aantal=7)
    assert differences(layer) == 2
    count_anew(layer)
    assert differences(layer) == 0
    call_command("tel_kaartcellen", verbosity=0)


@pytest.mark.parametrize("zoom", range(19))
def test_a_map_shows_everything_at_each_zoom_and_no_more_than_fits(
    site: Site, wijk: WijkPage, things: list[Placed], zoom: int
) -> None:
    points = [(51.8 + n % 30 / 500, 5.8 + n // 30 / 500) for n in range(900)]
    count(KEY, come=[place(site, wijk, lat, lon) for lat, lon in points])
    box = Box(5.79, 51.79, 5.87, 51.87)
    found = clusters(Kaartcel.objects.filter(laag=KEY), box, zoom)
    assert sum(one.aantal for one in found) == 900
    assert len(found) <= 26 * 26
    assert all((one.lat, one.lon) in box for one in found)
    assert sorted(found, key=repr) == sorted(gather(points, box, zoom), key=repr)


def test_a_box_is_a_handful_of_ranges_that_hold_what_is_in_it() -> None:
    box = Box(5.79, 51.79, 5.87, 51.87)
    ranges = cells_in(box)
    assert len(ranges) <= 25
    assert all(end < begin for (_begin, end), (begin, _end) in pairwise(ranges))
    for lat in (51.79, 51.83, 51.87):
        for lon in (5.79, 5.83, 5.87):
            cell = cell_of(lat, lon)
            assert any(begin <= cell < end for begin, end in ranges)
    assert cells_in(Box(-180, -85, 180, 85))


def test_a_world_full_of_cells_is_never_answered() -> None:
    assert level_for(Box(-180, -85, 180, 85), 22) <= 4
    assert level_for(Box(5.850000, 51.84, 5.850001, 51.840001), 22) == 18


@pytest.mark.parametrize(
    "text",
    [
        "", "1,2,3", "a,b,c,d", "nan,51,6,52", "5,51,inf,52", "6,51,5,52", "5,52,6,51",
        "5,51,5,52", "1e999,0,1,1", "200,51,300,52", "5,89,6,90", "\0,1,2,3", "1," * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_world_is_refused(text: str) -> None:
    assert read_box(text) is None


def test_a_box_wider_than_the_world_is_the_world() -> None:
    box = read_box("-500,-100,500,100")
    assert box is not None
    assert (box.west, box.east) == (-180, 180)
    assert math.isclose(box.north, -box.south)


@pytest.mark.parametrize(
    ("text", "zoom"),
    [("12", 12), ("12.7", 12), ("0", 0), ("22", 22), ("-1", None), ("23", None), ("nan", None),
     ("inf", None), ("x", None), ("", None)],
)  # fmt: skip
def test_a_zoom_is_one_of_a_web_map(text: str, zoom: int | None) -> None:
    assert read_zoom(text) == zoom
