"""Asking a geocoder: its answers are kept for a day, and its silence for a short while."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from core.words import fold

MAX_LENGTH = 100
DAY = 24 * 60 * 60
# Long enough that not every visitor waits for a service that hangs, short enough to try again.
SECONDS_OF_SILENCE = 30
SILENT = "geocoder:silent"

POSTCODE = re.compile(r"\b([1-9]\d{3})\s*([a-z]{2})\b", re.IGNORECASE)
# What stands in addresses; anything else may mean something to the service.
NOT_IN_ADDRESSES = re.compile(r"[^\w\s.'’-]|_")


class GeocoderError(Exception):
    """The service did not give a usable answer."""


@dataclass(frozen=True, slots=True)
class Near:
    """Where to look: a municipality's code, as in GM0268, and its bounds (W, S, E, N)."""

    gemeentecode: str = ""
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A point with the name that the service gives it."""

    label: str
    lat: float
    lon: float
    kind: str


class Geocoder(Protocol):
    """What `GEOCODER_BACKEND` names: a class without arguments."""

    def search(self, text: str, *, near: Near) -> list[Place]:
        """Return the places that a text may mean, best first; raise GeocoderError if unknown."""

    def nearest(self, lat: float, lon: float) -> Place | None:
        """Return the address nearest to a point, if one is near; GeocoderError if unknown."""


def is_available() -> bool:
    """Say whether there is a service to ask."""
    return bool(settings.GEOCODER_BACKEND and settings.GEOCODER_URL)


def normalise(text: str) -> str:
    """Return an address as services like it: "6511ab 12" becomes "6511 AB 12"."""
    plain = NOT_IN_ADDRESSES.sub(" ", text.replace("\0", " "))[:MAX_LENGTH]
    spaced = POSTCODE.sub(lambda m: f"{m[1]} {m[2].upper()}", plain)
    return " ".join(spaced.split())


def find_places(text: str, *, near: Near) -> list[Place]:
    """Return the places that a text may mean, best first; GeocoderError when nobody answers."""
    wanted = normalise(text)
    if not any(sign.isalnum() for sign in wanted):
        return []
    if not is_available():
        raise GeocoderError
    key = _cache_key(wanted, near)
    kept: list[dict[str, Any]] | None = cache.get(key)
    if kept is not None:
        return [Place(**values) for values in kept]
    if cache.get(SILENT):
        raise GeocoderError
    geocoder: Geocoder = import_string(settings.GEOCODER_BACKEND)()
    try:
        places = _exact(wanted, geocoder.search(wanted, near=near))
    except GeocoderError:
        cache.set(SILENT, True, SECONDS_OF_SILENCE)  # noqa: FBT003
        raise
    cache.set(key, [asdict(place) for place in places], DAY)
    return places


def find_address(lat: float, lon: float) -> Place | None:
    """Return the address nearest to a point, if one is near; GeocoderError when nobody answers."""
    if not is_available() or cache.get(SILENT):
        raise GeocoderError
    # About a metre: a pin that moves less has the same address.
    lat, lon = round(lat, 5), round(lon, 5)
    key = _cache_key(f"{lat} {lon}", Near("nearest"))
    kept: list[dict[str, Any]] | None = cache.get(key)
    if kept is not None:
        return Place(**kept[0]) if kept else None
    geocoder: Geocoder = import_string(settings.GEOCODER_BACKEND)()
    try:
        place = geocoder.nearest(lat, lon)
    except GeocoderError:
        cache.set(SILENT, True, SECONDS_OF_SILENCE)  # noqa: FBT003
        raise
    cache.set(key, [asdict(place)] if place else [], DAY)
    return place


def _exact(wanted: str, places: list[Place]) -> list[Place]:
    """Keep the places that have every word, if there are any: services add look-alikes."""
    words = _words(wanted)
    exact = [place for place in places if words <= _words(place.label)]
    return exact or places


def _words(text: str) -> set[str]:
    # A postcode is written with and without a space.
    joined = POSTCODE.sub(lambda m: m[1] + m[2], fold(text))
    return set(re.findall(r"\w+", joined))


def _cache_key(wanted: str, near: Near) -> str:
    """Return a key that does not give the address away, not even by trying all of them."""
    asked = "|".join([settings.GEOCODER_BACKEND, settings.GEOCODER_URL, fold(wanted), repr(near)])
    return "geocoder:" + salted_hmac("kaart.geocoding", asked, algorithm="sha256").hexdigest()
