"""Checking and repairing outlines, and deriving what the rows keep of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _
from shapely import MultiPolygon
from shapely.geometry import mapping

from kaart.models import COORDINATE_DIGITS

from .errors import AreaSourceError

# In degrees: corners within some 4 metres are the same one, and slits up to some 30 metres between
# parts are seams, as the parts were simplified each by themselves.
SNAP = 0.00005
SEAM = 0.0004
# Where longitude and latitude change places, the Netherlands and Belgium lie off Somalia.
SWAPPED = shapely.box(49.4, 2.3, 53.8, 7.4)


def repair(geometry: Any, name: str) -> MultiPolygon:
    """Return a valid multipolygon with rounded coordinates, or say what is wrong with this one."""
    if not isinstance(geometry, shapely.Polygon | MultiPolygon):
        raise AreaSourceError(
            _("De omtrek van %(name)s is geen geldig vlak (Polygon of MultiPolygon).")
            % {"name": name}
        )
    geometry = shapely.force_2d(geometry)
    _check_coordinates(geometry, name)
    result = _only_polygons(shapely.transform(geometry, _rounded))
    if not result.is_valid:
        result = _only_polygons(shapely.make_valid(result))
    if result.is_empty or not result.area:
        raise AreaSourceError(_("De omtrek van %(name)s is leeg.") % {"name": name})
    return result


def union(parts: Sequence[Any]) -> MultiPolygon:
    """Merge parts that nearly touch into one area, without slivers along the seams."""
    try:
        parts = shapely.coverage_clean(parts, gap_width=SEAM, snapping_distance=SNAP)
    except shapely.GEOSException:
        parts = [shapely.make_valid(part) for part in parts]
    return repair(_only_polygons(shapely.union_all(parts)), "")


def outline_fields(geometry: MultiPolygon) -> dict[str, Any]:
    """Return the columns of a row that follow from its outline."""
    west, south, east, north = geometry.bounds
    centre = geometry.representative_point()
    return {
        "omtrek": _as_json(geometry),
        "west": west,
        "zuid": south,
        "oost": east,
        "noord": north,
        "lat": centre.y,
        "lon": centre.x,
    }


def _check_coordinates(geometry: Any, name: str) -> None:
    if geometry.is_empty:
        raise AreaSourceError(_("De omtrek van %(name)s is leeg.") % {"name": name})
    coordinates = shapely.get_coordinates(geometry)
    if not np.isfinite(coordinates).all():
        raise AreaSourceError(
            _("De omtrek van %(name)s bevat een getal dat geen coördinaat is.") % {"name": name}
        )
    if (np.abs(coordinates) > (180, 90)).any():
        raise AreaSourceError(
            _(
                "De omtrek van %(name)s is niet in lengte- en breedtegraden (WGS84): "
                "de bron gebruikt een ander coördinatenstelsel."
            )
            % {"name": name}
        )
    if SWAPPED.covers(shapely.box(*geometry.bounds)):
        raise AreaSourceError(
            _("In de omtrek van %(name)s zijn lengte- en breedtegraad verwisseld.") % {"name": name}
        )


def _rounded(coordinates: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.round(coordinates, COORDINATE_DIGITS)


def _only_polygons(geometry: Any) -> MultiPolygon:
    """Drop the lines and points that a repair leaves behind; run rings as GeoJSON wants them."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    polygons = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    result: MultiPolygon = shapely.orient_polygons(MultiPolygon(polygons))
    return result


def _as_json(geometry: MultiPolygon) -> dict[str, Any]:
    """Write as lists, which is what comes back from the database: rows can then be compared."""
    polygons = mapping(geometry)["coordinates"]
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [[list(point) for point in ring] for ring in polygon] for polygon in polygons
        ],
    }
