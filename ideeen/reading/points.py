"""What the map asks for when it is moved: numbers of ideas, or the ideas where there are few."""

from typing import Any

from django.http import HttpRequest

from ideeen.models.idee import Idee
from ideeen.querysets import IdeeQuerySet
from ideeen.reading.filters import Filters
from kaart.clusters import Box, Cluster, clusters, gather, inside

# From this zoom on, a screen shows a street: there ideas stand apart.
STREET_ZOOM = 16
# So few stand apart on any map.
FEW = 30
# More are never sent one by one.
MANY = 300
# Of ideas with a word in them so many are looked at.
MAX_FOUND = 2_000
COLUMNS = ("pk", "titel", "stadium", "lat", "lon", "wijk")


def map_data(filters: Filters, box: Box, zoom: int, request: HttpRequest) -> dict[str, Any]:
    """Return clusters as [lat, lon, number], or points as [lat, lon, title, stage, address]."""
    found = clusters_of(filters, box, zoom)
    number = sum(cluster.aantal for cluster in found)
    if number <= (MANY if zoom >= STREET_ZOOM else FEW):
        return {"punten": [_point(idee, request) for idee in _points(filters, box)]}
    return {"groepen": [[one.lat, one.lon, one.aantal] for one in found]}


def clusters_of(filters: Filters, box: Box, zoom: int) -> list[Cluster]:
    """Return how many of the ideas asked for lie where in a box."""
    if not filters.text:
        return clusters(filters.counted(), box, zoom)
    places = _inside(filters, box).values_list("lat", "lon")[:MAX_FOUND]
    return gather(places, box, zoom)


def _inside(filters: Filters, box: Box) -> IdeeQuerySet:
    return filters.ideas().filter(
        inside(box),
        lat__gte=box.south,
        lat__lte=box.north,
        lon__gte=box.west,
        lon__lte=box.east,
    )


def _points(filters: Filters, box: Box) -> list[Idee]:
    """Return the ideas in a box, the newest first where they lie on top of each other."""
    found = _inside(filters, box).select_related("wijk").order_by("-geplaatst_op", "-pk")
    return list(found.only(*COLUMNS, *(f"wijk__{name}" for name in WIJK))[:MANY])


WIJK = ("path", "depth", "url_path", "slug", "title", "locale")


def _point(idee: Idee, request: HttpRequest) -> list[Any]:
    lat, lon = (round(part or 0, 5) for part in (idee.lat, idee.lon))
    return [lat, lon, idee.titel, idee.get_stadium_display(), idee.get_url(request)]
