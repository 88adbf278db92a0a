"""The groups of neighbourhoods and municipalities: made once, found again, gone with the pages."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission, Page, Site

from core.models import Gemeente
from tests.conftest import Cast, OtherCast
from tests.factories.wijken import InformatiePageFactory, section
from wijkpaginas.models import GemeenteGroup, WijkGroup, WijkIndexPage, WijkPage
from wijkpaginas.services import collections_of, complete_gemeente, municipal_collection


def test_communicatie_edits_and_publishes_all_of_its_municipality_and_no_other(
    cast: Cast, site: Site, wijk: WijkPage, other_wijk: WijkPage, duinwijk: WijkPage
) -> None:
    for page in (site.root_page, wijk, other_wijk, section(site.root_page, WijkIndexPage)):
        tester = page.permissions_for_user(cast.communicatie)
        assert tester.can_edit()
        assert tester.can_add_subpage()
        assert tester.can_unpublish() or page == site.root_page
    for page in (duinwijk, duinwijk.get_parent(), Page.get_first_root_node()):
        tester = page.permissions_for_user(cast.communicatie)
        assert not tester.can_edit()
        assert not tester.can_add_subpage()


def test_the_group_is_found_again_after_it_was_renamed(site: Site) -> None:
    group = site.editor_groups.get().group
    group.name = "Team online"
    group.save()
    before = Group.objects.count()
    assert not complete_gemeente(site)
    assert Group.objects.count() == before
    assert site.editor_groups.get().group == group


def test_what_an_administrator_took_from_a_group_stays_away(site: Site) -> None:
    group = site.editor_groups.get().group
    GroupPagePermission.objects.filter(group=group, permission__codename="lock_page").delete()
    group.site_permissions.filter(permission__codename="delete_thema").delete()
    complete_gemeente(site)
    assert not group.page_permissions.filter(permission__codename="lock_page").exists()
    assert not group.site_permissions.filter(permission__codename="delete_thema").exists()


def test_settings_are_for_communicatie_of_that_site_only(
    client: Client, cast: Cast, other_cast: OtherCast, site: Site, other_site: Site
) -> None:
    own = reverse("wagtailsettings:edit", args=["core", "gemeente", site.pk])
    other = reverse("wagtailsettings:edit", args=["core", "gemeente", other_site.pk])
    client.force_login(cast.communicatie)
    response = client.get(own)
    assert response.status_code == 200
    assert "Zeestad" not in response.content.decode()
    assert client.get(other).status_code == 302
    client.post(other, {"naam": "Gekaapt"})
    assert Gemeente.for_site(other_site).naam == "Zeestad"
    for who in (cast.redacteur, cast.eindredacteur, other_cast.communicatie):
        client.force_login(who)
        client.post(own, {"naam": "Gekaapt"})
        assert Gemeente.for_site(Site.objects.get(pk=site.pk)).naam == "Waterhage"


def test_collections_lie_in_that_of_the_municipality(
    site: Site, wijk: WijkPage, cast: Cast, other_site: Site
) -> None:
    municipal = municipal_collection(site)
    assert collections_of(WijkPage.objects.filter(pk=wijk.pk)).get().get_parent() == municipal
    assert municipal != municipal_collection(other_site)
    assert municipal.get_parent() == Collection.get_first_root_node()


def test_a_site_that_is_removed_takes_its_group_along(site: Site) -> None:
    group = site.editor_groups.get().group
    site.delete()
    assert not Group.objects.filter(pk=group.pk).exists()


def test_a_copied_wijk_gets_groups_collection_and_workflow_of_its_own(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    client.force_login(cast.communicatie)
    values = {
        "new_title": "Nieuwe haven", "new_slug": "nieuwe-haven",
        "new_parent_page": str(wijk.get_parent().pk), "copy_subpages": "1",
        "publish_copies": "", "alias": "",
    }  # fmt: skip
    client.post(reverse("wagtailadmin_pages:copy", args=[wijk.pk]), values)
    copy = WijkPage.objects.get(slug="nieuwe-haven")
    roles = set(copy.editor_groups.values_list("role", flat=True))
    assert roles == set(WijkGroup.Role.values)
    assert copy.get_workflow() != wijk.get_workflow()
    groups = Group.objects.filter(wijk_group__wijk__in=[copy, wijk])
    assert groups.count() == 2 * len(WijkGroup.Role)
    assert len(collections_of(WijkPage.objects.filter(pk__in=[wijk.pk, copy.pk]))) == 2


def test_a_wijk_that_an_editor_makes_gets_its_groups(
    client: Client, cast: Cast, index: WijkIndexPage
) -> None:
    client.force_login(cast.communicatie)
    address = reverse("wagtailadmin_pages:add", args=["wijkpaginas", "wijkpage", index.pk])
    formset = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    values = {
        "title": "Proefwijk", "slug": "proefwijk", "opening": "open", "introductie": "null",
        "inhoud-count": "0",
        **{f"{name}-{key}": value for name in ("comments", "contacten")
           for key, value in formset.items()},
    }  # fmt: skip
    assert client.post(address, values).status_code == 302
    assert WijkPage.objects.get(slug="proefwijk").editor_groups.count() == len(WijkGroup.Role)


def test_a_wijk_that_moves_to_another_municipality_takes_its_editors_along(
    wijk: WijkPage, site: Site, other_site: Site, cast: Cast
) -> None:
    group = wijk.editor_groups.get(role="eindredactie")
    before = collections_of(WijkPage.objects.filter(pk=wijk.pk)).get()
    wijk.move(section(other_site.root_page, WijkIndexPage), pos="last-child")
    wijk.refresh_from_db()
    collection = collections_of(WijkPage.objects.filter(pk=wijk.pk)).get()
    assert collection == before
    assert collection.get_parent() == municipal_collection(other_site)
    assert set(group.group.site_permissions.values_list("site", flat=True)) == {other_site.pk}
    above = {row.group for row in GemeenteGroup.objects.filter(site=other_site)}
    assert set(group.task.groups.all()) == {group.group, *above}


def test_a_page_that_moves_within_a_wijk_keeps_its_editors(wijk: WijkPage, cast: Cast) -> None:
    page = InformatiePageFactory(parent=wijk)
    page.move(InformatiePageFactory(parent=wijk), pos="last-child")
    page.refresh_from_db()
    assert page.permissions_for_user(cast.redacteur).can_edit()


@pytest.mark.django_db
def test_the_groups_that_wagtail_makes_for_everything_are_gone() -> None:
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    root = Page.get_first_root_node()
    assert not GroupPagePermission.objects.filter(page=root).exists()
