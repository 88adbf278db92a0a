"""Enough support takes an idea to the judges: once, and for good."""

import pytest

from deelname.services.steun import give_support, withdraw_support
from ideeen.models import Idee, IdeeenPage
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def idee(wijk: WijkPage) -> Idee:
    """An idea in a neighbourhood that asks for the support of two people."""
    IdeeenPage.objects.child_of(wijk).update(drempel=2)
    return IdeeFactory(wijk=wijk)


def stage(idee: Idee) -> str:
    return Idee.objects.get(pk=idee.pk).stadium


def test_the_last_support_that_is_needed_takes_it_to_the_judges(idee: Idee) -> None:
    give_support(idee, UserFactory())
    assert stage(idee) == Stadium.GEPLAATST
    give_support(idee, UserFactory())
    assert stage(idee) == Stadium.BEOORDELING
    (stap,) = idee.stappen.all()
    assert (stap.rol, stap.door) == (Rol.SYSTEEM, None)


def test_support_that_is_withdrawn_does_not_take_it_back(idee: Idee) -> None:
    people = UserFactory.create_batch(2)
    for user in people:
        give_support(idee, user)
    for user in people:
        withdraw_support(idee, user)
    assert stage(idee) == Stadium.BEOORDELING
    assert Idee.objects.get(pk=idee.pk).steun_aantal == 0


def test_what_the_judges_sent_back_stays_there(idee: Idee, cast: Cast) -> None:
    for user in UserFactory.create_batch(2):
        give_support(idee, user)
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.REGISSEUR, door=cast.regisseur)
    give_support(idee, UserFactory())
    assert stage(idee) == Stadium.GEPLAATST
    assert idee.stappen.filter(naar=Stadium.BEOORDELING).count() == 1


def test_a_moderator_takes_it_there_by_hand(idee: Idee, cast: Cast) -> None:
    change_stage(idee, Stadium.BEOORDELING, rol=Rol.MODERATOR, door=cast.moderator)
    give_support(idee, UserFactory())
    assert stage(idee) == Stadium.BEOORDELING


def test_support_from_elsewhere_counts_for_the_threshold_too(idee: Idee, wijk: WijkPage) -> None:
    give_support(idee, UserFactory(wijk=wijk))
    give_support(idee, UserFactory())
    assert stage(idee) == Stadium.BEOORDELING
