"""Many at the same moment: each counts once, and what follows from it happens once."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from bewoners.models import User
from core.models import OutgoingMail
from deelname.counters import differences
from deelname.models import Reactie, Steun, Volging
from deelname.services.reacties import delete_comment, set_stand
from deelname.services.steun import give_support, withdraw_support
from deelname.services.volgen import follow, unfollow
from ideeen.models import Idee, Stap
from ideeen.workflow import Stadium
from tests.conftest import HOST, Cast
from tests.deelname.taking_part import comment_values, say, support_url
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def sending(user: User, address: str, values: dict[str, Any] | None = None) -> Callable[[], int]:
    client = Client()
    client.force_login(user)
    return lambda: client.post(address, values or {}, headers={"host": HOST}).status_code


def test_twenty_requests_of_one_person_count_once(idee: Idee, wijk: WijkPage) -> None:
    user = UserFactory(wijk=wijk)
    answers = at_the_same_time(*(sending(user, support_url(idee)) for _ in range(20)))
    # The first gives it; to the others it is given already.
    assert set(answers) <= {200, 302}
    idee.refresh_from_db()
    assert (idee.steun_aantal, idee.steun_wijk_aantal) == (1, 1)
    assert Steun.objects.count() == 1


def test_ten_people_who_cross_the_threshold_together_take_one_step(idee: Idee, cast: Cast) -> None:
    people = [UserFactory() for _ in range(10)]
    answers = at_the_same_time(*(sending(user, support_url(idee)) for user in people))
    assert set(answers) == {302}
    idee.refresh_from_db()
    assert (idee.stadium, idee.steun_aantal) == (Stadium.BEOORDELING, 10)
    assert Stap.objects.filter(idee=idee).count() == 1
    mails = OutgoingMail.objects.values_list("recipients", flat=True)
    assert sorted(map(tuple, mails)) == sorted([(idee.indiener.email,), (cast.regisseur.email,)])


def test_giving_and_withdrawing_at_once_leaves_a_counter_that_is_right(idee: Idee) -> None:
    people = [UserFactory() for _ in range(2)]
    for _ in range(3):
        tasks = [lambda u=u: give_support(idee, u) for u in people]
        tasks += [lambda u=u: withdraw_support(idee, u) for u in people]
        at_the_same_time(*tasks)
    assert not list(differences())


def test_a_comment_sent_ten_times_stands_there_once(idee: Idee) -> None:
    user, values = UserFactory(), comment_values()
    address = f"/meedoen/idee/{idee.pk}/reactie/"
    answers = at_the_same_time(*(sending(user, address, values) for _ in range(10)))
    assert set(answers) == {302}
    idee.refresh_from_db()
    assert (idee.reactie_aantal, Reactie.objects.count()) == (1, 1)


def test_ten_times_following_is_once(idee: Idee) -> None:
    user = UserFactory()
    address = f"/meedoen/idee/{idee.pk}/volg/"
    assert set(at_the_same_time(*(sending(user, address) for _ in range(10)))) <= {200, 302}
    idee.refresh_from_db()
    assert (idee.volger_aantal, Volging.objects.count()) == (1, 1)


def operation(dice: random.Random, idee: Idee, people: list[User]) -> None:
    """Do something that people do, whatever it is."""
    user = dice.choice(people)
    placed = list(Reactie.objects.about(idee)[:50])
    what = dice.randrange(9)
    if what == 0:
        withdraw_support(idee, user)
    elif what in {1, 2}:
        give_support(idee, user)
    elif what == 3:
        follow(idee, user)
    elif what == 4:
        unfollow(idee, user)
    elif what == 5 and placed:
        mine = dice.choice(placed)
        if mine.user:
            delete_comment(mine, mine.user)
    elif what == 6 and placed:
        set_stand(dice.choice(placed), dice.choice(["verborgen", "geplaatst", "wacht"]))
    else:
        first = [one for one in placed if one.parent_id is None and one.stand == "geplaatst"]
        say(idee, user, parent=dice.choice(first) if first and what == 7 else None)


@pytest.mark.parametrize("seed", [1, 20])
def test_after_five_hundred_random_operations_every_counter_is_right(
    ideas: Any, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("deelname.services.reacties.MOST_PER_HOUR", 10_000)
    ideas.drempel = 1000
    ideas.save()
    idee, other = IdeeFactory(wijk=wijk), IdeeFactory(wijk=wijk)
    people = [UserFactory(wijk=wijk if number % 2 else None) for number in range(8)]
    dice = random.Random(seed)  # noqa: S311  # the same dice each time
    for _ in range(500):
        try:
            operation(dice, dice.choice([idee, other]), people)
        except ValidationError:
            continue
    assert not list(differences())
    idee.refresh_from_db()
    assert idee.reactie_aantal > 5
    assert idee.steun_aantal


def test_the_command_finds_and_repairs_what_counts_wrong(
    idee: Idee, capsys: pytest.CaptureFixture[str]
) -> None:
    give_support(idee, UserFactory())
    call_command("controleer_tellers")
    Idee.objects.update(steun_aantal=7, reactie_aantal=3)
    with pytest.raises(CommandError, match="1 tellen verkeerd"):
        call_command("controleer_tellers")
    call_command("controleer_tellers", herstel=True)
    call_command("controleer_tellers")
    idee.refresh_from_db()
    assert (idee.steun_aantal, idee.reactie_aantal) == (1, 0)
    assert "Alle tellers kloppen." in capsys.readouterr().out
