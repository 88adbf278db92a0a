"""What the templates of the public site need beyond Django's and Wagtail's own tags."""

import datetime
import json
import re
from functools import cache
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# Inside a script element these would end it or start a comment, whatever the JSON says.
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

# How long a line of an area's name may be on the map, in characters.
LABEL_LINE_LENGTH = 14


class Happening(Protocol):
    """Something with a begin, and perhaps an end, on the calendar."""

    begindatum: datetime.date | None
    begintijd: datetime.time | None
    einddatum: datetime.date | None
    eindtijd: datetime.time | None


class StoredDocument(Protocol):
    """A document of which the type and size can be told before someone downloads it."""

    file_extension: str

    def get_file_size(self) -> int | None: ...


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon from the sprite; it never carries meaning alone, so readers skip it."""
    return format_html(
        '<svg class="sw-icon" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("images/icons.svg"),
        name,
    )


@register.simple_tag
def map_background() -> dict[str, str]:
    """Say where background tiles come from; no address means outlines only."""
    return {"tiles": settings.MAP_TILES_URL, "credit": settings.MAP_TILES_CREDIT}


@register.filter
def file_type_and_size(document: StoredDocument) -> str:
    """Write "PDF, 1,2 MB": people on a small data plan want to know before they download."""
    size = document.get_file_size()
    kind = document.file_extension.upper()
    return f"{kind}, {filesizeformat(size)}" if size else kind


def _clock(time: datetime.time) -> str:
    return time_format(time, "G.i")


def _times(begin: datetime.time | None, end: datetime.time | None) -> str:
    if begin is None:
        return _("hele dag")
    if end is None:
        return _("vanaf %(begin)s uur") % {"begin": _clock(begin)}
    return _("%(begin)s tot %(end)s uur") % {"begin": _clock(begin), "end": _clock(end)}


@register.filter
def nl_times(event: Happening) -> str:
    """Write the times of an event of one day: "10.00 tot 12.00 uur"."""
    return _times(event.begintijd, event.eindtijd)


@register.filter
def nl_date_range(event: Happening) -> str:
    """Write when an event is, the way people say it.

    One day: "zaterdag 4 juli 2026, 10.00 tot 12.00 uur". More days: "zaterdag 4 juli 2026 tot en
    met zondag 5 juli 2026".
    """
    if event.begindatum is None:  # a draft that is being written
        return ""
    begin = date_format(event.begindatum, "l j F Y")
    if not event.einddatum or event.einddatum == event.begindatum:
        return f"{begin}, {_times(event.begintijd, event.eindtijd)}"
    end = date_format(event.einddatum, "l j F Y")
    if event.begintijd is None:
        return _("%(begin)s tot en met %(end)s") % {"begin": begin, "end": end}
    begin = _("%(day)s, %(time)s uur") % {"day": begin, "time": _clock(event.begintijd)}
    if event.eindtijd is not None:
        end = _("%(day)s, %(time)s uur") % {"day": end, "time": _clock(event.eindtijd)}
    return _("%(begin)s tot %(end)s") % {"begin": begin, "end": end}


@register.filter
def phone_href(number: str) -> str:
    """Turn "024 - 123 45 67" into an address that a phone can call."""
    return "tel:" + re.sub(r"[^\d+]", "", number)


@register.filter
def label_lines(label: str) -> list[tuple[str, str]]:
    """Break an area's name into lines for the map, each with its distance from the middle."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LABEL_LINE_LENGTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    first = -0.55 * (len(lines) - 1)
    return [(line, f"{first + 1.1 * index:.2f}em") for index, line in enumerate(lines)]


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, address: str) -> str:
    """Complete an address with the scheme and host that the visitor used."""
    request = context.get("request")
    return str(request.build_absolute_uri(address)) if request and address else address


@register.simple_tag
def schema(kind: str, **values: Any) -> dict[str, Any]:
    """Describe something in the words of schema.org; empty when nothing is known about it."""
    filled = {name: value for name, value in values.items() if value not in (None, "", [], {})}
    return {"@type": kind, **filled} if filled else {}


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Write structured data for search engines as a data block, which a strict CSP allows."""
    text = json.dumps({"@context": "https://schema.org", **data}, cls=DjangoJSONEncoder)
    safe = text.translate(SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308
