"""A neighbourhood gets its sections and editor groups, once, however it is made."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Page
from wagtail_factories import PageFactory

from tests.conftest import Cast
from tests.factories.wijken import (
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsPageFactory,
    WijkPageFactory,
    section,
)
from wijkpaginas.models import AgendaPage, NieuwsIndexPage, WijkGroup, WijkIndexPage, WijkPage
from wijkpaginas.services import complete_wijk

SECTIONS = ["Ideeën", "Nieuws", "Agenda"]
FORM = {
    "title": "Schelfhorst",
    "slug": "schelfhorst",
    "samenvatting": "",
    "opening": "open",
    "opening_tekst": "",
    "introductie": "null",
    "inhoud-count": "0",
    "contacten-TOTAL_FORMS": "0",
    "contacten-INITIAL_FORMS": "0",
    "contacten-MIN_NUM_FORMS": "0",
    "contacten-MAX_NUM_FORMS": "1000",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
    "seo_title": "",
}


def titles(page: Page) -> list[str]:
    return list(page.get_children().values_list("title", flat=True))


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


@pytest.mark.parametrize("action", ["", "action-publish"])
def test_a_wijk_made_in_the_admin_gets_its_sections_and_groups(
    admin: Client, index: WijkIndexPage, action: str
) -> None:
    address = reverse("wagtailadmin_pages:add", args=["wijkpaginas", "wijkpage", index.pk])
    response = admin.post(address, FORM | ({action: "1"} if action else {}))
    assert response.status_code == 302, response.context["form"].errors
    wijk = WijkPage.objects.get(slug="schelfhorst")
    assert wijk.live == bool(action)
    assert titles(wijk) == SECTIONS
    assert set(wijk.editor_groups.values_list("role", flat=True)) == set(WijkGroup.Role)
    assert admin.get("/wijken/schelfhorst/nieuws/").status_code == (200 if action else 404)


@pytest.mark.parametrize("with_children", [True, False])
def test_a_copied_wijk_gets_its_own_sections_and_groups(
    admin: Client, wijk: WijkPage, index: WijkIndexPage, with_children: bool
) -> None:
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title="Oud bericht")
    values = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(index.pk)}
    if with_children:
        values |= {"copy_subpages": "on", "publish_copies": "on"}
    response = admin.post(reverse("wagtailadmin_pages:copy", args=[wijk.pk]), values)
    assert response.status_code == 302
    copy = WijkPage.objects.get(slug="kopie")
    assert titles(copy) == SECTIONS
    own = set(copy.editor_groups.values_list("group", flat=True))
    assert len(own) == len(WijkGroup.Role)
    assert not own & set(wijk.editor_groups.values_list("group", flat=True))
    assert section(copy, NieuwsIndexPage).get_children().count() == int(with_children)


def test_a_complete_wijk_is_left_as_it_is(wijk: WijkPage) -> None:
    before = (Page.objects.count(), Group.objects.count(), Collection.objects.count())
    assert not complete_wijk(wijk)
    assert before == (Page.objects.count(), Group.objects.count(), Collection.objects.count())


def test_what_an_editor_changed_stays(wijk: WijkPage) -> None:
    agenda = section(wijk, AgendaPage)
    agenda.title, agenda.slug = "Wat is er te doen?", "te-doen"
    agenda.save_revision().publish()
    section(wijk, NieuwsIndexPage).unpublish()
    assert not complete_wijk(wijk)
    agenda.refresh_from_db()
    assert (agenda.title, agenda.slug, agenda.live) == ("Wat is er te doen?", "te-doen", True)
    assert not section(wijk, NieuwsIndexPage).live


def test_a_section_that_was_deleted_comes_back(wijk: WijkPage) -> None:
    section(wijk, NieuwsIndexPage).delete()
    wijk.refresh_from_db()
    assert complete_wijk(wijk)
    assert section(wijk, NieuwsIndexPage).live


def test_a_section_whose_address_is_taken_gets_another(wijk: WijkPage) -> None:
    section(wijk, NieuwsIndexPage).delete()
    wijk.refresh_from_db()
    taken = InformatiePageFactory(parent=wijk, title="Nieuws van vroeger", slug="nieuws")
    assert complete_wijk(wijk)
    assert section(wijk, NieuwsIndexPage).slug != taken.slug


def test_a_renamed_group_is_found_again(wijk: WijkPage) -> None:
    row = wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE)
    Group.objects.filter(pk=row.group_id).update(name="De schrijvers van de haven")
    assert not complete_wijk(wijk)
    assert wijk.editor_groups.count() == len(WijkGroup.Role)


def test_a_group_that_was_deleted_comes_back_with_its_rights(wijk: WijkPage) -> None:
    old = wijk.editor_groups.get(role=WijkGroup.Role.EINDREDACTIE).group
    other = wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group
    names = set(old.page_permissions.values_list("permission__codename", flat=True))
    old.delete()
    assert complete_wijk(wijk)
    new = wijk.editor_groups.get(role=WijkGroup.Role.EINDREDACTIE).group
    assert set(new.page_permissions.values_list("permission__codename", flat=True)) == names
    collections = {row.collection_id for row in new.collection_permissions.all()}
    assert collections == {row.collection_id for row in other.collection_permissions.all()}


def test_two_wijken_of_one_name_have_groups_of_their_own(wijk: WijkPage) -> None:
    twin = WijkPageFactory(parent=wijk.get_parent(), title=wijk.title, slug="tweede")
    complete_wijk(twin)
    names = list(Group.objects.filter(wijk_group__wijk__in=[wijk, twin]).values_list("name"))
    assert len(names) == len(set(names)) == 2 * len(WijkGroup.Role)


def test_the_longest_title_makes_a_group(wijk: WijkPage) -> None:
    for slug in ("een", "twee"):
        long = WijkPageFactory(parent=wijk.get_parent(), title="x" * 255, slug=slug)
        complete_wijk(long)
        assert long.editor_groups.count() == len(WijkGroup.Role)


@pytest.mark.parametrize(
    ("model", "factory", "slug"),
    [(NieuwsIndexPage, NieuwsPageFactory, "feed"), (AgendaPage, EvenementPageFactory, "ical")],
)
def test_a_page_does_not_take_the_address_of_a_feed(
    wijk: WijkPage, model: type[Page], factory: type[PageFactory], slug: str
) -> None:
    with pytest.raises(ValidationError) as error:
        factory(parent=section(wijk, model), slug=slug)
    assert list(error.value.message_dict) == ["slug"]


def test_the_groups_of_a_wijk_go_with_it(wijk: WijkPage, other_wijk: WijkPage) -> None:
    groups = {group.group_id for group in wijk.editor_groups.all()}
    wijk.delete()
    assert not Group.objects.filter(pk__in=groups).exists()
    assert other_wijk.editor_groups.count() == len(WijkGroup.Role)
