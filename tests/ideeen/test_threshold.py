"""Enough support takes an idea to the judges: once, and for good."""

import pytest

from core.models import OutgoingMail
from deelname.services.steun import give_support, withdraw_support
from ideeen.models import Idee, IdeeenPage
from ideeen.services.moving import move
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import Cast, member
from tests.deelname.taking_part import open_ideas
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from tests.worker import work
from wijkpaginas.models import WijkGroup, WijkPage

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


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_asks_for_less_takes_what_has_enough_by_then(wijk: WijkPage, cast: Cast) -> None:
    page = open_ideas(wijk, drempel=5)
    enough, sent_back, few = (IdeeFactory(wijk=wijk) for _ in range(3))
    change_stage(sent_back, Stadium.BEOORDELING, rol=Rol.REGISSEUR, door=cast.regisseur)
    change_stage(sent_back, Stadium.GEPLAATST, rol=Rol.REGISSEUR, door=cast.regisseur)
    for idee, number in ((enough, 4), (sent_back, 4), (few, 2)):
        for user in UserFactory.create_batch(number):
            give_support(idee, user)
    page.drempel = 3
    for _twice in range(2):
        page.save_revision().publish()
        work()
    assert [stage(idee) for idee in (enough, sent_back, few)] == [
        Stadium.BEOORDELING, Stadium.GEPLAATST, Stadium.GEPLAATST,
    ]  # fmt: skip
    assert enough.stappen.count() == 1


def test_an_idea_that_moves_to_where_less_is_asked_is_judged_there(
    idee: Idee, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    open_ideas(other_wijk, drempel=1)
    give_support(idee, UserFactory())
    judge = member(other_wijk, WijkGroup.Role.REGISSEUR)
    move(idee, cast.moderator, other_wijk)
    assert stage(idee) == Stadium.BEOORDELING
    told = OutgoingMail.objects.values_list("recipients", flat=True)
    assert list(told).count([judge.email]) == 1
    give_support(idee, UserFactory())
    assert idee.stappen.count() == 1


def test_support_from_elsewhere_counts_for_the_threshold_too(idee: Idee, wijk: WijkPage) -> None:
    give_support(idee, UserFactory(wijk=wijk))
    give_support(idee, UserFactory())
    assert stage(idee) == Stadium.BEOORDELING
