"""The calendar: what is to come, what is over, and moments that do not exist."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from home.models import HomePage
from tests.factories.wijken import AgendaPage, EvenementPageFactory, address_of, section
from wijkpaginas.models import EvenementPage, WijkPage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# The clock goes forward on 29 March 2026 at 2:00 and back on 25 October at 3:00.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.fixture
def agenda(wijk: WijkPage) -> AgendaPage:
    return section(wijk, AgendaPage)


def event(**values: object) -> EvenementPage:
    return EvenementPage(title="Feest", slug="feest", **values)


def refused(page: EvenementPage) -> set[str]:
    try:
        page.clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (datetime(2026, 7, 4, 9, 59, tzinfo=AMSTERDAM), True),
        (datetime(2026, 7, 4, 11, 59, tzinfo=AMSTERDAM), True),
        (datetime(2026, 7, 4, 12, 0, 1, tzinfo=AMSTERDAM), False),
    ],
)
def test_an_event_is_to_come_until_it_ends(agenda: AgendaPage, now: datetime, shown: bool) -> None:
    page = EvenementPageFactory(
        parent=agenda, begindatum=date(2026, 7, 4), begintijd=time(10), eindtijd=time(12)
    )
    with time_machine.travel(now, tick=False):
        assert (page in agenda.events().upcoming()) == shown
        assert (page in agenda.events().past()) != shown


@pytest.mark.parametrize(
    ("first", "last", "end"),
    [
        (date(2026, 7, 4), None, datetime(2026, 7, 5, tzinfo=AMSTERDAM)),
        (date(2026, 7, 4), date(2026, 7, 6), datetime(2026, 7, 7, tzinfo=AMSTERDAM)),
        (SPRING, None, datetime(2026, 3, 30, tzinfo=AMSTERDAM)),
        (AUTUMN, None, datetime(2026, 10, 26, tzinfo=AMSTERDAM)),
        (date(2026, 12, 31), date(2027, 1, 1), datetime(2027, 1, 2, tzinfo=AMSTERDAM)),
    ],
)
def test_whole_days_last_until_midnight(
    agenda: AgendaPage, first: date, last: date | None, end: datetime
) -> None:
    page = EvenementPageFactory(parent=agenda, hele_dag=True, begindatum=first, einddatum=last)
    page.refresh_from_db()
    assert page.begint_op == datetime.combine(first, time.min, tzinfo=AMSTERDAM)
    assert page.eindigt_op == end


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 24), (SPRING, 23), (AUTUMN, 25), (date(2026, 7, 4), 24)]
)
def test_a_day_has_as_many_hours_as_the_clock_says(
    agenda: AgendaPage, day: date, hours: int
) -> None:
    page = EvenementPageFactory(parent=agenda, hele_dag=True, begindatum=day)
    page.refresh_from_db()
    assert (page.eindigt_op - page.begint_op).total_seconds() == hours * 3600


@pytest.mark.parametrize(
    ("day", "utc_hour"), [(date(2026, 3, 28), 9), (SPRING, 8), (date(2026, 10, 24), 8), (AUTUMN, 9)]
)
def test_ten_o_clock_is_ten_o_clock_on_both_sides_of_the_change(
    agenda: AgendaPage, day: date, utc_hour: int
) -> None:
    page = EvenementPageFactory(parent=agenda, begindatum=day, begintijd=time(10), eindtijd=None)
    page.refresh_from_db()
    assert page.begint_op == datetime.combine(day, time(utc_hour), tzinfo=UTC)


@pytest.mark.parametrize("clock", [time(2, 0), time(2, 30), time(2, 59, 59)])
def test_an_hour_that_the_clock_skips_is_refused(clock: time) -> None:
    assert refused(event(begindatum=SPRING, begintijd=clock)) == {"begintijd"}
    early = event(begindatum=SPRING, begintijd=time(1), eindtijd=clock)
    assert refused(early) == {"eindtijd"}
    assert not refused(event(begindatum=SPRING, begintijd=time(1, 59), eindtijd=time(3)))
    assert not refused(event(begindatum=AUTUMN, begintijd=clock))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"begintijd": time(12), "eindtijd": time(10)}, "eindtijd"),
        ({"einddatum": date(2026, 7, 3)}, "einddatum"),
        ({"eindtijd": time(10)}, "begintijd"),
        ({"begintijd": time(12), "einddatum": date(2026, 7, 3), "eindtijd": time(13)}, "einddatum"),
    ],
)
def test_an_end_before_the_begin_is_refused(values: dict[str, object], field: str) -> None:
    assert refused(event(begindatum=date(2026, 7, 4), **values)) == {field}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"begintijd": time(10)},
        {"begintijd": time(10), "eindtijd": time(10)},
        {"begintijd": time(22), "einddatum": date(2026, 7, 5), "eindtijd": time(2)},
        {"einddatum": date(2026, 7, 4)},
        {"begintijd": time(0), "eindtijd": time(23, 59)},
    ],
)
def test_what_can_be_is_accepted(values: dict[str, object]) -> None:
    assert not refused(event(begindatum=date(2026, 7, 4), **values))


@pytest.mark.parametrize("year", [1, 26, 9999])
@pytest.mark.parametrize("clock", [None, time(10)])
def test_a_year_that_must_be_a_slip_is_refused_and_breaks_nothing(
    year: int, clock: time | None
) -> None:
    assert "begindatum" in refused(event(begindatum=date(year, 12, 31), begintijd=clock))
    assert "begindatum" in refused(event(begindatum=date(year, 1, 1), begintijd=clock))
    wrong_end = event(begindatum=date(2026, 7, 4), begintijd=clock, einddatum=date(9999, 12, 31))
    assert refused(wrong_end) == {"einddatum"}


def test_an_event_without_a_day_is_no_error_yet() -> None:
    """A draft is stored while it is being written."""
    assert not refused(event(begindatum=None))
    assert not refused(event(begindatum=None, begintijd=time(10)))


def test_the_list_has_what_comes_and_the_archive_what_is_over(
    client: Client, agenda: AgendaPage
) -> None:
    for day in (1, 2, 3, 4):
        EvenementPageFactory(parent=agenda, title=f"Feest-{day}", begindatum=date(2026, 7, day))
    with time_machine.travel(datetime(2026, 7, 3, 8, tzinfo=AMSTERDAM), tick=False):
        upcoming = client.get(address_of(agenda)).content.decode()
        past = client.get(address_of(agenda) + "?toon=voorbij").content.decode()
    assert upcoming.index("Feest-3") < upcoming.index("Feest-4")
    assert "Feest-1" not in upcoming
    assert past.index("Feest-2") < past.index("Feest-1")
    assert "Feest-3" not in past


def test_the_archive_keeps_its_place_while_one_turns_the_pages(
    client: Client, agenda: AgendaPage
) -> None:
    for day in range(1, 22):
        EvenementPageFactory(parent=agenda, begindatum=date(2024, 7, day))
    text = client.get(address_of(agenda) + "?toon=voorbij").content.decode()
    assert "?toon=voorbij&amp;pagina=2" in text


def test_without_events_the_agenda_says_so(client: Client, agenda: AgendaPage) -> None:
    text = client.get(address_of(agenda)).content.decode()
    assert "Er staan nu geen activiteiten in de agenda" in text
    text = client.get(address_of(agenda) + "?toon=voorbij").content.decode()
    assert "Er zijn nog geen activiteiten geweest" in text


def test_the_agenda_of_the_municipality_has_the_events_of_its_wijken(
    home: HomePage, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    pages = {
        EvenementPageFactory(parent=section(page, AgendaPage)) for page in (home, wijk, other_wijk)
    }
    assert set(section(home, AgendaPage).events()) == pages
    assert section(wijk, AgendaPage).events().count() == 1


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (
            {"begintijd": time(10), "eindtijd": time(12)},
            "zaterdag 4 juli 2026, 10.00 tot 12.00 uur",
        ),
        ({"begintijd": time(10), "eindtijd": None}, "zaterdag 4 juli 2026, vanaf 10.00 uur"),
        ({"hele_dag": True}, "zaterdag 4 juli 2026, hele dag"),
        (
            {"hele_dag": True, "einddatum": date(2026, 7, 5)},
            "zaterdag 4 juli 2026 tot en met zondag 5 juli 2026",
        ),
    ],
)
def test_an_event_says_when_it_is_the_way_people_do(
    client: Client, agenda: AgendaPage, values: dict[str, object], text: str
) -> None:
    page = EvenementPageFactory(parent=agenda, begindatum=date(2026, 7, 4), **values)
    assert text in client.get(address_of(page)).content.decode()
