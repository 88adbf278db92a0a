"""Polygons as SVG path data, in as few characters as one decimal allows."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely


def path_data(area: Any) -> str:
    """Write all rings of a polygon or multipolygon; empty when nothing of it is visible.

    Exteriors run one way and holes the other, so that either fill rule leaves the holes open.
    """
    parts = shapely.get_parts(shapely.orient_polygons(area))
    rings = shapely.get_rings(parts)
    return "".join(_ring_data(shapely.get_coordinates(ring)) for ring in rings)


def _ring_data(coordinates: Any) -> str:
    """Write one ring, with steps or with positions: whichever is shorter."""
    # Tenths of a pixel as whole numbers: steps between them add up without drifting.
    points = np.rint(coordinates[:-1] * 10).astype(int)
    points = points[np.any(points != np.roll(points, 1, axis=0), axis=1)]
    if len(points) < 3:
        return ""
    start = _numbers(points[0])
    positions = f"M{start}L{_numbers(points[1:].ravel())}z"
    steps = f"M{start}l{_numbers(np.diff(points, axis=0).ravel())}z"
    return min(steps, positions, key=len)


def _numbers(tenths: Iterable[int]) -> str:
    """Write tenths as decimals, with a space only where numbers would run together."""
    text = ""
    for tenth in tenths:
        number = _number(int(tenth))
        text += number if number.startswith("-") or not text else f" {number}"
    return text


def _number(tenth: int) -> str:
    sign = "-" if tenth < 0 else ""
    whole, rest = divmod(abs(tenth), 10)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"
