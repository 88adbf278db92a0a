"""Which page may stand where."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models

from core.querysets import MAX_DEPTH
from home.models import HomePage
from ideeen.models import IdeeenPage
from tests.conftest import Cast
from tests.factories.wijken import InformatiePageFactory, NieuwsPageFactory, section
from wijkpaginas.models import (
    AgendaPage,
    EvenementPage,
    InformatiePage,
    NieuwsIndexPage,
    NieuwsPage,
    VoorbeeldenPage,
    WijkIndexPage,
    WijkPage,
)

SECTIONS = {InformatiePage, NieuwsIndexPage, AgendaPage, IdeeenPage}
ALLOWED: dict[type[Page], set[type[Page]]] = {
    Page: {HomePage},
    HomePage: {WijkIndexPage, VoorbeeldenPage, *SECTIONS},
    WijkIndexPage: {WijkPage},
    WijkPage: SECTIONS,
    InformatiePage: {InformatiePage},
    NieuwsIndexPage: {NieuwsPage},
    NieuwsPage: set(),
    AgendaPage: {EvenementPage},
    EvenementPage: set(),
    IdeeenPage: set(),
    VoorbeeldenPage: {InformatiePage, NieuwsPage, EvenementPage},
}
OWN = [model for model in ALLOWED if model is not Page]


def test_the_rules_name_every_page_type() -> None:
    assert set(get_page_models()) == set(ALLOWED)


@pytest.mark.parametrize("child", OWN)
@pytest.mark.parametrize("parent", list(ALLOWED))
def test_a_page_stands_only_where_it_belongs(parent: type[Page], child: type[Page]) -> None:
    allowed = child in ALLOWED[parent]
    assert (parent in child.allowed_parent_page_models()) == allowed
    assert (child in parent.allowed_subpage_models()) == allowed


@pytest.mark.parametrize("parent", list(ALLOWED))
def test_nobody_makes_a_plain_page(parent: type[Page]) -> None:
    assert Page not in parent.creatable_subpage_models()


@pytest.mark.parametrize("model", [NieuwsIndexPage, AgendaPage])
def test_a_wijk_has_one_list_of_each_kind(wijk: WijkPage, model: type[Page]) -> None:
    assert not model.can_create_at(wijk)
    section(wijk, model).delete()
    wijk.refresh_from_db()
    assert model.can_create_at(wijk)


def test_a_municipality_has_one_list_of_wijken(home: HomePage) -> None:
    assert not WijkIndexPage.can_create_at(home)


@pytest.mark.parametrize("child", OWN)
def test_the_admin_refuses_a_page_where_it_does_not_belong(
    client: Client, cast: Cast, wijk: WijkPage, child: type[Page]
) -> None:
    client.force_login(cast.superuser)
    address = reverse(
        "wagtailadmin_pages:add", args=[child._meta.app_label, child._meta.model_name, wijk.pk]
    )
    expected = 200 if child is InformatiePage else 302
    assert client.get(address).status_code == expected


@pytest.fixture
def deepest(wijk: WijkPage) -> Page:
    page = wijk
    while page.depth < MAX_DEPTH:
        page = InformatiePageFactory(parent=page)
    return page


def test_no_page_is_made_below_the_deepest_level(deepest: Page) -> None:
    assert not InformatiePage.can_create_at(deepest)
    assert InformatiePage.can_create_at(deepest.get_parent())


def test_no_page_is_moved_below_the_deepest_level(deepest: Page, wijk: WijkPage) -> None:
    page = InformatiePageFactory(parent=wijk)
    assert not page.can_move_to(deepest)
    assert page.can_move_to(deepest.get_parent())


def test_no_branch_is_moved_so_that_its_end_is_too_deep(deepest: Page, wijk: WijkPage) -> None:
    page = InformatiePageFactory(parent=wijk)
    InformatiePageFactory(parent=page)
    assert not page.can_move_to(deepest.get_parent())
    assert page.can_move_to(deepest.get_parent().get_parent())


def test_a_message_is_not_moved_into_the_agenda(wijk: WijkPage) -> None:
    message = NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage))
    assert not message.can_move_to(section(wijk, AgendaPage))


def test_two_pages_of_one_parent_have_different_addresses(wijk: WijkPage) -> None:
    first = InformatiePageFactory(parent=wijk, title="Groen", slug="")
    second = InformatiePageFactory(parent=wijk, title="Groen", slug="")
    assert first.slug != second.slug
    second.slug = first.slug
    with pytest.raises(ValidationError):
        second.full_clean()
