"""Roles beside editing: what they give, what they don't, and the badge that shows them."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import GroupPagePermission, Site

from bewoners.models import User
from core.roles import GEMEENTE, MODERATOR, NEW_ROLES, REGISSEUR, WIJKMANAGER, badges, has_role
from tests.conftest import Cast
from tests.factories.people import UserFactory
from tests.factories.wijken import InformatiePageFactory
from wijkpaginas.models import WijkPage

OF_THE_WIJK = {"moderator": MODERATOR, "regisseur": REGISSEUR, "wijkmanager": WIJKMANAGER}


@pytest.mark.parametrize("name", OF_THE_WIJK)
def test_a_role_holds_in_the_own_neighbourhood_and_below_it_only(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage, duinwijk: WijkPage, name: str
) -> None:
    user, own = getattr(cast, name), OF_THE_WIJK[name]
    below = InformatiePageFactory(parent=wijk)
    for role in NEW_ROLES:
        assert has_role(user, role, wijk) is (role is own)
        assert has_role(user, role, below) is (role is own)
        for elsewhere in (other_wijk, duinwijk, wijk.get_parent()):
            assert not has_role(user, role, elsewhere)


@pytest.mark.parametrize(
    "name", ["redacteur", "eindredacteur", "communicatie", "other_redacteur", "resident"]
)
def test_who_edits_or_lives_there_has_no_such_role(cast: Cast, wijk: WijkPage, name: str) -> None:
    assert not any(has_role(getattr(cast, name), role, wijk) for role in NEW_ROLES)


def test_an_administrator_may_do_what_every_role_does_and_a_visitor_nothing(
    cast: Cast, wijk: WijkPage
) -> None:
    assert all(has_role(cast.superuser, role, wijk) for role in NEW_ROLES)
    assert not any(has_role(AnonymousUser(), role, wijk) for role in NEW_ROLES)


def test_who_was_deactivated_has_no_role_and_no_badge(cast: Cast, wijk: WijkPage) -> None:
    User.objects.filter(pk=cast.moderator.pk).update(is_active=False)
    gone = User.objects.get(pk=cast.moderator.pk)
    assert not has_role(gone, MODERATOR, wijk)
    assert badges([gone.pk], wijk) == {}


def test_a_badge_follows_from_the_permission_and_not_from_a_name(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    poser = UserFactory(first_name="Moderator", last_name="Regisseur", naam="Wijkmanager")
    everybody = [cast.moderator, cast.regisseur, cast.wijkmanager, cast.eindredacteur, poser]
    assert badges([user.pk for user in everybody], wijk) == {
        cast.moderator.pk: MODERATOR,
        cast.regisseur.pk: REGISSEUR,
        cast.wijkmanager.pk: WIJKMANAGER,
        cast.eindredacteur.pk: GEMEENTE,
    }
    assert badges([user.pk for user in everybody], other_wijk) == {}


def test_a_renamed_group_keeps_its_role_and_one_that_is_named_so_has_none(
    cast: Cast, wijk: WijkPage
) -> None:
    group = wijk.editor_groups.get(role="moderator").group
    group.name = "Team Haven"
    group.save()
    assert badges([cast.moderator.pk], wijk) == {cast.moderator.pk: MODERATOR}
    cast.resident.groups.add(Group.objects.create(name="moderatoren"))
    assert badges([cast.resident.pk], wijk) == {}


def test_of_two_roles_the_badge_shows_the_one_that_decides(cast: Cast, wijk: WijkPage) -> None:
    cast.moderator.groups.add(wijk.editor_groups.get(role="regisseur").group)
    assert badges([cast.moderator.pk], wijk) == {cast.moderator.pk: REGISSEUR}


def test_badges_cost_one_query_however_many_write(
    cast: Cast, wijk: WijkPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = wijk.editor_groups.get(role="moderator").group
    people = [UserFactory(groups=[group]).pk for _number in range(12)]
    with django_assert_num_queries(1):
        assert len(badges(people, wijk)) == 12


def test_a_moderator_enters_the_admin_and_edits_no_page(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    client.force_login(cast.moderator)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    edit = reverse("wagtailadmin_pages:edit", args=[wijk.pk])
    assert client.get(edit).status_code == 302
    assert client.post(edit, {"title": "Gekaapt", "slug": "gekaapt"}).status_code == 302
    wijk.refresh_from_db()
    assert wijk.title == "Havenkwartier"
    for address in ("wagtailimages:index", "wagtaildocs:index"):
        assert client.get(reverse(address)).status_code == 302


def test_the_form_of_a_group_keeps_its_role(client: Client, cast: Cast, wijk: WijkPage) -> None:
    group = wijk.editor_groups.get(role="regisseur").group
    client.force_login(cast.superuser)
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    html = client.get(address).content.decode()
    assert "Regie voeren" in html or "Regisseur" in html
    given = GroupPagePermission.objects.get(group=group)
    data = {
        "name": "Regie Haven",
        "page_permissions-TOTAL_FORMS": 1,
        "page_permissions-INITIAL_FORMS": 1,
        "page_permissions-0-page": wijk.pk,
        "page_permissions-0-permissions": ["coordinate_page"],
    }
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    prefixes = {
        line.split('"')[1].removesuffix("-TOTAL_FORMS")
        for line in html.replace("name=", "\nname=").splitlines()
        if line.startswith("name=") and "-TOTAL_FORMS" in line
    }
    for prefix in prefixes - {"page_permissions"}:
        data |= {f"{prefix}-{name}": value for name, value in empty.items()}
    assert client.post(address, data).status_code == 302
    group.refresh_from_db()
    assert group.name == "Regie Haven"
    assert GroupPagePermission.objects.get(group=group).permission == given.permission


def test_the_personal_page_says_with_which_role_somebody_writes(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    client.force_login(cast.moderator)
    html = client.get(reverse("bewoners:home")).content.decode()
    assert "Mijn rol" in html
    assert "Moderator" in html
    client.force_login(cast.resident)
    assert "Mijn rol" not in client.get(reverse("bewoners:home")).content.decode()


def test_every_neighbourhood_of_a_municipality_has_its_own_groups(
    site: Site, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    for role, own in OF_THE_WIJK.items():
        groups = [page.editor_groups.get(role=role).group for page in (wijk, other_wijk)]
        assert groups[0] != groups[1]
        for group in groups:
            codenames = group.page_permissions.values_list("permission__codename", flat=True)
            assert list(codenames) == [own.codename]
            assert not group.collection_permissions.exists()
            assert not group.site_permissions.exists()
