"""What tests about people share."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.models import Aanmelddienst, GegevensExport, User
from bewoners.privacy.exports import ask_for_export, make_export
from tests.bewoners.oidc_server import Provider, run_provider
from tests.bewoners.oidc_service import ADDRESS, STRONG, make_dienst
from tests.bewoners.traces import private_files
from tests.bewoners.zoe import make_zoe
from tests.conftest import Cast
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def _mail_of_the_site(settings: Settings) -> None:
    """Write mails to the outbox, as the site does; the test runner would catch them before."""
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"


@pytest.fixture
def zoe(site: Site) -> User:
    return make_zoe()


@pytest.fixture
def an(site: Site) -> User:
    user = UserFactory(email="an@example.nl", naam="An")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def export(an: User, site: Site) -> GegevensExport:
    """A download that is ready."""
    row = ask_for_export(an, site)
    assert make_export.call(row.pk)
    row.refresh_from_db()
    return row


@pytest.fixture(autouse=True)
def _no_downloads_stay() -> Iterator[None]:
    yield
    for path in private_files():
        path.unlink()


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with run_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    """The provider, on its best behaviour."""
    running.asked.clear()
    running.change = running.change_told = None
    running.forged, running.breaks_at, running.wait = False, "", 0.0
    running.knows(
        "an", email=ADDRESS, email_verified=True, given_name="An", family_name="de Wit",
        acr=STRONG, groups=["redactie"],
    )  # fmt: skip
    return running


@pytest.fixture
def dienst(provider: Provider, site: Site, cast: Cast) -> Aanmelddienst:
    """The log-in service of the municipality, with that provider behind it."""
    return make_dienst(site, provider)
