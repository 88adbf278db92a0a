"""Where an idea is about: a point in the municipality, found by a pin or an address."""

import math
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

from core.navigation import remembered
from ideeen.querysets import closed_wijken
from kaart.geocoding import GeocoderError, Near, Place, find_places
from wijkpaginas.finder import area_at, where_they_lie, wijk_at, with_areas
from wijkpaginas.models import WijkIndexPage, WijkPage

MAX_CHOICES = 10
# Some ten centimetres: the rest of what a browser sends says nothing.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A point, and the neighbourhood that it lies in."""

    lat: float
    lon: float
    wijk: WijkPage
    adres: str = ""


class SeveralPlacesError(Exception):
    """An address of which there are several; somebody has to say which."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__(len(places))
        self.places = places


def all_wijken(site: Site) -> list[WijkPage]:
    """Return the open neighbourhoods of a municipality, with their areas, by name."""

    def find() -> list[WijkPage]:
        index = WijkIndexPage.objects.child_of(site.root_page).public().first()
        return list(with_areas(index).order_by("title")) if index else []

    return remembered(("wijken with areas", site.pk), find)


def wijken_with_ideas(site: Site) -> list[WijkPage]:
    """Return those in which ideas can be sent in now."""
    closed = set(closed_wijken(site.pk))
    return [wijk for wijk in all_wijken(site) if wijk.pk not in closed]


def near(site: Site) -> Near:
    """Say where the municipality lies, to those who find addresses."""
    return remembered(("near", site.pk), lambda: where_they_lie(all_wijken(site)))


def read_point(lat: str, lon: str) -> tuple[float, float]:
    """Return the point that a browser sent; ValidationError when it is none on earth."""
    try:
        point = float(lat.strip().replace(",", ".")), float(lon.strip().replace(",", "."))
    except ValueError:
        raise _no_point() from None
    if not all(map(math.isfinite, point)) or abs(point[0]) > 90 or abs(point[1]) > 180:
        raise _no_point()
    return round(point[0], DIGITS), round(point[1], DIGITS)


def _no_point() -> ValidationError:
    return ValidationError(
        _("Deze plek kennen wij niet. Zet het punt opnieuw op de kaart, of vul een adres in."),
        code="no_point",
    )


def spot_at(lat: float, lon: float, site: Site, wijk: WijkPage | None, adres: str = "") -> Spot:
    """Return the spot at a point; ValidationError when ideas there are not for this site.

    `wijk` is the one that the form is of: it decides where no outline does.
    """
    wijken = all_wijken(site)
    found = wijk_at(lat, lon, wijken)
    if found is None:
        found = _without_outline(lat, lon, site, wijk)
    if found.pk in closed_wijken(site.pk):
        raise ValidationError(
            _("Deze plek ligt in %(wijk)s. Daar kunt u nu geen ideeën insturen.")
            % {"wijk": found.title},
            code="closed",
        )
    return Spot(lat, lon, found, adres)


def _without_outline(lat: float, lon: float, site: Site, wijk: WijkPage | None) -> WijkPage:
    """Return the form's own neighbourhood where outlines can't tell that the point is not in it."""
    wijken = all_wijken(site)
    has_outlines = any(other.gebied_id for other in wijken)
    area = area_at(lat, lon, wijken) if has_outlines else None
    is_inside = area is not None and area.gemeentecode == near(site).gemeentecode
    if wijk is not None and wijk.gebied_id is None and (is_inside or not has_outlines):
        return wijk
    if is_inside and area:
        raise ValidationError(
            _("Deze plek ligt in %(area)s. Die wijk staat nog niet op deze site.")
            % {"area": area.naam},
            code="no_page",
        )
    if not has_outlines:
        raise ValidationError(_("Kies eerst de wijk waar deze plek ligt."), code="no_wijk")
    raise ValidationError(
        _("Deze plek ligt niet in onze gemeente. Zet het punt op de goede plek."), code="outside"
    )


def find_spot(text: str, site: Site, wijk: WijkPage | None) -> Spot:
    """Return the spot of an address.

    Raises SeveralPlacesError when somebody has to choose, and ValidationError when there is none or
    nobody can tell.
    """
    try:
        places = find_places(text, near=near(site))
    except GeocoderError:
        raise ValidationError(
            _(
                "Wij kunnen het adres nu niet opzoeken. Probeer het straks nog een keer, zet een "
                "punt op de kaart, of kies ‘de hele wijk’. Wat u invulde, staat er nog."
            ),
            code="silent",
        ) from None
    if not places:
        raise ValidationError(
            _("Dit adres vinden wij niet. Vul een straat met een huisnummer in, of een postcode."),
            code="unknown",
        )
    here = [place for place in places if wijk_at(place.lat, place.lon, all_wijken(site))]
    if len(here) > 1 and here[0].label.casefold() != text.strip().casefold():
        raise SeveralPlacesError(here[:MAX_CHOICES])
    best = (here or places)[0]
    return spot_at(round(best.lat, DIGITS), round(best.lon, DIGITS), site, wijk, best.label)
