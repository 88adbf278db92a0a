"""Cells: squares of the map that lie inside each other, each with a number of its own.

A point has the number of the smallest square it lies in. Without its last two bits that is the
number of the square around it, up to the whole world: a square is a range of numbers in one indexed
column. Squares are those of the tiles of a web map: what a screen shows is a handful of them.
"""

import math

# Of a cell of a point: as fine as a tile of zoom 31, less than two centimetres.
BITS = 31
# Beyond these a web map has no tiles.
MAX_LAT = 85.05112878


def cell_of(lat: float, lon: float) -> int:
    """Return the number of the smallest cell that a point (WGS84) lies in."""
    size = 1 << BITS
    sine = math.sin(math.radians(max(-MAX_LAT, min(MAX_LAT, lat))))
    x = (lon + 180) / 360
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    column, row = (min(size - 1, max(0, int(part * size))) for part in (x, y))
    return _spread(column) | _spread(row) << 1


def _spread(number: int) -> int:
    """Put a zero between the bits of a number of at most 32 of them."""
    number = (number | number << 16) & 0x0000FFFF0000FFFF
    number = (number | number << 8) & 0x00FF00FF00FF00FF
    number = (number | number << 4) & 0x0F0F0F0F0F0F0F0F
    number = (number | number << 2) & 0x3333333333333333
    return (number | number << 1) & 0x5555555555555555
