"""What tests about taking part share."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from deelname.models import Reactie
from deelname.services.moderation import judge_comment
from ideeen.models import Idee, IdeeenPage
from tests.conftest import Cast
from tests.deelname.taking_part import logged_in, open_ideas, say
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


@pytest.fixture
def hidden(idee: Idee, cast: Cast) -> Reactie:
    """A comment of the resident that stood on the site until a moderator took it away."""
    said = say(idee, cast.resident, "Wat een onzin.")
    judge_comment(said, cast.moderator, "verborgen", "Blijf aardig.")
    return said


@pytest.fixture
def moderator(cast: Cast) -> Iterator[Client]:
    with logged_in(cast.moderator) as client:
        yield client
