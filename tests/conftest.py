"""The fixed cast: a municipality with two neighbourhoods, and the people who may or may not."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from bewoners.models import User
from home.models import HomePage
from tests.factories.people import UserFactory
from tests.factories.wijken import WijkPageFactory, make_site, section
from tests.replay import Replay
from wijkpaginas.models import WijkGroup, WijkIndexPage, WijkPage
from wijkpaginas.services import complete_wijk


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Put back what the migrations wrote: a test with real transactions empties all tables."""
    yield
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(
                connection._test_serialized_contents  # type: ignore[attr-defined]  # noqa: SLF001
            )
            connection.close()


PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def _make_municipality() -> None:
    make_site()


def _make_cast() -> None:
    municipality()
    index = section(Site.objects.get().root_page, WijkIndexPage)
    for title in ("Havenkwartier", "Molenhoek"):
        complete_wijk(WijkPageFactory(parent=index, title=title))


municipality = Replay(_make_municipality)
both_wijken = Replay(_make_cast)


@pytest.fixture
def site(request: pytest.FixtureRequest, db: None) -> Site:
    """Make the municipality, with the neighbourhoods when the test asks for one."""
    wanted = {"wijk", "other_wijk", "cast"} & set(request.fixturenames)
    (both_wijken if wanted else municipality)()
    return Site.objects.get()


@pytest.fixture
def home(site: Site) -> HomePage:
    return site.root_page.specific


@pytest.fixture
def index(home: HomePage) -> WijkIndexPage:
    return section(home, WijkIndexPage)


@pytest.fixture
def wijk(index: WijkIndexPage) -> WijkPage:
    return WijkPage.objects.child_of(index).get(title="Havenkwartier")


@pytest.fixture
def other_wijk(index: WijkIndexPage) -> WijkPage:
    return WijkPage.objects.child_of(index).get(title="Molenhoek")


@dataclass
class Cast:
    """Who appears in tests about rights; password of all: wachtwoord-van-test."""

    superuser: User
    redacteur: User
    eindredacteur: User
    other_redacteur: User
    outsider: User


@pytest.fixture
def cast(wijk: WijkPage, other_wijk: WijkPage) -> Cast:
    def group_of(page: WijkPage, role: WijkGroup.Role) -> list[object]:
        return [page.editor_groups.get(role=role).group]

    return Cast(
        superuser=UserFactory(superuser=True),
        redacteur=UserFactory(groups=group_of(wijk, WijkGroup.Role.REDACTIE)),
        eindredacteur=UserFactory(groups=group_of(wijk, WijkGroup.Role.EINDREDACTIE)),
        other_redacteur=UserFactory(groups=group_of(other_wijk, WijkGroup.Role.REDACTIE)),
        outsider=UserFactory(),
    )
