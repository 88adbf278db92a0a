"""The page of an event, and the file that comes with it."""

from datetime import date, datetime

from icalendar import Calendar
from playwright.sync_api import Download, Page


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def check_calendar(download: Download, page: Page) -> None:
    """The file holds the event of the page: its name, its day and its address."""
    calendar = Calendar.from_ical(download.path().read_bytes())
    [event] = calendar.walk("VEVENT")
    assert event["SUMMARY"] == heading(page)
    assert event["URL"] == page.url
    starts = event["DTSTART"].dt
    day = starts.date() if isinstance(starts, datetime) else starts
    shown = page.locator(".sw-event-facts time").get_attribute("datetime")
    assert day == date.fromisoformat(shown or "")
    if isinstance(starts, datetime):
        assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
        assert f"{starts:%-H.%M}" in page.locator(".sw-event-facts").inner_text()
