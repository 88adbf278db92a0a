"""Beginning a page with an example of the municipality."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from home.models import HomePage
from tests.conftest import Cast
from tests.factories.wijken import (
    AgendaPage,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    address_of,
    make_site,
    section,
)
from wijkpaginas.models import VoorbeeldenPage, WijkPage


@pytest.fixture
def folder(home: HomePage) -> VoorbeeldenPage:
    return home.add_child(instance=VoorbeeldenPage(title="Voorbeelden"))


@pytest.fixture
def example(folder: VoorbeeldenPage) -> Page:
    page = InformatiePageFactory(
        parent=folder,
        title="Werk aan de straat",
        introductie="<p>Wij vervangen het riool.</p>",
        expire_at=timezone.now() + timedelta(days=9),
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def begin(client: Client, parent: Page, example: Page) -> Any:
    return client.post(reverse("core_admin:begin", args=[parent.pk, example.pk]))


def test_an_editor_begins_a_draft_with_an_example_from_outside_the_own_tree(
    client: Client, cast: Cast, wijk: WijkPage, example: Page
) -> None:
    client.force_login(cast.redacteur)
    html = client.get(reverse("wagtailadmin_pages:add_subpage", args=[wijk.pk])).content.decode()
    assert "Werk aan de straat" in html

    answer = begin(client, wijk, example)
    page = Page.objects.child_of(wijk).get(title="Werk aan de straat").specific
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(answer.url).status_code == 200
    assert not page.live
    assert page.owner == cast.redacteur
    assert page.introductie == example.introductie
    assert page.first_published_at is None
    assert page.nagekeken_op is None
    assert page.get_latest_revision_as_object().expire_at is None
    assert page.revisions.count() == 1
    entry = PageLogEntry.objects.get(page=page.pk)
    assert (entry.action, entry.user) == ("wagtail.create", cast.redacteur)


def test_the_same_example_can_be_used_twice(
    client: Client, cast: Cast, wijk: WijkPage, example: Page
) -> None:
    client.force_login(cast.redacteur)
    begin(client, wijk, example)
    begin(client, wijk, example)
    slugs = set(Page.objects.child_of(wijk).values_list("slug", flat=True))
    assert {"werk-aan-de-straat", "werk-aan-de-straat-2"} <= slugs


def test_dates_of_an_example_do_not_come_along(
    client: Client, cast: Cast, wijk: WijkPage, folder: VoorbeeldenPage
) -> None:
    long_ago = timezone.localdate() - timedelta(days=400)
    news = NieuwsPageFactory(parent=folder, title="Terugblik", datum=long_ago)
    event = EvenementPageFactory(parent=folder, title="Bewonersavond", begindatum=long_ago)
    client.force_login(cast.redacteur)
    begin(client, section(wijk, NieuwsIndexPage), news)
    begin(client, section(wijk, AgendaPage), event)
    copied = Page.objects.descendant_of(wijk)
    assert copied.get(title="Terugblik").specific.datum == timezone.localdate()
    assert copied.get(title="Bewonersavond").specific.begindatum is None
    assert str(copied.get(title="Bewonersavond").specific.begintijd) == "19:30:00"


def test_where_only_news_may_stand_only_examples_of_news_are_offered(
    client: Client, cast: Cast, wijk: WijkPage, folder: VoorbeeldenPage, example: Page
) -> None:
    NieuwsPageFactory(parent=folder, title="Een terugblik")
    client.force_login(cast.redacteur)
    parent = section(wijk, NieuwsIndexPage)
    html = client.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk])).content.decode()
    assert "Een terugblik" in html
    assert "Werk aan de straat" not in html
    assert begin(client, parent, example).status_code in {302, 403}
    assert not Page.objects.child_of(parent).exists()


def test_without_examples_of_the_only_type_the_empty_page_opens_at_once(
    client: Client, cast: Cast, wijk: WijkPage, example: Page
) -> None:
    client.force_login(cast.redacteur)
    parent = section(wijk, NieuwsIndexPage)
    answer = client.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]))
    assert answer.status_code == 302


@pytest.mark.parametrize("who", ["other_redacteur", "outsider"])
def test_a_stranger_adds_nothing(
    client: Client, cast: Cast, wijk: WijkPage, example: Page, who: str
) -> None:
    client.force_login(getattr(cast, who))
    before = Page.objects.count()
    assert begin(client, wijk, example).status_code in {302, 403}
    assert Page.objects.count() == before


def test_looking_at_the_address_adds_nothing(
    client: Client, cast: Cast, wijk: WijkPage, example: Page
) -> None:
    client.force_login(cast.redacteur)
    address = reverse("core_admin:begin", args=[wijk.pk, example.pk])
    assert client.get(address).status_code == 405


def test_an_ordinary_page_is_no_example(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, example: Page
) -> None:
    secret = InformatiePageFactory(parent=other_wijk, title="Geheim concept", live=False)
    client.force_login(cast.redacteur)
    assert begin(client, wijk, secret).status_code in {302, 403}
    assert Page.objects.filter(title="Geheim concept").count() == 1


def test_an_example_that_is_not_published_is_not_offered(
    client: Client, cast: Cast, wijk: WijkPage, example: Page
) -> None:
    example.unpublish()
    client.force_login(cast.redacteur)
    assert begin(client, wijk, example).status_code in {302, 403}


def test_examples_of_another_municipality_are_not_offered(
    client: Client, cast: Cast, wijk: WijkPage, folder: VoorbeeldenPage
) -> None:
    other = make_site("elders.example.nl", "Elders").root_page
    theirs = InformatiePageFactory(
        parent=other.add_child(instance=VoorbeeldenPage(title="Voorbeelden")), title="Van elders"
    )
    client.force_login(cast.superuser)
    html = client.get(reverse("wagtailadmin_pages:add_subpage", args=[wijk.pk])).content.decode()
    assert "Van elders" not in html
    assert begin(client, wijk, theirs).status_code in {302, 403}
    assert Page.objects.filter(title="Van elders").count() == 1


def test_visitors_find_no_example_whatever_is_published(
    client: Client, home: HomePage, folder: VoorbeeldenPage, example: Page
) -> None:
    NieuwsPageFactory(parent=folder, title="Voorbeeldnieuws")
    folder.save_revision().publish()
    folder.refresh_from_db()
    assert not folder.live
    host = {"headers": {"host": "waterhage.example.nl"}}
    for page in (folder, example):
        assert client.get(address_of(page), **host).status_code == 404
    for address in ("/", "/nieuws/", "/sitemap-paginas.xml", "/nieuws/feed/"):
        html = client.get(address, **host).content.decode()
        assert "Voorbeeldnieuws" not in html
        assert "Voorbeelden" not in html
