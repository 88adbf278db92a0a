"""Support ("hart"): once per person, counted, and withdrawn."""

from dataclasses import replace

import pytest
from django.test import Client

from bewoners.models import User
from deelname.models import Steun
from deelname.services.steun import give_support, withdraw_support
from deelname.subjects import register_subject, subject_of
from ideeen.models import Idee
from ideeen.workflow import Stadium
from tests.bewoners.following import link_to
from tests.conftest import OTHER_HOST, Cast
from tests.deelname.taking_part import action_url, get, post, support_url, visitor_values
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db


def test_one_click_of_somebody_who_is_logged_in_counts(client: Client, idee: Idee) -> None:
    user = UserFactory()
    client.force_login(user)
    answer = post(client, support_url(idee))
    assert answer.status_code == 302
    idee.refresh_from_db()
    assert (idee.steun_aantal, idee.steun_wijk_aantal) == (1, 0)
    assert "U steunt" in get(client, support_url(idee)).content.decode()


def test_support_from_the_own_neighbourhood_is_counted_apart(idee: Idee, wijk: WijkPage) -> None:
    give_support(idee, UserFactory(wijk=wijk))
    give_support(idee, UserFactory())
    idee.refresh_from_db()
    assert (idee.steun_aantal, idee.steun_wijk_aantal) == (2, 1)


def test_who_moves_away_is_withdrawn_as_they_were_counted(idee: Idee, wijk: WijkPage) -> None:
    user = UserFactory(wijk=wijk)
    give_support(idee, user)
    user.wijk = None
    user.save()
    assert withdraw_support(idee, user)
    idee.refresh_from_db()
    assert (idee.steun_aantal, idee.steun_wijk_aantal) == (0, 0)


def test_support_given_twice_counts_once(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory())
    for _ in range(2):
        post(client, support_url(idee))
    idee.refresh_from_db()
    assert (idee.steun_aantal, Steun.objects.count()) == (1, 1)


def test_support_is_withdrawn_with_a_button_and_twice_is_no_error(
    client: Client, idee: Idee
) -> None:
    client.force_login(UserFactory())
    post(client, support_url(idee))
    for _ in range(2):
        assert post(client, action_url(idee, "steun/intrekken")).status_code == 302
    idee.refresh_from_db()
    assert (idee.steun_aantal, Steun.objects.count()) == (0, 0)


def test_somebody_without_an_account_confirms_the_address_first(client: Client, idee: Idee) -> None:
    answer = post(client, support_url(idee), visitor_values("an@example.nl"))
    assert answer.status_code == 302, answer.context["form"].errors
    idee.refresh_from_db()
    assert idee.steun_aantal == 0
    link = link_to("an@example.nl")
    assert idee.titel in get(client, link).content.decode()
    idee.refresh_from_db()
    assert idee.steun_aantal == 0, "a look at the link gives nothing"
    answer = post(client, link)
    assert answer["Location"] == support_url(idee)
    idee.refresh_from_db()
    assert idee.steun_aantal == 1


def test_what_was_hidden_meanwhile_can_not_be_confirmed(client: Client, idee: Idee) -> None:
    post(client, support_url(idee), visitor_values("an@example.nl"))
    Idee.objects.update(stadium=Stadium.VERBORGEN)
    link = link_to("an@example.nl")
    for answer in (get(client, link), post(client, link)):
        assert answer.status_code == 409
        assert idee.titel not in answer.content.decode()
    assert not Steun.objects.exists()


def test_a_visitor_who_leaves_the_form_empty_is_told_so(client: Client, idee: Idee) -> None:
    answer = post(client, support_url(idee))
    assert answer.status_code == 200
    assert {"naam", "email", "toestemming"} <= answer.context["form"].errors.keys()


@pytest.mark.parametrize("stadium", ["opgepakt", "niet_haalbaar"])
def test_support_is_closed_once_there_is_an_answer(
    client: Client, idee: Idee, stadium: str
) -> None:
    user = UserFactory()
    give_support(idee, user)
    Idee.objects.update(stadium=stadium)
    client.force_login(UserFactory())
    assert get(client, support_url(idee)).status_code == 200
    assert post(client, support_url(idee)).status_code == 409
    client.force_login(user)
    assert post(client, action_url(idee, "steun/intrekken")).status_code == 409
    assert Steun.objects.count() == 1


@pytest.mark.parametrize(
    "stadium", ["bevestigen", "moderatie", "teruggestuurd", "afgewezen", "ingetrokken", "verborgen"]
)
@pytest.mark.parametrize(
    "action", ["steun", "steun/intrekken", "volg", "volg/stop", "reactie", "melden"]
)
def test_what_is_not_public_can_not_be_reached(
    client: Client, idee: Idee, stadium: str, action: str
) -> None:
    Idee.objects.update(stadium=stadium)
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        answer = post(client, action_url(idee, action))
        needs_log_in = user is None and action in {"steun/intrekken", "volg/stop"}
        assert answer.status_code == (302 if needs_log_in else 404)
        assert idee.titel not in answer.content.decode()


@pytest.mark.parametrize("action", ["steun", "volg", "reactie", "melden"])
def test_an_idea_of_another_municipality_is_not_found_here(
    client: Client, idee: Idee, duinwijk: WijkPage, action: str
) -> None:
    there = client.get(action_url(idee, action), headers={"host": OTHER_HOST})
    assert there.status_code == 404


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 19, "9" * 40])
def test_numbers_that_name_nothing_are_not_found(client: Client, idee: Idee, number: str) -> None:
    for path in (f"idee/{number}/steun", f"project/{idee.pk}/steun", f"reactie/{number}"):
        assert get(client, f"/meedoen/{path}/").status_code == 404


def test_a_closed_neighbourhood_takes_no_support(client: Client, idee: Idee) -> None:
    idee.wijk.unpublish()
    client.force_login(UserFactory())
    assert post(client, support_url(idee)).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, idee: Idee, method: str) -> None:
    for action in ("steun", "volg", "reactie", "melden"):
        assert getattr(client, method)(action_url(idee, action)).status_code == 405
    assert get(client, action_url(idee, "steun/intrekken")).status_code == 405


def test_a_form_is_never_kept_by_a_cache(client: Client, idee: Idee) -> None:
    for action in ("steun", "volg", "reactie", "melden"):
        answer = get(client, action_url(idee, action))
        assert answer["Cache-Control"] == "private, no-store"


def test_the_script_gives_and_withdraws_support(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory())
    json = {"Accept": "application/json"}
    before = get(client, support_url(idee), **json).json()
    assert (before["bekend"], before["gegeven"], before["aantal"]) == (True, False, 0)
    after = post(client, support_url(idee), headers=json).json()
    assert (after["gegeven"], after["aantal"]) == (True, 1)
    taken = post(client, action_url(idee, "steun/intrekken"), headers=json).json()
    assert (taken["gegeven"], taken["aantal"]) == (False, 0)


def test_the_script_of_a_visitor_is_sent_to_the_form_without_a_cookie(
    client: Client, idee: Idee
) -> None:
    for send in (get, post):
        kwargs = {"Accept": "application/json"}
        answer = (
            get(client, support_url(idee), **kwargs)
            if send is get
            else post(client, support_url(idee), headers=kwargs)
        )
        assert answer.json() == {"bekend": False}
        assert not answer.cookies
    assert not Steun.objects.exists()


def test_a_form_of_another_site_gives_no_support(idee: Idee) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert post(client, support_url(idee)).status_code == 403
    assert not Steun.objects.exists()


def test_the_sender_may_not_support_what_is_not_placed(client: Client, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    sender: User = idee.indiener
    client.force_login(sender)
    assert post(client, support_url(idee)).status_code in {404, 409}
    assert not Steun.objects.exists()


def test_staff_gives_support_like_anybody(cast: Cast, idee: Idee) -> None:
    assert give_support(idee, cast.moderator)
    assert not give_support(idee, cast.moderator)


def test_what_it_is_called_comes_from_its_kind(client: Client, idee: Idee) -> None:
    """A next add-on has its own word: its visitors do not read of an idea."""
    own = subject_of(idee)
    register_subject(replace(own, this="deze enquête"))
    try:
        page = get(client, idee.get_url()).content.decode()
    finally:
        register_subject(own)
    assert "Mail deze enquête door" in page
    assert "Kijk%20eens%20naar%20deze%20enqu%C3%AAte" in page
    assert "Volg deze enquête" in page
    block = page.partition('id="steun"')[2].partition("</section>")[0]
    assert "idee<" not in block
    assert "dit idee" not in block
