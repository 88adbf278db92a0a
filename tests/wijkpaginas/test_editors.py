"""Who may do what: an editor of one neighbourhood touches nothing of another."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.conftest import Cast
from tests.factories.wijken import (
    ContactpersoonFactory,
    InformatiePageFactory,
    NieuwsIndexPage,
    section,
)
from tests.wijkpaginas.editing import form
from wijkpaginas.models import InformatiePage, WijkPage

ALL = ["superuser", "redacteur", "eindredacteur", "other_redacteur", "outsider"]


@pytest.fixture
def page(wijk: WijkPage) -> Page:
    return InformatiePageFactory(parent=wijk, title="Groen")


@pytest.mark.parametrize(
    ("who", "edit", "publish", "delete", "add"),
    [
        ("superuser", True, True, True, True),
        ("eindredacteur", True, True, True, True),
        ("redacteur", True, False, False, True),
        ("other_redacteur", False, False, False, False),
        ("outsider", False, False, False, False),
    ],
)
def test_rights_on_a_page_of_the_wijk(
    cast: Cast, page: Page, who: str, edit: bool, publish: bool, delete: bool, add: bool
) -> None:
    tester = page.permissions_for_user(getattr(cast, who))
    assert tester.can_edit() == edit
    assert tester.can_publish() == publish
    assert tester.can_unpublish() == publish
    assert tester.can_delete() == delete
    assert tester.can_add_subpage() == add
    assert tester.can_set_view_restrictions() == publish


@pytest.mark.parametrize("who", ["redacteur", "eindredacteur"])
def test_nobody_of_one_wijk_has_rights_above_or_beside_it(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage, who: str
) -> None:
    index = wijk.get_parent()
    for page in (other_wijk, section(other_wijk, NieuwsIndexPage), index, index.get_parent()):
        tester = page.permissions_for_user(getattr(cast, who))
        assert not tester.can_edit()
        assert not tester.can_publish()
        assert not tester.can_delete()
        assert not tester.can_add_subpage()


def test_the_final_editor_moves_nothing_out_of_the_wijk(
    cast: Cast, page: Page, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    tester = page.permissions_for_user(cast.eindredacteur)
    assert not tester.can_move_to(other_wijk)
    assert tester.can_move_to(InformatiePageFactory(parent=wijk))
    assert not page.permissions_for_user(cast.eindredacteur).can_copy_to(other_wijk)


ADDRESSES = ["edit", "unpublish", "delete", "move", "history", "copy"]


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("who", ["other_redacteur", "outsider"])
def test_a_stranger_opens_no_address_of_a_page(
    client: Client, cast: Cast, page: Page, who: str, name: str
) -> None:
    client.force_login(getattr(cast, who))
    before = Page.objects.values_list("live", "title", "path").get(pk=page.pk)
    address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    assert client.get(address).status_code in {302, 403}
    assert client.post(address, {"title": "Gekaapt"}).status_code in {302, 403, 405}
    assert Page.objects.values_list("live", "title", "path").get(pk=page.pk) == before


@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_an_editor_without_that_right_does_not_take_a_page_away(
    client: Client, cast: Cast, page: Page, name: str
) -> None:
    client.force_login(cast.redacteur)
    assert client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 302
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(
    ("who", "goes_live"), [("redacteur", False), ("eindredacteur", True), ("superuser", True)]
)
def test_only_who_may_publish_does(
    client: Client, cast: Cast, page: Page, who: str, goes_live: bool
) -> None:
    client.force_login(getattr(cast, who))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(address).status_code == 200
    client.post(address, form(page, "Meer groen") | {"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == ("Meer groen" if goes_live else "Groen")
    assert page.get_latest_revision_as_object().title == "Meer groen"


def test_an_editor_writes_a_page_as_a_draft(client: Client, cast: Cast, wijk: WijkPage) -> None:
    client.force_login(cast.redacteur)
    address = reverse("wagtailadmin_pages:add", args=["wijkpaginas", "informatiepage", wijk.pk])
    page = InformatiePage(title="Speelplek", slug="speelplek")
    assert client.post(address, form(page, page.title) | {"action-publish": "1"}).status_code == 302
    assert not InformatiePage.objects.get(slug="speelplek").live


def test_an_editor_adds_nothing_to_another_wijk(
    client: Client, cast: Cast, other_wijk: WijkPage
) -> None:
    client.force_login(cast.eindredacteur)
    address = reverse(
        "wagtailadmin_pages:add", args=["wijkpaginas", "informatiepage", other_wijk.pk]
    )
    page = InformatiePage(title="Gekaapt", slug="gekaapt")
    assert client.post(address, form(page, page.title)).status_code in {302, 403}
    assert not InformatiePage.objects.filter(slug="gekaapt").exists()


@pytest.mark.parametrize("who", ["redacteur", "eindredacteur"])
@pytest.mark.parametrize(
    "name",
    [
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
        "wagtailsnippetchoosers_wijkpaginas_contactpersoon:choose",
        "gebied_chooser:choose",
    ],
)
def test_an_editor_can_choose_what_a_page_needs(
    client: Client, cast: Cast, who: str, name: str
) -> None:
    ContactpersoonFactory()
    client.force_login(getattr(cast, who))
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtailredirects:index",
        "wagtailadmin_workflows:index",
    ],
)
def test_an_editor_manages_nothing_of_the_whole_installation(
    client: Client, cast: Cast, name: str
) -> None:
    client.force_login(cast.eindredacteur)
    assert client.get(reverse(name)).status_code in {302, 403}


def test_the_explorer_shows_an_editor_only_the_own_wijk(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    client.force_login(cast.redacteur)
    index = wijk.get_parent()
    text = client.get(reverse("wagtailadmin_explore", args=[index.pk]), follow=True).content
    assert b"Molenhoek" not in text
    assert b"Havenkwartier" in text
