"""The map of ideas as the server draws it: outlines, and a number where ideas are."""

import math
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from core.navigation import remembered
from ideeen.models.idee import Idee
from ideeen.reading.filters import Filters, wijken_of
from ideeen.reading.points import clusters_of
from kaart.clusters import FINER_THAN_TILE, Box
from kaart.models import Gebied
from kaart.outlines import AreaMap, draw_areas
from wijkpaginas.models import WijkPage

# More numbers would lie over each other.
ACROSS = 10
SMALLEST, GROWTH = 16, 9
PLACE = 30
# Around ideas of a neighbourhood that has no outline, in degrees.
AROUND = 0.01


@dataclass(frozen=True, slots=True)
class Dot:
    """A number on the drawing."""

    x: float
    y: float
    radius: float
    aantal: int


@dataclass(frozen=True, slots=True)
class IdeaMap:
    """What the page shows of the map, before a script makes it one that can be moved."""

    bounds: tuple[float, float, float, float]
    drawing: AreaMap | None
    dots: list[Dot]


def draw(filters: Filters, wijk: WijkPage | None, request: HttpRequest) -> IdeaMap | None:
    """Draw the ideas that are asked for; None when nothing says where they are."""
    drawing = draw_areas(_areas(filters, wijk, request))
    if drawing is None:
        bounds = _around(filters)
        return IdeaMap(bounds, None, []) if bounds else None
    box = Box(*drawing.bounds)
    zoom = math.floor(math.log2(ACROSS / box.span)) - FINER_THAN_TILE
    dots = []
    for one in clusters_of(filters, box, zoom):
        if (one.lat, one.lon) in box:
            x, y = drawing.place(one.lat, one.lon)
            radius = round(SMALLEST + GROWTH * math.log10(one.aantal), 1)
            dots.append(Dot(x, y, radius, one.aantal))
    return IdeaMap(drawing.bounds, drawing, dots)


def draw_place(idee: Idee) -> IdeaMap | None:
    """Draw where in its neighbourhood an idea is; None without a place or an outline."""
    if idee.lat is None or idee.lon is None:
        return None
    drawing = _drawing_of(idee.wijk)
    if drawing is None or (idee.lat, idee.lon) not in Box(*drawing.bounds):
        return None
    x, y = drawing.place(idee.lat, idee.lon)
    return IdeaMap(drawing.bounds, drawing, [Dot(x, y, PLACE, 1)])


def _drawing_of(wijk: WijkPage) -> AreaMap | None:
    """Return a neighbourhood as it is drawn below the places of all its ideas."""

    def make() -> tuple[AreaMap | None]:
        area = Gebied.objects.for_drawing().filter(wijkpaginas=wijk.pk).order_by().first()
        return (draw_areas([(area, wijk.title, None)]) if area else None,)

    # In a row, as None is not remembered.
    return remembered(("ideeen drawing of wijk", wijk.pk), make)[0]


def _areas(filters: Filters, wijk: WijkPage | None, request: HttpRequest) -> list[Any]:
    """Return the areas to draw: of the neighbourhood, or of all, each with the way to its ideas."""
    if wijk:
        return [(wijk.gebied, wijk.title, None)] if wijk.gebied else []
    choices = {one.pk: one for one in wijken_of(filters.site, request)}
    if filters.chosen:
        choices = {filters.chosen.pk: filters.chosen}
    pages = WijkPage.objects.filter(pk__in=choices, gebied__isnull=False).for_cards()
    return [
        (page.gebied, page.title, filters.address(wijk=choices[page.pk].slug, toon="kaart"))
        for page in pages
    ]


def _around(filters: Filters) -> tuple[float, float, float, float] | None:
    world = Box(-180.0, -85.0, 180.0, 85.0)
    found = clusters_of(filters, world, 12)
    if not found:
        return None
    lats, lons = [one.lat for one in found], [one.lon for one in found]
    return (
        min(lons) - AROUND,
        min(lats) - AROUND,
        max(lons) + AROUND,
        max(lats) + AROUND,
    )
