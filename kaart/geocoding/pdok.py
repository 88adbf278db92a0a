"""The Locatieserver of PDOK, version 3.1: all addresses of the Netherlands, no key needed."""

import json
import math
import re
from typing import Any, NoReturn
from urllib.parse import urlencode

from django.conf import settings

from .geocoder import GeocoderError, Near, Place
from .transport import fetch

MAX_BYTES = 500_000
ROWS = 20
# Metres: what is further off is not where somebody pointed.
NEAR_BY = 75
POINT = re.compile(r"POINT\(\s*(\S+)\s+(\S+)\s*\)")
CODE = re.compile(r"^GM(\d{4})$")
# Signs that its query language gives a meaning.
NO_OPERATORS = str.maketrans(dict.fromkeys('+-&|!(){}[]^"~*?:\\/', " "))


class Locatieserver:
    """Asks `GEOCODER_URL`, the address of the service up to and including its version."""

    def search(self, text: str, *, near: Near) -> list[Place]:
        plain = " ".join(text.translate(NO_OPERATORS).split())
        if not plain:
            return []
        values = [
            ("q", plain),
            ("fq", "type:(adres OR postcode OR weg)"),
            ("fl", "type,weergavenaam,centroide_ll"),
            ("rows", str(ROWS)),
        ]
        code = CODE.match(near.gemeentecode)
        if code:
            values.append(("fq", f"gemeentecode:{code[1]}"))
        places = _ask("free", values)
        return [place for place in places if _is_within(place, near)]

    def nearest(self, lat: float, lon: float) -> Place | None:
        values = [
            ("lat", str(lat)),
            ("lon", str(lon)),
            ("type", "adres"),
            ("distance", str(NEAR_BY)),
            ("fl", "type,weergavenaam,centroide_ll"),
            ("rows", "1"),
        ]
        return next(iter(_ask("reverse", values)), None)


def _ask(question: str, values: list[tuple[str, str]]) -> list[Place]:
    address = f"{settings.GEOCODER_URL.rstrip('/')}/{question}?{urlencode(values)}"
    content = fetch(address, seconds=settings.GEOCODER_TIMEOUT, max_bytes=MAX_BYTES)
    return [_read(found) for found in _found(content)]


def _found(content: bytes) -> list[Any]:
    try:
        found = json.loads(content, parse_constant=_refuse)["response"]["docs"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise GeocoderError from error
    if not isinstance(found, list):
        raise GeocoderError
    return found[:ROWS]


def _read(found: Any) -> Place:
    """Turn one of the service's answers into a place; refuse the whole answer if it can't be."""
    try:
        label, kind = found["weergavenaam"], found["type"]
        point = POINT.fullmatch(found["centroide_ll"])
        lon, lat = (float(number) for number in point.groups()) if point else (math.nan, math.nan)
    except (KeyError, TypeError, ValueError) as error:
        raise GeocoderError from error
    on_earth = math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
    if not on_earth or not isinstance(label, str) or not isinstance(kind, str):
        raise GeocoderError
    return Place(label=label[:200], lat=lat, lon=lon, kind=kind[:40])


def _is_within(place: Place, near: Near) -> bool:
    if near.bounds is None:
        return True
    west, south, east, north = near.bounds
    return west <= place.lon <= east and south <= place.lat <= north


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
