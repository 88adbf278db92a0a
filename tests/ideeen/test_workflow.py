"""The table of stages: each pair of stages, each role."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bewoners.models import User
from deelname.models import Gebeurtenis
from ideeen.models import Idee, Stap
from ideeen.services.stadium import change_stage
from ideeen.workflow import (
    LISTED,
    PUBLIC,
    STEPS,
    Rol,
    Stadium,
    StepRefused,
    check_step,
    steps_from,
)
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage

PAIRS = list(itertools.product(Stadium, Stadium))
# Who takes a step in a role; the system is nobody.
ACTORS = {Rol.MODERATOR: "moderator", Rol.REGISSEUR: "regisseur", Rol.AFZENDER: "resident"}


def actor(cast: Cast, rol: Rol) -> User | None:
    return getattr(cast, ACTORS[rol]) if rol in ACTORS else None


def in_stage(stadium: Stadium, wijk: WijkPage, sender: User) -> Idee:
    trait = {} if stadium == Stadium.GEPLAATST else {stadium.value: True}
    return IdeeFactory(wijk=wijk, **trait | {"indiener": sender})


@pytest.mark.parametrize(("van", "naar"), PAIRS)
def test_only_the_roles_of_the_table_may_take_a_step(van: Stadium, naar: Stadium) -> None:
    allowed = STEPS.get((van, naar), frozenset())
    for rol in Rol:
        if rol in allowed:
            check_step(van, naar, rol)
            assert naar in steps_from(van, rol)
        else:
            with pytest.raises(StepRefused):
                check_step(van, naar, rol)


@pytest.mark.parametrize(("van", "naar"), PAIRS)
def test_a_step_is_taken_or_refused_as_the_table_says(
    wijk: WijkPage, cast: Cast, van: Stadium, naar: Stadium
) -> None:
    idee = in_stage(van, wijk, cast.resident)
    extra = {"samengevoegd_met": IdeeFactory(wijk=wijk)} if naar == Stadium.SAMENGEVOEGD else {}
    for rol in Rol:
        if rol in STEPS.get((van, naar), frozenset()):
            continue
        with pytest.raises(StepRefused):
            change_stage(idee, naar, rol=rol, door=cast.superuser, toelichting="Omdat.", **extra)
    assert Idee.objects.get(pk=idee.pk).stadium == van
    for rol in STEPS.get((van, naar), frozenset()):
        Idee.objects.filter(pk=idee.pk).update(stadium=van)
        person = actor(cast, rol)
        stap = change_stage(idee, naar, rol=rol, door=person, toelichting="Omdat.", **extra)
        now = Idee.objects.get(pk=idee.pk)
        assert (now.stadium, now.live) == (naar, naar in PUBLIC)
        assert (stap.van, stap.naar, stap.rol, stap.door) == (van, naar, rol, person)


@pytest.mark.parametrize("rol", list(ACTORS))
def test_nobody_takes_a_step_in_a_role_that_is_not_theirs(
    wijk: WijkPage, cast: Cast, rol: Rol
) -> None:
    (van, naar) = next(pair for pair, roles in STEPS.items() if rol in roles)
    idee = in_stage(van, wijk, cast.resident)
    others = {"outsider", "other_resident", "redacteur", "moderator", "regisseur", "resident"}
    for name in others - {ACTORS[rol]}:
        with pytest.raises(PermissionDenied):
            change_stage(idee, naar, rol=rol, door=getattr(cast, name), toelichting="Omdat.")
    with pytest.raises(PermissionDenied):
        change_stage(idee, naar, rol=rol, toelichting="Omdat.")
    assert Idee.objects.get(pk=idee.pk).stadium == van
    assert not Stap.objects.exists()


def test_a_moderator_of_another_neighbourhood_may_not(other_wijk: WijkPage, cast: Cast) -> None:
    idee = IdeeFactory(wijk=other_wijk, moderatie=True)
    with pytest.raises(PermissionDenied):
        change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)


@pytest.mark.parametrize(
    ("van", "naar", "rol"),
    [
        (Stadium.MODERATIE, Stadium.AFGEWEZEN, Rol.MODERATOR),
        (Stadium.MODERATIE, Stadium.TERUGGESTUURD, Rol.MODERATOR),
        (Stadium.GEPLAATST, Stadium.VERBORGEN, Rol.MODERATOR),
        (Stadium.BEOORDELING, Stadium.NIET_HAALBAAR, Rol.REGISSEUR),
        (Stadium.BEOORDELING, Stadium.OPGEPAKT, Rol.REGISSEUR),
    ],
)
def test_what_people_have_to_understand_is_explained(
    wijk: WijkPage, cast: Cast, van: Stadium, naar: Stadium, rol: Rol
) -> None:
    idee = in_stage(van, wijk, cast.resident)
    with pytest.raises(ValidationError):
        change_stage(idee, naar, rol=rol, door=actor(cast, rol), toelichting="  ")
    assert Idee.objects.get(pk=idee.pk).stadium == van


def test_hiding_an_idea_hides_its_events_and_showing_it_shows_them(
    wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)
    assert Gebeurtenis.objects.about(idee).public().count() == 1
    change_stage(
        idee, Stadium.VERBORGEN, rol=Rol.MODERATOR, door=cast.moderator, toelichting="Reclame."
    )
    assert not Gebeurtenis.objects.public().exists()
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)
    events = Gebeurtenis.objects.about(idee).public()
    assert [event.soort for event in events] == ["idee_geplaatst", "idee_geplaatst"]


def test_judging_promises_a_day(wijk: WijkPage, cast: Cast) -> None:
    idee = IdeeFactory(wijk=wijk)
    change_stage(idee, Stadium.BEOORDELING, rol=Rol.REGISSEUR, door=cast.regisseur)
    assert idee.beloofd_op is not None
    assert not idee.is_overdue


def test_what_stands_in_lists_is_public() -> None:
    assert set(LISTED) < set(PUBLIC)
