"""What tests about taking part share."""

import pytest
from pytest_django.fixtures import Settings

from ideeen.models import Idee, IdeeenPage
from tests.core.test_mail import mailbox  # noqa: F401  # a real mail server
from tests.deelname.taking_part import open_ideas
from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage


@pytest.fixture(autouse=True)
def _mail_of_the_site(settings: Settings) -> None:
    """Write mails to the outbox, as the site does; the test runner would catch them before."""
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"


@pytest.fixture
def ideas(wijk: WijkPage) -> IdeeenPage:
    """The page with the ideas of the neighbourhood: three times support are enough."""
    return open_ideas(wijk, drempel=3)


@pytest.fixture
def idee(ideas: IdeeenPage, wijk: WijkPage) -> Idee:
    return IdeeFactory(wijk=wijk)
