"""Events as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event, vText

if TYPE_CHECKING:
    from wijkpaginas.models import EvenementPage


def calendar_response(
    events: Iterable["EvenementPage"], *, name: str, filename: str
) -> HttpResponse:
    """Answer with a calendar file that phones and calendar programs read."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samenwijk//Agenda//NL")
    calendar.add("version", "2.0")
    # The library escapes the texts that the standard knows; this name is an extension.
    calendar.add("x-wr-calname", vText(name))
    for event in events:
        if event.begint_op:
            calendar.add_component(_component(event))
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response


def _component(page: "EvenementPage") -> Event:
    if page.begint_op is None or page.eindigt_op is None:
        raise ValueError("An event without a day can't be in a calendar.")
    event = Event()
    event.add("uid", f"{page.translation_key}@samenwijk")
    event.add("dtstamp", page.last_published_at or page.begint_op)
    event.add("summary", page.title)
    zone = ZoneInfo(settings.TIME_ZONE)
    if page.hele_dag:
        # The end is the first day after the event.
        event.add("dtstart", _in_zone(page.begint_op, zone).date())
        event.add("dtend", _in_zone(page.eindigt_op, zone).date())
    else:
        event.add("dtstart", _in_zone(page.begint_op, zone))
        if page.eindigt_op > page.begint_op:
            event.add("dtend", _in_zone(page.eindigt_op, zone))
    place = ", ".join(part for part in (page.locatie, page.adres) if part)
    if place:
        event.add("location", place)
    if page.samenvatting:
        event.add("description", page.samenvatting)
    if page.full_url:
        event.add("url", page.full_url)
    return event


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)
