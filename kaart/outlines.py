"""Maps drawn on the server: outlines of areas as SVG paths, small enough to send with the page.

Neighbours in published data do not share their borders to the last digit. They are made to do so
first (a coverage), so that simplifying leaves no gaps between them.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely
from django.core.cache import cache
from shapely.geometry import shape

from .models import Gebied
from .svg import path_data

# In pixels of the drawing: what the eye does not miss (the root of an area), and the seams that the
# sources leave.
TOLERANCE = 2.0
SNAP = 1.0
GAP = 4.0
MARGIN = 4
# Areas of the same level hardly overlap. Where more than this share of an area would be given to
# another, the items are of different levels or years and each is drawn by itself.
OVERLAP = 0.2
MERCATOR_LIMIT = 85.0
CACHE_SECONDS = 7 * 24 * 3600
# Part of the cache key: raise it when the drawing itself changes.
DRAWING_VERSION = 1

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class AreaShape:
    """One area of a map."""

    path: str
    label: str
    url: str | None
    label_x: float
    label_y: float
    active: bool
    key: str


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A drawing with the corner coordinates that it covers (west, south, east, north)."""

    viewbox: str
    areas: list[AreaShape]
    bounds: tuple[float, float, float, float]

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a point lies on the drawing, in its pixels."""
        width = float(self.viewbox.split()[2]) - 2 * MARGIN
        west, south, east, north = self.bounds
        (left, _bottom), (right, top), (x, y) = _mercator(
            np.array([[west, south], [east, north], [lon, lat]])
        )
        scale = width / (right - left)
        return (round(float(x - left) * scale, 1), round(float(top - y) * scale, 1))


class Drawn(NamedTuple):
    """What is kept of a drawing: labels and links may differ from page to page."""

    height: int
    shapes: list[tuple[str, float, float]]


def draw_areas(
    items: Iterable[tuple[Gebied, str, str | None]],
    *,
    width: int = 1000,
    highlight: Collection[str] = frozenset(),
) -> AreaMap | None:
    """Draw areas with a label and an address each; None when there is nothing to draw.

    The areas whose code is in `highlight` are marked as active. Areas may be read with
    `for_drawing()`: outlines are only fetched when the drawing is not in the cache.
    """
    chosen = list(items)
    if not chosen:
        return None
    areas = [area for area, _label, _url in chosen]
    bounds = (
        min(area.west for area in areas),
        min(area.zuid for area in areas),
        max(area.oost for area in areas),
        max(area.noord for area in areas),
    )
    drawn = _cached_drawing(areas, bounds, width)
    shapes = [
        AreaShape(path, label, url, x, y, area.code in highlight, area.code)
        for (area, label, url), (path, x, y) in zip(chosen, drawn.shapes, strict=True)
    ]
    viewbox = f"{-MARGIN} {-MARGIN} {width + 2 * MARGIN} {drawn.height + 2 * MARGIN}"
    return AreaMap(viewbox, shapes, bounds)


def _cached_drawing(
    areas: list[Gebied], bounds: tuple[float, float, float, float], width: int
) -> Drawn:
    """Draw each set of areas once, until one of them changes."""
    if any(area.pk is None for area in areas):
        return _draw([area.omtrek for area in areas], bounds, width)
    facts = [(area.pk, area.updated_at.isoformat(), area.bounds) for area in areas]
    digest = hashlib.sha256(repr((DRAWING_VERSION, width, facts)).encode()).hexdigest()
    key = f"kaart.outlines.{digest}"
    drawn: Drawn | None = cache.get(key)
    if drawn is None:
        drawn = _draw(_outlines(areas), bounds, width)
        cache.set(key, drawn, CACHE_SECONDS)
    return drawn


def _outlines(areas: list[Gebied]) -> list[dict[str, Any]]:
    """Return the outlines, with one query for those that were left out when reading."""
    left_out = [area.pk for area in areas if "omtrek" in area.get_deferred_fields()]
    fetched: dict[int, dict[str, Any]] = {}
    if left_out:
        fetched = dict(Gebied.objects.filter(pk__in=left_out).values_list("pk", "omtrek"))
    return [fetched.get(area.pk) or area.omtrek for area in areas]


def _draw(
    outlines: list[dict[str, Any]], bounds: tuple[float, float, float, float], width: int
) -> Drawn:
    """Project to pixels, close the seams, simplify and write."""
    corners = _mercator(np.array([bounds[:2], bounds[2:]]))
    (left, bottom), (right, top) = corners
    scale = width / (right - left)

    def to_pixels(coordinates: Array) -> Array:
        projected = _mercator(coordinates)
        return np.column_stack(((projected[:, 0] - left) * scale, (top - projected[:, 1]) * scale))

    exact = shapely.transform(np.array([shape(outline) for outline in outlines]), to_pixels)
    shapes = []
    for area, precise in zip(_simplify(exact), exact, strict=True):
        path = path_data(area) or path_data(_speck(precise))
        x, y = _label_point(precise if shapely.is_empty(area) else area)
        shapes.append((path, x, y))
    return Drawn(max(1, round((top - bottom) * scale)), shapes)


def _mercator(coordinates: Array) -> Array:
    """Web Mercator on a globe of radius 1, as the tiles below the drawing have it."""
    lat = np.radians(np.clip(coordinates[:, 1], -MERCATOR_LIMIT, MERCATOR_LIMIT))
    return np.column_stack((np.radians(coordinates[:, 0]), np.log(np.tan(np.pi / 4 + lat / 2))))


def _simplify(areas: Array) -> Array:
    """Simplify borders that areas share in the same way on both sides."""
    try:
        cleaned = shapely.coverage_clean(areas, gap_width=GAP, snapping_distance=SNAP)
    except shapely.GEOSException:
        return _simplify_each(areas)
    before, after = shapely.area(areas), shapely.area(cleaned)
    seams = shapely.length(areas) * GAP
    if np.any(np.abs(after - before) > np.maximum(before * OVERLAP, seams)):
        return _simplify_each(areas)
    return np.asarray(shapely.coverage_simplify(cleaned, TOLERANCE))


def _simplify_each(areas: Array) -> Array:
    return np.asarray(shapely.simplify(areas, TOLERANCE / 2, preserve_topology=True))


def _speck(area: Any) -> Any:
    """Stand in for an area that is too small to see: it stays a link that can be reached."""
    x, y = _label_point(area)
    return shapely.box(x - 1, y - 1, x + 1, y + 1)


def _label_point(area: Any) -> tuple[float, float]:
    """Return the middle of the widest spot of the largest part: there a name fits best."""
    largest = max(shapely.get_parts(area), key=shapely.area)
    west, north, east, south = shapely.bounds(largest)
    tolerance = max(1.0, max(east - west, south - north) / 50)
    point = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance), 0)
    return (round(float(shapely.get_x(point)), 1), round(float(shapely.get_y(point)), 1))
