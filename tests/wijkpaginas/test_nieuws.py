"""News: its order, its pages and its Atom feed."""

import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from home.models import HomePage
from tests.factories.wijken import (
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    address_of,
    section,
)
from wijkpaginas.models import NieuwsPage, WijkPage

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def news(wijk: WijkPage) -> NieuwsIndexPage:
    return section(wijk, NieuwsIndexPage)


def read_feed(client: Client, index: NieuwsIndexPage) -> ET.Element:
    response = client.get(address_of(index, "feed/"))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314  # our own answer


def text(element: ET.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None, name
    return found.text or ""


def titles(feed: ET.Element) -> list[str]:
    return [text(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


def moment(element: ET.Element, name: str) -> datetime:
    value = datetime.fromisoformat(text(element, name))
    assert value.tzinfo is not None
    return value


def test_the_newest_day_comes_first_and_then_what_was_published_last(
    news: NieuwsIndexPage,
) -> None:
    now = timezone.now()
    for title, day, hours in (("b", 2, 1), ("d", 1, 9), ("c", 2, 5), ("a", 3, 9)):
        NieuwsPageFactory(
            parent=news,
            title=title,
            datum=date(2026, 3, day),
            first_published_at=now - timedelta(hours=hours),
        )
    assert [page.title for page in news.messages()] == ["a", "b", "c", "d"]


def test_a_long_list_is_paged(client: Client, news: NieuwsIndexPage) -> None:
    for number in range(13):
        NieuwsPageFactory(
            parent=news, title=f"Bericht-{number:02}", datum=date(2026, 1, 28 - number)
        )
    first = client.get(address_of(news)).content.decode()
    second = client.get(address_of(news) + "?pagina=2").content.decode()
    assert "Bericht-00" in first
    assert "Bericht-12" not in first
    assert "Bericht-12" in second
    assert "Bericht-00" not in second
    assert "Pagina 1 van 2" in first
    assert 'rel="prev"' not in first


def test_a_page_beyond_the_last_is_the_last(client: Client, news: NieuwsIndexPage) -> None:
    for _number in range(13):
        NieuwsPageFactory(parent=news)
    assert "Pagina 2 van 2" in client.get(address_of(news) + "?pagina=99").content.decode()
    assert "Pagina 1 van 2" in client.get(address_of(news) + "?pagina=x").content.decode()


def test_without_news_the_list_says_so(client: Client, news: NieuwsIndexPage) -> None:
    assert "Er is nog geen nieuws" in client.get(address_of(news)).content.decode()


def test_the_feed_has_what_the_standard_requires(client: Client, news: NieuwsIndexPage) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2."""
    NieuwsPageFactory(parent=news, title="Speeltuin open").save_revision().publish()
    feed = read_feed(client, news)
    assert feed.tag == f"{ATOM}feed"
    assert text(feed, "id").startswith("urn:uuid:")
    assert "Havenkwartier" in text(feed, "title")
    assert moment(feed, "updated") <= timezone.now()
    assert text(feed.find(f"{ATOM}author"), "name") == "Waterhage"  # type: ignore[arg-type]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{address_of(news, 'feed/')}"
    assert links["alternate"].endswith(address_of(news))  # type: ignore[union-attr]
    (entry,) = feed.findall(f"{ATOM}entry")
    assert text(entry, "id").startswith("urn:uuid:")
    assert text(entry, "title") == "Speeltuin open"
    assert text(entry, "summary") == "Er is iets gebeurd."
    assert moment(entry, "published") <= moment(entry, "updated")
    address = entry.find(f"{ATOM}link").get("href") or ""  # type: ignore[union-attr]
    assert address.startswith("http://")
    assert address.endswith("/nieuws/speeltuin-open/")


def test_an_empty_feed_is_a_feed(client: Client, news: NieuwsIndexPage) -> None:
    feed = read_feed(client, news)
    assert text(feed, "updated")
    assert titles(feed) == []


def test_a_message_that_was_never_published_by_an_editor_has_a_date_too(
    client: Client, news: NieuwsIndexPage
) -> None:
    NieuwsPageFactory(parent=news, datum=date(2026, 5, 4))
    (entry,) = read_feed(client, news).findall(f"{ATOM}entry")
    assert moment(entry, "updated").date() <= date(2026, 5, 4)


def test_ids_stay_when_a_message_gets_another_address(
    client: Client, news: NieuwsIndexPage, home: HomePage
) -> None:
    page = NieuwsPageFactory(parent=news)
    (before,) = read_feed(client, news).findall(f"{ATOM}entry")
    page.slug = "heel-iets-anders"
    page.save_revision().publish()
    (after,) = read_feed(client, news).findall(f"{ATOM}entry")
    assert text(before, "id") == text(after, "id")
    assert before.find(f"{ATOM}link").get("href") != after.find(f"{ATOM}link").get("href")  # type: ignore[union-attr]
    page.refresh_from_db()
    page.move(section(home, NieuwsIndexPage), pos="last-child")
    (moved,) = read_feed(client, section(home, NieuwsIndexPage)).findall(f"{ATOM}entry")
    assert text(moved, "id") == text(before, "id")


def test_a_copied_message_has_an_id_of_its_own(client: Client, news: NieuwsIndexPage) -> None:
    page = NieuwsPageFactory(parent=news)
    page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    entries = read_feed(client, news).findall(f"{ATOM}entry")
    assert len({text(entry, "id") for entry in entries}) == len(entries) == 2


def test_the_feed_of_the_municipality_has_the_news_of_its_wijken(
    client: Client, home: HomePage, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    own = section(home, NieuwsIndexPage)
    NieuwsPageFactory(parent=own, title="Van de gemeente", datum=date(2026, 1, 3))
    for number, page in enumerate((wijk, other_wijk), start=1):
        parent = section(page, NieuwsIndexPage)
        NieuwsPageFactory(parent=parent, title=f"Van {page.title}", datum=date(2026, 1, number))
        NieuwsPageFactory(parent=parent, title="Concept", live=False)
    expected = ["Van de gemeente", "Van Molenhoek", "Van Havenkwartier"]
    assert titles(read_feed(client, own)) == expected
    assert titles(read_feed(client, section(wijk, NieuwsIndexPage))) == ["Van Havenkwartier"]


def test_a_change_that_is_not_published_is_not_in_the_feed(
    client: Client, news: NieuwsIndexPage
) -> None:
    page = NieuwsPageFactory(parent=news, title="Oud")
    page.title = "Nieuw en geheim"
    page.save_revision()
    assert titles(read_feed(client, news)) == ["Oud"]


def test_the_feed_is_not_endless(client: Client, news: NieuwsIndexPage) -> None:
    for _number in range(NieuwsIndexPage.feed_size + 1):
        NieuwsPageFactory(parent=news)
    assert len(titles(read_feed(client, news))) == NieuwsIndexPage.feed_size


@pytest.mark.parametrize(
    "title",
    ['"><svg onload=alert(1)>', "A & B <b>", "Café – ’t Ruim 🚲", "regel\x0btwee\x1f", "]]>"],
)
def test_the_feed_stays_well_formed_whatever_an_editor_pastes(
    client: Client, news: NieuwsIndexPage, title: str
) -> None:
    """Texts from word processors carry control characters, which XML does not allow."""
    NieuwsPageFactory(parent=news, title=title, slug="plak", samenvatting=title)
    (found,) = titles(read_feed(client, news))
    assert found == title.replace("\x0b", "").replace("\x1f", "")
    page = client.get("/wijken/havenkwartier/nieuws/plak/").content.decode()
    assert "<svg onload" not in page


def test_a_message_shows_its_day_in_dutch(client: Client, news: NieuwsIndexPage) -> None:
    page = NieuwsPageFactory(parent=news, datum=date(2026, 3, 4))
    assert "woensdag 4 maart 2026" in client.get(address_of(page)).content.decode()


def test_a_message_has_today_as_its_day() -> None:
    assert NieuwsPage().datum == timezone.localdate()


def test_an_information_page_is_no_news(news: NieuwsIndexPage, wijk: WijkPage) -> None:
    page: Page = InformatiePageFactory(parent=wijk)
    assert page.pk not in {message.pk for message in news.messages()}
