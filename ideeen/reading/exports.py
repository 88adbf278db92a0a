"""Ideas to take along, for a spreadsheet (CSV, ODS) or a map (GeoJSON); nothing personal in it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils import timezone

from core.spreadsheets import ODS, csv_lines, write_ods
from ideeen.models.idee import Idee
from ideeen.reading.filters import Filters
from ideeen.workflow import ANSWERED

# Of a longer list each file holds a part.
PART_SIZE = 5_000
CHUNK = 500
KINDS = {"csv": "CSV", "ods": "ODS", "geojson": "GeoJSON"}
HEADINGS = (
    "nummer", "titel", "tekst", "wijk", "thema", "stadium", "namens", "ingestuurd op",
    "geplaatst op", "beantwoord op", "antwoord", "reden", "vraagt wijkbudget", "steun",
    "steun uit de wijk", "reacties", "adres", "breedtegraad", "lengtegraad", "pagina",
)  # fmt: skip


def parts_of(number: int) -> int:
    """Return in how many files so many ideas go."""
    return max(1, -(-number // PART_SIZE))


def export(filters: Filters, kind: str, part: int, request: HttpRequest) -> HttpResponseBase:
    """Answer with a part of the ideas asked for, as a file; 404 beyond the last part."""
    begin = (part - 1) * PART_SIZE
    keys = list(filters.in_order().values_list("pk", flat=True)[begin : begin + PART_SIZE])
    if begin and not keys:
        raise Http404
    ideas = _ideas(filters, keys)
    if kind == "geojson":
        lines = _geojson(ideas, request)
        answer: Any = StreamingHttpResponse(lines, content_type="application/geo+json")
    else:
        rows = _rows(ideas, request)
        if kind == "ods":
            answer = FileResponse(write_ods("Ideeën", rows), content_type=ODS)
        else:
            answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    name = f"ideeen-{timezone.localdate():%Y-%m-%d}{f'-{part}' if part > 1 else ''}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return share(answer)


def share(answer: Any) -> Any:
    """Let the pages of others read what is public anyway."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _ideas(filters: Filters, keys: list[int]) -> Iterator[Idee]:
    """Read ideas some hundreds at a time: no cursor waits for a slow reader."""
    for start in range(0, len(keys), CHUNK):
        wanted = keys[start : start + CHUNK]
        # Asked again, as it may have been hidden since.
        found = filters.ideas().filter(pk__in=wanted).select_related("wijk", "thema", "reden")
        by_key = found.defer("papier_contact", "bezwaar", "wijk__inhoud").in_bulk()
        yield from (by_key[pk] for pk in wanted if pk in by_key)


def _rows(ideas: Iterator[Idee], request: HttpRequest) -> Iterator[tuple[Any, ...]]:
    yield HEADINGS
    for idee in ideas:
        yield tuple(_values(idee, request))


def _values(idee: Idee, request: HttpRequest) -> list[Any]:
    answered = idee.stadium in ANSWERED
    return [
        idee.pk,
        idee.titel,
        idee.tekst,
        idee.wijk.title,
        idee.thema.naam if idee.thema else "",
        str(idee.get_stadium_display()),
        str(idee.get_namens_display()),
        _moment(idee.submitted_at),
        _moment(idee.geplaatst_op),
        _moment(idee.beantwoord_op) if answered else None,
        idee.antwoord if answered else "",
        idee.reden.naam if answered and idee.reden else "",
        "ja" if idee.vraagt_budget else "nee",
        idee.steun_aantal,
        idee.steun_wijk_aantal,
        idee.reactie_aantal,
        idee.adres,
        idee.lat,
        idee.lon,
        request.build_absolute_uri(idee.get_url(request)),
    ]


def _moment(value: datetime | None) -> datetime | None:
    return timezone.localtime(value) if value else None


def _geojson(ideas: Iterator[Idee], request: HttpRequest) -> Iterator[str]:
    """Write features (RFC 7946); what has no place has no geometry."""
    separator = '{"type":"FeatureCollection","features":['
    for idee in ideas:
        values = dict(zip(HEADINGS, _values(idee, request), strict=True))
        lat, lon = values.pop("breedtegraad"), values.pop("lengtegraad")
        point = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
        feature = {"type": "Feature", "id": idee.pk, "geometry": point, "properties": values}
        yield separator + json.dumps(feature, ensure_ascii=False, default=_as_text)
        separator = ",\n"
    yield "]}" if separator != '{"type":"FeatureCollection","features":[' else separator + "]}"


def _as_text(value: Any) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)
