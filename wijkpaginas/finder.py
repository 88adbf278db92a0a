"""Finding a neighbourhood by its name, or by an address or postcode in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from django.db.models import Max, Min, QuerySet

from kaart.geocoding import GeocoderError, Near, Place, find_places, is_available
from kaart.lookup import gebied_at, gebied_id_at
from kaart.models import Gebied, Niveau
from wijkpaginas.models import WijkIndexPage, WijkPage
from wijkpaginas.names import matches, simplify

MAX_LENGTH = 100
MAX_CHOICES = 10
SMALLEST_FIRST = [Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE]


class Outcome(Enum):
    """How a search for a neighbourhood ended."""

    FOUND = "found"
    BY_NAME = "by_name"
    CHOICE = "choice"
    NO_PAGE = "no_page"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    NO_ADDRESSES = "no_addresses"
    SILENT = "silent"


@dataclass(slots=True)
class Choice:
    """An address that may be meant, and the neighbourhood that it lies in."""

    label: str
    wijk: WijkPage


@dataclass(slots=True)
class Finding:
    """What was found: one neighbourhood, several to choose from, or why there is none."""

    outcome: Outcome
    wijk: WijkPage | None = None
    choices: list[Choice] = field(default_factory=list)
    # The area of an address that has no page.
    area_name: str = ""


def find_wijk(text: str, index: WijkIndexPage) -> Finding:
    """Find the neighbourhood that somebody means, among the public ones of a municipality."""
    wijken = list(with_areas(index))
    named = [wijk for wijk in wijken if matches(text, wijk.title)]
    same = [wijk for wijk in named if simplify(wijk.title) == simplify(text)]
    if len(named) == 1 or len(same) == 1:
        return Finding(Outcome.FOUND, wijk=(same or named)[0])
    by_name = Finding(Outcome.BY_NAME) if named else None
    if by_name and not any(sign.isdecimal() for sign in text):
        return by_name
    if not is_available():
        return by_name or Finding(Outcome.NO_ADDRESSES)
    near = where_they_lie(wijken)
    try:
        places = find_places(text, near=near)
    except GeocoderError:
        return by_name or Finding(Outcome.SILENT)
    if not places:
        return by_name or Finding(Outcome.UNKNOWN)
    return _by_places(places, wijken, near)


def with_areas(index: WijkIndexPage) -> "QuerySet[WijkPage]":
    """Return the public neighbourhoods, with their areas but without outlines."""
    found = WijkPage.objects.child_of(index).public().select_related("gebied")
    return found.defer_streamfields().defer("gebied__omtrek", "gebied__kerncijfers")


def where_they_lie(wijken: Iterable[WijkPage]) -> Near:
    """Return where the municipality lies, as far as the areas of its neighbourhoods tell."""
    codes = {wijk.gebied.gemeentecode for wijk in wijken if wijk.gebied}
    # Neighbourhoods without a page belong to the municipality too.
    bounds = Gebied.objects.filter(gemeentecode__in=codes).aggregate(
        west=Min("west"), south=Min("zuid"), east=Max("oost"), north=Max("noord")
    )
    return Near(
        gemeentecode=codes.pop() if len(codes) == 1 else "",
        bounds=None if bounds["west"] is None else tuple(bounds.values()),
    )


def _by_places(places: list[Place], wijken: list[WijkPage], near: Near) -> Finding:
    found = [
        Choice(place.label, wijk)
        for place in places
        if (wijk := wijk_at(place.lat, place.lon, wijken))
    ]
    if len({choice.wijk.pk for choice in found}) == 1:
        return Finding(Outcome.FOUND, wijk=found[0].wijk)
    if found:
        return Finding(Outcome.CHOICE, choices=found[:MAX_CHOICES])
    area = area_at(places[0].lat, places[0].lon, wijken)
    if area and area.gemeentecode == near.gemeentecode:
        return Finding(Outcome.NO_PAGE, area_name=area.naam)
    return Finding(Outcome.OUTSIDE)


def wijk_at(lat: float, lon: float, wijken: Iterable[WijkPage]) -> WijkPage | None:
    """Return the neighbourhood at a point: the smallest, where a buurt lies in a wijk."""
    by_area = {wijk.gebied_id: wijk for wijk in wijken if wijk.gebied}
    # The year of each page's own area: pages may be older than the newest outlines.
    years = {(wijk.gebied.niveau, wijk.gebied.jaar) for wijk in by_area.values() if wijk.gebied}
    for niveau, jaar in sorted(years, key=lambda kind: (SMALLEST_FIRST.index(kind[0]), -kind[1])):
        wijk = by_area.get(gebied_id_at(lat, lon, niveau, jaar))
        if wijk:
            return wijk
    return None


def area_at(lat: float, lon: float, wijken: Iterable[WijkPage]) -> Gebied | None:
    """Return the area at a point, of the level that the municipality has its pages for."""
    levels = [wijk.gebied.niveau for wijk in wijken if wijk.gebied]
    level = max(set(levels), key=levels.count, default=Niveau.WIJK)
    return gebied_at(lat, lon, level)
