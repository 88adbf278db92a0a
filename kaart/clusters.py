"""What a map shows of many things: a number for each square of it, whatever its zoom."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from kaart.cells import BITS, MAX_LAT, cell_of
from kaart.models import Kaartcel
from kaart.tallies import LEVELS, PARTS

# A tile of 256 pixels has sixteen clusters: each has room for a number that a finger can hit.
FINER_THAN_TILE = 2
# What no screen needs, whatever somebody asks: it bounds the answer.
MOST_ACROSS = 24
# A box is covered by about so many squares across: each is a range of numbers.
COVER_ACROSS = 4
MAX_ZOOM = 22


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def __contains__(self, place: tuple[float, float]) -> bool:
        lat, lon = place
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    @property
    def span(self) -> float:
        """Its longest side, as a share of the map of the world."""
        (left, bottom), (right, top) = _corners(self)
        return max(right - left, bottom - top, 2.0**-BITS)


@dataclass(frozen=True, slots=True)
class Cluster:
    """How many things are near a place; their average place."""

    lat: float
    lon: float
    aantal: int


def read_box(text: str) -> Box | None:
    """Read `west,south,east,north`; None when that is no part of the world."""
    try:
        west, south, east, north = (float(part) for part in text[:200].split(","))
    except ValueError:
        return None
    if not all(math.isfinite(part) for part in (west, south, east, north)):
        return None
    # A screen may show more than the world; what is off it has no things.
    west, east = max(west, -180.0), min(east, 180.0)
    south, north = max(south, -MAX_LAT), min(north, MAX_LAT)
    return Box(west, south, east, north) if west < east and south < north else None


def read_zoom(text: str) -> int | None:
    """Read the zoom of a web map, as a whole number; None when there is no such zoom."""
    try:
        zoom = float(text[:20])
    except ValueError:
        return None
    return math.floor(zoom) if 0 <= zoom <= MAX_ZOOM else None


def level_for(box: Box, zoom: int) -> int:
    """Return the level of the cells that a map shows: never more than a screen has room for."""
    finest = math.floor(math.log2(MOST_ACROSS / box.span))
    return max(0, min(zoom + FINER_THAN_TILE, finest, LEVELS[-1]))


def cells_in(box: Box) -> list[tuple[int, int]]:
    """Return ranges of numbers of the smallest cells, from and up to, that cover a box.

    They cover somewhat more than the box.
    """
    level = max(0, min(BITS, math.floor(math.log2(COVER_ACROSS / box.span))))
    shift = 2 * (BITS - level)
    (left, bottom), (right, top) = _corners(box)
    size = 1 << level
    columns = range(int(left * size), min(size - 1, int(right * size)) + 1)
    rows = range(int(top * size), min(size - 1, int(bottom * size)) + 1)
    numbers = sorted(_number(column, row, level) for column in columns for row in rows)
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        begin, end = number << shift, (number + 1) << shift
        if ranges and ranges[-1][1] == begin:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((begin, end))
    return ranges


def inside(box: Box, *, level: int = BITS, column: str = "cel") -> Q:
    """Return the condition that a cell of a level lies in, or around, a box."""
    shift = 2 * (BITS - level)
    wanted = Q(pk__in=[])
    for begin, end in cells_in(box):
        last = ((end - 1) >> shift) + 1
        wanted |= Q(**{f"{column}__gte": begin >> shift, f"{column}__lt": last})
    return wanted


def clusters(counted: QuerySet[Kaartcel], box: Box, zoom: int) -> list[Cluster]:
    """Add up what lies in the cells of a box, for the squares that a map at this zoom has."""
    level = level_for(box, zoom)
    stored = next(each for each in LEVELS if each >= level)
    square: Any = F("cel") / (1 << 2 * (stored - level))
    rows = (
        counted.filter(inside(box, level=stored), niveau=stored)
        .order_by()
        .values_list(square)
        .annotate(Sum("aantal"), Sum("som_lat"), Sum("som_lon"))
    )
    return list(_clusters((int(n), int(lat), int(lon)) for _square, n, lat, lon in rows))


def gather(places: Iterable[tuple[float, float]], box: Box, zoom: int) -> list[Cluster]:
    """Do the same with places (lat, lon) that were read one by one."""
    shift = 2 * (BITS - level_for(box, zoom))
    sums: dict[int, tuple[int, int, int]] = {}
    for lat, lon in places:
        number, lats, lons = sums.get(cell_of(lat, lon) >> shift, (0, 0, 0))
        sums[cell_of(lat, lon) >> shift] = (
            number + 1,
            lats + round(lat * PARTS),
            lons + round(lon * PARTS),
        )
    return list(_clusters(sums.values()))


def _clusters(sums: Iterable[tuple[int, int, int]]) -> Iterable[Cluster]:
    for number, lat, lon in sums:
        if number > 0:
            yield Cluster(round(lat / number / PARTS, 5), round(lon / number / PARTS, 5), number)


def _corners(box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return lower left and upper right as shares of the map of the world, from its upper left."""
    return (
        (_share_x(box.west), _share_y(box.south)),
        (_share_x(box.east), _share_y(box.north)),
    )


def _share_x(lon: float) -> float:
    return (lon + 180) / 360


def _share_y(lat: float) -> float:
    sine = math.sin(math.radians(max(-MAX_LAT, min(MAX_LAT, lat))))
    return min(1.0, max(0.0, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)))


def _number(column: int, row: int, level: int) -> int:
    """Return the number of the cell in a column and row of a level."""
    number = 0
    for bit in range(level):
        number |= (column >> bit & 1) << 2 * bit | (row >> bit & 1) << 2 * bit + 1
    return number
