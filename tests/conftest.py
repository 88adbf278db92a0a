"""The fixed cast: a municipality with two neighbourhoods, and the people who may or may not."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.db import connection
from pytest_django.fixtures import Settings
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from bewoners.models import User
from bewoners.models.privacy import GUARD as LEDGER_GUARD
from core import editions
from core.models.audit import GUARD as LOG_GUARD
from home.models import HomePage
from tests.core.mailbox import Mailbox, free_port
from tests.factories.people import UserFactory
from tests.factories.wijken import WijkPageFactory, make_site, section
from tests.replay import Replay
from wijkpaginas.models import GemeenteGroup, WijkGroup, WijkIndexPage, WijkPage
from wijkpaginas.services import complete_wijk

HOST = "waterhage.example.nl"
OTHER_HOST = "other.example"


GUARDS = (LOG_GUARD, LEDGER_GUARD)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Put back what the migrations wrote: a test with real transactions empties all tables."""
    marker = item.get_closest_marker("django_db")
    if not (marker and marker.kwargs.get("transaction")):
        yield
        return
    unblocked = item.config.stash[blocking_manager_key].unblock
    with unblocked():
        # What only ever grows is emptied too.
        for guard in GUARDS:
            guard.take_down(connection)
    database = connection.settings_dict["NAME"]
    try:
        yield
    finally:
        # After the last test of a run its database may be gone.
        if connection.settings_dict["NAME"] == database:
            with unblocked():
                for guard in GUARDS:
                    guard.put_up(connection)
                connection.creation.deserialize_db_from_string(
                    connection._test_serialized_contents  # type: ignore[attr-defined]  # noqa: SLF001
                )
                connection.close()


PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()
    editions.forget_all()


def _make_municipality() -> None:
    make_site()


def _make_cast() -> None:
    municipality()
    index = section(Site.objects.get(hostname=HOST).root_page, WijkIndexPage)
    for title in ("Havenkwartier", "Molenhoek"):
        complete_wijk(WijkPageFactory(parent=index, title=title))


def _make_other_municipality() -> None:
    # Collections stand in the order of their names: a name further on leaves the others in place.
    other = make_site(OTHER_HOST, "Zeestad")
    complete_wijk(WijkPageFactory(parent=section(other.root_page, WijkIndexPage), title="Duinwijk"))


municipality = Replay(_make_municipality)
both_wijken = Replay(_make_cast)
other_municipality = Replay(_make_other_municipality)


@pytest.fixture
def site(request: pytest.FixtureRequest, db: None) -> Site:
    """Make the municipality, with the neighbourhoods when the test asks for one."""
    wanted = {"wijk", "other_wijk", "cast", "other_site"} & set(request.fixturenames)
    (both_wijken if wanted else municipality)()
    # At once, as what comes first gets the numbers that were free when these were made.
    if {"other_site", "other_cast", "duinwijk"} & set(request.fixturenames):
        other_municipality()
    return Site.objects.get(hostname=HOST)


@pytest.fixture
def other_site(wijk: WijkPage) -> Site:
    """The second municipality on the same installation, with a neighbourhood of its own."""
    return Site.objects.get(hostname=OTHER_HOST)


@pytest.fixture
def duinwijk(other_site: Site) -> WijkPage:
    return WijkPage.objects.descendant_of(other_site.root_page).get()


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
    communicatie: User
    redacteur: User
    eindredacteur: User
    other_redacteur: User
    moderator: User
    regisseur: User
    wijkmanager: User
    resident: User
    other_resident: User
    outsider: User


@dataclass
class OtherCast:
    """Who does the same in the other municipality."""

    communicatie: User
    redacteur: User
    eindredacteur: User


def member(of: WijkPage | Site, role: str, **fields: object) -> User:
    """Make somebody in a group of a neighbourhood or of a municipality."""
    return UserFactory(groups=[of.editor_groups.get(role=role).group], **fields)


@pytest.fixture
def cast(site: Site, wijk: WijkPage, other_wijk: WijkPage) -> Cast:
    return Cast(
        superuser=UserFactory(superuser=True),
        communicatie=member(site, GemeenteGroup.Role.COMMUNICATIE),
        redacteur=member(wijk, WijkGroup.Role.REDACTIE),
        eindredacteur=member(wijk, WijkGroup.Role.EINDREDACTIE),
        other_redacteur=member(other_wijk, WijkGroup.Role.REDACTIE),
        moderator=member(wijk, WijkGroup.Role.MODERATOR),
        regisseur=member(wijk, WijkGroup.Role.REGISSEUR),
        wijkmanager=member(wijk, WijkGroup.Role.WIJKMANAGER),
        resident=UserFactory(),
        other_resident=UserFactory(),
        outsider=UserFactory(),
    )


@pytest.fixture
def other_cast(other_site: Site, duinwijk: WijkPage) -> OtherCast:
    return OtherCast(
        communicatie=member(other_site, GemeenteGroup.Role.COMMUNICATIE),
        redacteur=member(duinwijk, WijkGroup.Role.REDACTIE),
        eindredacteur=member(duinwijk, WijkGroup.Role.EINDREDACTIE),
    )


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """A real mail server, to which the worker brings what waits in the outbox."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    yield box
    controller.stop()
