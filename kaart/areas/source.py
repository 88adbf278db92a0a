"""Reading GeoJSON from a file or from an address that may answer in pages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

import requests
from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from .errors import AreaSourceError

# The whole country in full detail is some 200 MB.
MAX_BYTES = 600_000_000
MAX_PAGES = 5_000
CHUNK = 1 << 20
# Seconds to connect, and between two pieces of an answer.
TIMEOUT = (10, 60)
POLYGONS = {"Polygon", "MultiPolygon"}
Origin = tuple[str, str | None, int | None]
LON_LAT = ("CRS84", "EPSG::4326", "EPSG:4326")


@dataclass(frozen=True, slots=True)
class Page:
    """Some features of a source, and how many the whole source says it has."""

    features: list[Any]
    total: int | None


def read_pages(source: str) -> Iterator[Page]:
    """Yield the features of a file or of a http(s) address, page by page."""
    if "://" in source:
        yield from _read_address(source)
    else:
        yield _read_file(Path(source))


def _read_file(path: Path) -> Page:
    try:
        if path.is_dir():
            raise AreaSourceError(_("%(path)s is een map, geen bestand.") % {"path": path})
        if path.stat().st_size > MAX_BYTES:
            _too_large(str(path))
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise AreaSourceError(_("Het bestand %(path)s bestaat niet.") % {"path": path}) from error
    except OSError as error:
        raise AreaSourceError(
            _("Het bestand %(path)s kan niet gelezen worden: %(reason)s.")
            % {"path": path, "reason": error.strerror or error}
        ) from error
    collection = parse_collection(content, str(path))
    features = collection["features"]
    if _next_link(collection) or (_total(collection) or 0) > len(features):
        raise AreaSourceError(
            _(
                "%(path)s is maar een deel van een groter antwoord. Geef het adres zelf op, "
                "dan worden alle delen gelezen."
            )
            % {"path": path}
        )
    return Page(features, len(features))


def _read_address(address: str) -> Iterator[Page]:
    """Follow `next` links, on the same host only, until there are no more."""
    seen: set[str] = set()
    try:
        origin = _origin(address)
    except ValueError as error:
        _not_an_address(address, error)
    read_bytes = read_features = 0
    total: int | None = None
    next_address: str | None = address
    with requests.Session() as session:
        session.headers["Accept"] = "application/geo+json, application/json"
        while next_address:
            if next_address in seen or len(seen) >= MAX_PAGES:
                raise AreaSourceError(
                    _("De bron blijft naar dezelfde bladzijde verwijzen: %(address)s.")
                    % {"address": next_address}
                )
            seen.add(next_address)
            content, answered_by = _download(session, next_address, MAX_BYTES - read_bytes)
            read_bytes += len(content)
            collection = parse_collection(content, next_address)
            read_features += len(collection["features"])
            total = _total(collection) if total is None else total
            link = _next_link(collection) if collection["features"] else None
            next_address = _next_address(link, answered_by, origin) if link else None
            yield Page(collection["features"], total)
    if total is not None and read_features < total:
        raise AreaSourceError(
            _("De bron is afgebroken: %(read)d van de %(total)d gebieden zijn ontvangen.")
            % {"read": read_features, "total": total}
        )


def _download(session: requests.Session, address: str, limit: int) -> tuple[bytes, str]:
    """Return the content of one answer and the address that gave it after redirects."""
    content = bytearray()
    try:
        with session.get(address, timeout=TIMEOUT, stream=True) as response:
            if response.status_code != requests.codes.ok:
                raise AreaSourceError(
                    _("%(address)s antwoordt met fout %(status)d.")
                    % {"address": address, "status": response.status_code}
                )
            for chunk in response.iter_content(CHUNK):
                content += chunk
                if len(content) > limit:
                    _too_large(address)
            return bytes(content), response.url
    except (requests.exceptions.InvalidSchema, requests.exceptions.InvalidURL) as error:
        _not_an_address(address, error)
    except requests.exceptions.Timeout as error:
        raise AreaSourceError(
            _("%(address)s antwoordt niet op tijd.") % {"address": address}
        ) from error
    except (
        requests.exceptions.ChunkedEncodingError,
        requests.exceptions.ContentDecodingError,
    ) as error:
        raise AreaSourceError(
            _("Het antwoord van %(address)s is afgebroken.") % {"address": address}
        ) from error
    except requests.exceptions.RequestException as error:
        raise AreaSourceError(
            _("%(address)s is niet bereikbaar.") % {"address": address}
        ) from error


def parse_collection(content: bytes, source: str) -> dict[str, Any]:
    """Turn bytes into a FeatureCollection, with its polygons as shapely geometries."""
    text = _decode(content, source)
    if not text.strip():
        raise AreaSourceError(_("%(source)s is leeg.") % {"source": source})
    try:
        collection = json.loads(text, object_hook=_build_geometry, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        if _ends_too_early(text, error):
            _cut_off(source, error)
        _not_geojson(source, error)
    except (ValueError, RecursionError) as error:
        _not_geojson(source, error)
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        _not_geojson(source, None)
    if collection.get("type") != "FeatureCollection":
        _not_geojson(source, None)
    check_projection(collection, source)
    return collection


def check_projection(collection: dict[str, Any], source: str) -> None:
    """Refuse a `crs` member that names anything but longitude and latitude."""
    crs = collection.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", crs) if isinstance(properties, dict) else crs)
    if not name.upper().endswith(LON_LAT):
        raise AreaSourceError(
            _(
                "%(source)s gebruikt een ander coördinatenstelsel (%(name)s). "
                "Alleen lengte- en breedtegraden (WGS84) kunnen ingelezen worden."
            )
            % {"source": source, "name": name[:80]}
        )


def _decode(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A file that ends within a letter was cut off; anything else is no text at all.
        if error.reason == "unexpected end of data":
            _cut_off(source, error)
        _not_geojson(source, error)


def _ends_too_early(text: str, error: json.JSONDecodeError) -> bool:
    """Tell a file that stops halfway from one that is something else."""
    if not text.lstrip().startswith("{") or error.msg == "Extra data":
        return False
    # The last word may be cut off itself: `fals` is reported where it starts.
    is_at_end = len(text.rstrip()) - error.pos < len("false")
    return is_at_end or error.msg.startswith("Unterminated string")


def _build_geometry(value: dict[str, Any]) -> Any:
    """Replace each polygon while parsing: lists of lists of numbers take ten times the memory.

    What cannot be built stays as it is, and is refused where the name of its area is known.
    """
    if value.get("type") in POLYGONS and "coordinates" in value:
        try:
            return shape(value)
        except (ShapelyError, ValueError, TypeError, IndexError, AttributeError):
            return value
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _total(collection: dict[str, Any]) -> int | None:
    total = collection.get("numberMatched")
    return total if isinstance(total, int) else None


def _next_link(collection: dict[str, Any]) -> str | None:
    links = collection.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "next" and link.get("href"):
            return str(link["href"])
    return None


def _next_address(link: str, answered_by: str, origin: Origin) -> str:
    """Return the address of the next page, which has to be on the same host."""
    try:
        address = urljoin(answered_by, link)
        if _origin(address) in {origin, _origin(answered_by)}:
            return address
    except ValueError:
        address = link
    raise AreaSourceError(
        _("De bron verwijst naar een ander adres: %(address)s. Dat wordt niet gelezen.")
        % {"address": address}
    )


def _origin(address: str) -> Origin:
    parts = urlsplit(address)
    return (parts.scheme, parts.hostname, parts.port)


def _not_an_address(address: str, error: Exception) -> NoReturn:
    raise AreaSourceError(
        _("%(address)s is geen adres dat met http:// of https:// begint.") % {"address": address}
    ) from error


def _cut_off(source: str, error: Exception) -> NoReturn:
    raise AreaSourceError(
        _("%(source)s is afgebroken: het einde ontbreekt.") % {"source": source}
    ) from error


def _not_geojson(source: str, error: Exception | None) -> NoReturn:
    raise AreaSourceError(
        _("%(source)s is geen GeoJSON met een lijst van gebieden (FeatureCollection).")
        % {"source": source}
    ) from error


def _too_large(source: str) -> NoReturn:
    raise AreaSourceError(
        _("%(source)s is te groot: meer dan %(size)d MB.")
        % {"source": source, "size": MAX_BYTES // 1_000_000}
    )
