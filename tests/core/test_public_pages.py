"""What is not public is nowhere: not by its own address, nor in any list, menu, feed or map."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.querysets import MAX_DEPTH, pages
from home.models import HomePage
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import (
    AgendaPage,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    address_of,
    section,
)
from wijkpaginas.models import WijkIndexPage, WijkPage


def unpublish(page: Page) -> None:
    page.unpublish()


def prepare(page: Page) -> None:
    WijkPage.objects.filter(pk=page.pk).update(opening=WijkPage.Opening.BINNENKORT)


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )


def restrict_to_accounts(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


CLOSED = [unpublish, restrict, restrict_to_accounts]
CLOSED_BRANCHES = [*CLOSED, prepare]


def public() -> set[int]:
    return set(pages().public().values_list("pk", flat=True))


@pytest.fixture
def info(wijk: WijkPage) -> Page:
    return InformatiePageFactory(parent=wijk, title="Afval en grofvuil")


@pytest.fixture
def deep(info: Page) -> Page:
    return InformatiePageFactory(parent=info, title="Grofvuil melden")


def test_a_live_page_is_public(info: Page, deep: Page) -> None:
    assert {info.pk, deep.pk} <= public()


def test_a_draft_is_not_public(wijk: WijkPage) -> None:
    draft = InformatiePageFactory(parent=wijk, live=False)
    assert draft.pk not in public()


@pytest.mark.parametrize("close", CLOSED)
def test_a_closed_page_is_not_public(info: Page, close: Callable[[Page], None]) -> None:
    close(info)
    assert info.pk not in public()


@pytest.mark.parametrize("close", CLOSED_BRANCHES)
def test_nothing_below_a_closed_wijk_is_public(
    wijk: WijkPage, info: Page, deep: Page, other_wijk: WijkPage, close: Callable[[Page], None]
) -> None:
    close(wijk)
    assert not {info.pk, deep.pk} & public()
    assert other_wijk.pk in public(), "its neighbour stays open"


@pytest.mark.parametrize("close", CLOSED)
def test_nothing_is_public_below_a_closed_front_page(
    home: HomePage, wijk: WijkPage, deep: Page, close: Callable[[Page], None]
) -> None:
    close(home)
    assert not {home.pk, wijk.pk, deep.pk} & public()


def test_a_wijk_being_prepared_shows_its_own_page(wijk: WijkPage) -> None:
    prepare(wijk)
    assert wijk.pk in public()


def test_an_expired_page_is_not_public_after_the_next_run(info: Page) -> None:
    Page.objects.filter(pk=info.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("run_due")
    info.refresh_from_db()
    assert info.expired
    assert info.pk not in public()


def test_a_page_deeper_than_the_tree_may_be_is_not_public(info: Page) -> None:
    page = info
    while page.depth < MAX_DEPTH:
        page = InformatiePageFactory(parent=page)
    too_deep = InformatiePageFactory(parent=page)
    assert page.pk in public()
    assert too_deep.pk not in public()


def test_a_branch_is_closed_by_its_own_ancestors_only(home: HomePage, deep: Page) -> None:
    """Paths are compared in whole steps: 0001 is no ancestor of 00010002's neighbour 0001000A."""
    for _number in range(40):
        InformatiePageFactory(parent=home, live=False)
    assert deep.pk in public()


# --- By address -----------------------------------------------------------------------------


def addresses_below(wijk: WijkPage) -> list[str]:
    """Make a page of every kind in a neighbourhood; return all addresses below it."""
    news, agenda = section(wijk, NieuwsIndexPage), section(wijk, AgendaPage)
    message = NieuwsPageFactory(parent=news, title="Fietsenrekken bij het station")
    event = EvenementPageFactory(parent=agenda, title="Straatdiner aan de kade")
    page = InformatiePageFactory(parent=wijk, title="Buurtpreventie")
    return [
        address_of(news),
        address_of(news, "feed/"),
        address_of(message),
        address_of(agenda),
        address_of(agenda, "ical/"),
        address_of(event),
        address_of(event, "ical/"),
        address_of(page),
    ]


def test_every_address_of_an_open_wijk_answers(client: Client, wijk: WijkPage) -> None:
    assert [client.get(address).status_code for address in addresses_below(wijk)] == [200] * 8


@pytest.mark.parametrize("close", [unpublish, prepare])
def test_no_address_below_a_closed_wijk_answers(
    client: Client, wijk: WijkPage, close: Callable[[Page], None]
) -> None:
    addresses = addresses_below(wijk)
    close(wijk)
    assert [client.get(address).status_code for address in addresses] == [404] * 8
    expected = 200 if close is prepare else 404
    assert client.get(address_of(wijk)).status_code == expected


@pytest.mark.parametrize("close", [restrict, restrict_to_accounts])
def test_no_address_below_a_restricted_wijk_shows_anything(
    client: Client, wijk: WijkPage, close: Callable[[Page], None]
) -> None:
    addresses = addresses_below(wijk)
    close(wijk)
    for address in [address_of(wijk), *addresses]:
        response = client.get(address)
        assert response.status_code in {200, 302}
        for secret in (b"Fietsenrekken", b"Straatdiner", b"Buurtpreventie", b"Havenkwartier"):
            assert secret not in response.content, address


def test_an_unpublished_section_has_no_feed_and_no_calendar(client: Client, wijk: WijkPage) -> None:
    for model, below in ((NieuwsIndexPage, "feed/"), (AgendaPage, "ical/")):
        page = section(wijk, model)
        page.unpublish()
        assert client.get(address_of(page)).status_code == 404
        assert client.get(address_of(page, below)).status_code == 404


def test_a_page_below_an_unpublished_information_page_is_gone(
    client: Client, info: Page, deep: Page
) -> None:
    unpublish(info)
    assert client.get(address_of(deep)).status_code == 404


def test_an_unpublished_front_page_closes_the_whole_site(
    client: Client, home: HomePage, wijk: WijkPage
) -> None:
    unpublish(home)
    assert client.get("/").status_code == 404
    assert client.get(address_of(wijk)).status_code == 404
    assert b"<loc>" not in client.get("/sitemap.xml").content


# --- In lists, menus, maps, feeds and blocks ------------------------------------------------


@pytest.fixture
def everywhere(home: HomePage, wijk: WijkPage, other_wijk: WijkPage) -> list[str]:
    """Return addresses of all that lists neighbourhoods or what is in them."""
    wijk.gebied = GebiedFactory(row=1, naam="Havenkwartier")
    other_wijk.gebied = GebiedFactory(row=2, naam="Molenhoek")
    wijk.save()
    other_wijk.save()
    addresses_below(wijk)
    home.inhoud = [
        ("onderliggend", {"titel": "Alles"}),
        ("actueel", {"titel": "", "soort": "nieuws", "aantal": 12}),
        ("actueel", {"titel": "", "soort": "agenda", "aantal": 12}),
    ]
    home.save()
    news, agenda = section(home, NieuwsIndexPage), section(home, AgendaPage)
    return [
        "/",
        address_of(section(home, WijkIndexPage)),
        address_of(news),
        address_of(news, "feed/"),
        address_of(agenda),
        address_of(agenda, "ical/"),
        address_of(other_wijk),
        "/sitemap.xml",
    ]


NAMES = ("Havenkwartier", "havenkwartier", "Fietsenrekken", "Straatdiner", "Buurtpreventie")


def found(client: Client, addresses: list[str]) -> set[str]:
    text = "".join(client.get(address).content.decode() for address in addresses)
    return {name for name in NAMES if name in text.replace("\r\n ", "")}


def test_an_open_wijk_is_found_everywhere(client: Client, everywhere: list[str]) -> None:
    assert found(client, everywhere) == set(NAMES) - {"Buurtpreventie"}
    assert "wijken/havenkwartier/buurtpreventie/" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("close", CLOSED)
def test_a_closed_wijk_is_found_nowhere(
    client: Client, everywhere: list[str], wijk: WijkPage, close: Callable[[Page], None]
) -> None:
    close(wijk)
    assert found(client, everywhere) == set()


def test_of_a_wijk_being_prepared_only_the_name_is_found(
    client: Client, everywhere: list[str], wijk: WijkPage
) -> None:
    prepare(wijk)
    assert found(client, everywhere) == {"Havenkwartier", "havenkwartier"}


def test_a_block_of_children_leaves_out_what_is_closed(client: Client, wijk: WijkPage) -> None:
    parent = InformatiePageFactory(parent=wijk, title="Wonen")
    shown = InformatiePageFactory(parent=parent, title="Verhuizen")
    draft = InformatiePageFactory(parent=parent, title="Huurtoeslag", live=False)
    restricted = InformatiePageFactory(parent=parent, title="Notulen")
    restrict(restricted)
    parent.inhoud = [("onderliggend", {"titel": ""})]
    parent.save()
    text = client.get(address_of(parent)).content.decode()
    assert shown.title in text
    assert draft.title not in text
    assert restricted.title not in text


def test_an_unpublished_section_is_in_no_menu(client: Client, wijk: WijkPage) -> None:
    agenda = address_of(section(wijk, AgendaPage))
    assert agenda in client.get(address_of(wijk)).content.decode()
    section(wijk, AgendaPage).unpublish()
    assert agenda not in client.get(address_of(wijk)).content.decode()


def test_a_button_leads_to_no_closed_page(client: Client, wijk: WijkPage, info: Page) -> None:
    other = InformatiePageFactory(parent=wijk, title="Wonen")
    deep = InformatiePageFactory(parent=other, title="Verhuizen")
    info.inhoud = [
        ("knop", {"tekst": "Lees verder", "pagina": deep, "url": "", "stijl": "primair"})
    ]
    info.save()
    assert address_of(deep) in client.get(address_of(info)).content.decode()
    unpublish(other)
    assert address_of(deep) not in client.get(address_of(info)).content.decode()
