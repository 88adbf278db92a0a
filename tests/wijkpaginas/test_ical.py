"""Calendar files, read back as a phone does."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from home.models import HomePage
from tests.factories.wijken import AgendaPage, EvenementPageFactory, address_of, section
from wijkpaginas.models import EvenementPage, WijkPage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NASTY = [
    "Feest, met; komma's",
    'Een "aanhaling" \\ streep',
    "regel\r\nBEGIN:VALARM\r\nACTION:AUDIO",
    '"><svg onload=alert(1)>',
    "Café ’t Ruim 🚲 " + "ë" * 100,
]


@pytest.fixture
def agenda(wijk: WijkPage) -> AgendaPage:
    return section(wijk, AgendaPage)


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return Calendar.from_ical(response.content)


def only_event(client: Client, page: EvenementPage) -> Any:
    (found,) = read(client, address_of(page, "ical/")).walk("VEVENT")
    return found


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2026, 3, 28), 1),
        (date(2026, 3, 29), 2),
        (date(2026, 10, 24), 2),
        (date(2026, 10, 25), 1),
    ],
)
def test_an_event_begins_at_the_time_of_amsterdam(
    client: Client, agenda: AgendaPage, day: date, offset: int
) -> None:
    page = EvenementPageFactory(
        parent=agenda, begindatum=day, begintijd=time(19, 30), eindtijd=time(21)
    )
    calendar = read(client, address_of(page, "ical/"))
    (found,) = calendar.walk("VEVENT")
    assert found["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert found["DTSTART"].dt == datetime.combine(day, time(19, 30), tzinfo=AMSTERDAM)
    assert found["DTSTART"].dt.utcoffset() == timedelta(hours=offset)
    assert found["DTEND"].dt == datetime.combine(day, time(21), tzinfo=AMSTERDAM)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Amsterdam"
    own = zone.to_tz()
    assert datetime.combine(day, time(19, 30), tzinfo=own).utcoffset() == timedelta(hours=offset)


@pytest.mark.parametrize(
    ("first", "last", "end"),
    [
        (date(2026, 7, 4), None, date(2026, 7, 5)),
        (date(2026, 7, 4), date(2026, 7, 6), date(2026, 7, 7)),
        (date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)),
        (date(2026, 10, 25), None, date(2026, 10, 26)),
    ],
)
def test_whole_days_are_dates_of_which_the_last_is_not_included(
    client: Client, agenda: AgendaPage, first: date, last: date | None, end: date
) -> None:
    page = EvenementPageFactory(parent=agenda, hele_dag=True, begindatum=first, einddatum=last)
    found = only_event(client, page)
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (first, end)


def test_an_event_without_end_has_none(client: Client, agenda: AgendaPage) -> None:
    page = EvenementPageFactory(parent=agenda, eindtijd=None)
    assert "DTEND" not in only_event(client, page)


@pytest.mark.parametrize("text", NASTY)
def test_what_an_editor_types_comes_back_as_it_was(
    client: Client, agenda: AgendaPage, text: str
) -> None:
    page = EvenementPageFactory(
        parent=agenda, title=text, slug="x", samenvatting=text, locatie=text[:100], adres=""
    )
    found = only_event(client, page)
    expected = text.replace("\r\n", "\n")
    assert found["SUMMARY"] == expected
    assert found["DESCRIPTION"] == expected
    assert found["LOCATION"] == expected[:100].replace("\r\n", "\n") or len(text) > 100
    calendar = read(client, address_of(agenda, "ical/"))
    assert len(calendar.walk("VEVENT")) == 1
    assert not calendar.walk("VALARM")


def test_a_file_has_what_the_standard_requires(client: Client, agenda: AgendaPage) -> None:
    page = EvenementPageFactory(parent=agenda, title="Feest")
    page.save_revision().publish()
    calendar = read(client, address_of(agenda, "ical/"))
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert "Havenkwartier" in calendar["X-WR-CALNAME"]
    (found,) = calendar.walk("VEVENT")
    assert found["DTSTAMP"].dt.tzinfo is not None
    assert found["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert found["DTSTAMP"].dt <= timezone.now()
    assert found["LOCATION"] == "Wijkcentrum, Dorpsstraat 1, Waterhage"
    assert found["URL"].endswith(address_of(page))
    assert found["URL"].startswith("http")


def test_an_event_is_the_same_after_it_was_changed_and_moved(
    client: Client, agenda: AgendaPage, home: HomePage
) -> None:
    page = EvenementPageFactory(parent=agenda)
    before = only_event(client, page)["UID"]
    page.title, page.slug = "Anders", "anders"
    page.save_revision().publish()
    page.refresh_from_db()
    page.move(section(home, AgendaPage), pos="last-child")
    page.refresh_from_db()
    assert only_event(client, page)["UID"] == before
    page.copy(update_attrs={"slug": "kopie"})
    found = read(client, address_of(section(home, AgendaPage), "ical/")).walk("VEVENT")
    assert len({component["UID"] for component in found}) == 2


def test_a_file_is_named_after_the_event(client: Client, agenda: AgendaPage) -> None:
    page = EvenementPageFactory(parent=agenda, title='"; rm -rf', slug="feest")
    header = client.get(address_of(page, "ical/"))["Content-Disposition"]
    assert header == 'attachment; filename="feest.ics"'


def test_an_empty_agenda_is_a_calendar(client: Client, agenda: AgendaPage) -> None:
    assert read(client, address_of(agenda, "ical/")).walk("VEVENT") == []


def test_the_feed_looks_back_a_while_and_leaves_out_drafts(
    client: Client, agenda: AgendaPage
) -> None:
    today = timezone.localdate()
    for days, live in ((-200, True), (-10, True), (10, True), (20, False)):
        EvenementPageFactory(
            parent=agenda,
            title=f"Feest {days} {live}",
            slug=f"feest-{abs(days)}-{days > 0}".lower(),
            begindatum=today + timedelta(days=days),
            live=live,
        )
    found = [
        str(component["SUMMARY"])
        for component in read(client, address_of(agenda, "ical/")).walk("VEVENT")
    ]
    assert found == ["Feest -10 True", "Feest 10 True"]


def test_a_night_event_across_the_change_of_the_clock_keeps_its_length(
    client: Client, agenda: AgendaPage
) -> None:
    page = EvenementPageFactory(
        parent=agenda,
        begindatum=date(2026, 10, 24),
        begintijd=time(23),
        einddatum=date(2026, 10, 25),
        eindtijd=time(4),
    )
    found = only_event(client, page)
    length = found["DTEND"].dt.astimezone(UTC) - found["DTSTART"].dt.astimezone(UTC)
    assert length == timedelta(hours=6)
