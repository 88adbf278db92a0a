"""What tests about people share."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.models import GegevensExport, User
from bewoners.privacy.exports import ask_for_export, make_export
from tests.bewoners.traces import private_files
from tests.bewoners.zoe import make_zoe
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
