"""What editors find in the admin: their own branch, and what they may link to."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from core.permissions import (
    colleagues_of,
    linkable_pages,
    may_see,
    municipalities_of,
    own_pages,
)
from tests.conftest import Cast, OtherCast
from tests.factories.wijken import InformatiePageFactory, WijkPageFactory
from wijkpaginas.models import WijkIndexPage, WijkPage


@pytest.fixture
def privacy(site: Site) -> Page:
    return InformatiePageFactory(parent=site.root_page, title="Privacy")


def test_an_editor_links_to_the_own_wijk_and_to_what_the_municipality_published(
    cast: Cast, site: Site, wijk: WijkPage, other_wijk: WijkPage, duinwijk: WijkPage, privacy: Page
) -> None:
    own_draft = InformatiePageFactory(parent=wijk, live=False)
    draft = InformatiePageFactory(parent=site.root_page, title="Concept", live=False)
    below_draft = InformatiePageFactory(parent=draft)
    closed = InformatiePageFactory(parent=site.root_page, title="Besloten")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    found = set(linkable_pages(cast.redacteur))
    assert {wijk.page_ptr, own_draft.page_ptr, privacy.page_ptr, site.root_page} <= found
    for page in (other_wijk, duinwijk, draft, below_draft, closed):
        assert page.page_ptr not in found
    assert not found & set(Page.objects.descendant_of(other_wijk, inclusive=True))
    assert not found & set(Page.objects.descendant_of(duinwijk.get_parent().get_parent()))


def test_the_own_branch_is_where_somebody_was_given_a_right(
    cast: Cast, site: Site, wijk: WijkPage
) -> None:
    assert set(own_pages(cast.redacteur)) == set(Page.objects.descendant_of(wijk, inclusive=True))
    home = Page.objects.descendant_of(site.root_page, inclusive=True)
    assert set(own_pages(cast.communicatie)) == set(home)
    assert not own_pages(cast.outsider).exists()
    assert own_pages(cast.superuser).count() == Page.objects.count()


def test_people_know_of_who_works_in_the_same_branch(cast: Cast, other_cast: OtherCast) -> None:
    assert set(colleagues_of(cast.redacteur)) == {
        cast.redacteur, cast.eindredacteur, cast.communicatie, cast.superuser,
        cast.moderator, cast.regisseur, cast.wijkmanager,
    }  # fmt: skip
    assert set(colleagues_of(cast.outsider)) == {cast.outsider}
    assert not set(colleagues_of(cast.communicatie)) & {
        other_cast.communicatie, other_cast.redacteur, other_cast.eindredacteur
    }  # fmt: skip


def test_a_municipality_is_known_by_its_pages(
    cast: Cast, other_cast: OtherCast, site: Site, other_site: Site
) -> None:
    assert set(municipalities_of(cast.redacteur)) == {site}
    assert set(municipalities_of(other_cast.communicatie)) == {other_site}
    assert set(municipalities_of(cast.superuser)) == {site, other_site}
    assert not municipalities_of(cast.outsider).exists()


@pytest.mark.parametrize("key", [None, "", "x", "-1", "0", "9" * 22, "1 or 1", "\0"])
def test_what_is_no_number_is_nobodys_page(cast: Cast, key: str | None) -> None:
    assert not may_see(cast.redacteur, Page, [key])


def test_the_dialog_opens_at_the_own_wijk_and_climbs_to_the_municipality(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, privacy: Page, site: Site
) -> None:
    client.force_login(cast.redacteur)
    text = client.get(reverse("wagtailadmin_choose_page")).json()["html"]
    assert "Havenkwartier" in text
    address = reverse("wagtailadmin_choose_page_child", args=[site.root_page.pk])
    text = client.get(address).json()["html"]
    assert "Privacy" in text
    address = reverse("wagtailadmin_choose_page_child", args=[wijk.get_parent().pk])
    text = client.get(address).json()["html"]
    assert "Havenkwartier" in text
    assert "Molenhoek" not in text
    address = reverse("wagtailadmin_choose_page_child", args=[other_wijk.pk])
    assert client.get(address).status_code == 302


def test_a_page_type_that_only_others_have_opens_nothing_of_theirs(
    client: Client, cast: Cast, other_cast: OtherCast, duinwijk: WijkPage
) -> None:
    InformatiePageFactory(parent=duinwijk, title="Strandregels")
    client.force_login(cast.redacteur)
    response = client.get(
        reverse("wagtailadmin_choose_page"), {"page_type": "wijkpaginas.informatiepage"}
    )
    assert "Strandregels" not in response.json()["html"]
    assert "Duinwijk" not in response.json()["html"]


def test_somebody_without_a_page_meets_none_in_the_dialog(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    cast.outsider.groups.add(wijk.editor_groups.get(role="redactie").group)
    wijk.editor_groups.get(role="redactie").group.page_permissions.all().delete()
    client.force_login(cast.outsider)
    response = client.get(reverse("wagtailadmin_choose_page"))
    assert "Havenkwartier" not in response.content.decode()


def test_looking_takes_as_many_queries_with_many_wijken(cast: Cast, index: WijkIndexPage) -> None:
    def count() -> int:
        user = type(cast.redacteur).objects.get(pk=cast.redacteur.pk)
        with CaptureQueriesContext(connection) as captured:
            list(linkable_pages(user))
        return len(captured)

    few = count()
    for _number in range(5):
        WijkPageFactory(parent=index)
    assert count() == few
