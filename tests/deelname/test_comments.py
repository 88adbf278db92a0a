"""Comments: said once, read as text, taken back without losing the answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.models import SiteEdition
from deelname.models import Reactie
from deelname.services.reacties import MOST_PER_HOUR, delete_comment, edit_comment, set_stand
from deelname.threads import thread_of
from ideeen.models import Idee
from tests.bewoners.following import link_to
from tests.conftest import Cast
from tests.deelname.taking_part import (
    BAD_TEXTS,
    action_url,
    comment_values,
    count,
    get,
    idee_now,
    page_of_thread,
    post,
    say,
    visitor_values,
)
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_somebody_who_is_logged_in_says_something(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory(naam="Buur Jansen"))
    answer = post(client, action_url(idee, "reactie"), comment_values("Goed plan!"))
    assert "Uw reactie staat op de site" in get(client, answer["Location"]).content.decode()
    assert count(idee) == 1


def test_somebody_without_an_account_confirms_first(client: Client, idee: Idee) -> None:
    values = visitor_values("an@example.nl", **comment_values("Goed plan!"))
    assert post(client, action_url(idee, "reactie"), values).status_code == 302
    assert not Reactie.objects.exists()
    link = link_to("an@example.nl")
    assert "Goed plan!" in get(client, link).content.decode()
    answer = post(client, link)
    assert get(client, answer["Location"]).status_code == 200
    assert Reactie.objects.get().user.email == "an@example.nl"


def test_the_button_pressed_twice_makes_one_comment(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory())
    values = comment_values()
    for _ in range(2):
        assert post(client, action_url(idee, "reactie"), values).status_code == 302
    assert (count(idee), Reactie.objects.count()) == (1, 1)


def test_the_form_of_somebody_else_can_not_be_sent_again(client: Client, idee: Idee) -> None:
    values = comment_values()
    for status in (302, 200):
        client.force_login(UserFactory())
        assert post(client, action_url(idee, "reactie"), values).status_code == status
    assert count(idee) == 1


@pytest.mark.parametrize("text", BAD_TEXTS[1:])
def test_bad_text_is_refused_at_the_field(client: Client, idee: Idee, text: str) -> None:
    client.force_login(UserFactory())
    answer = post(client, action_url(idee, "reactie"), comment_values(text))
    assert answer.status_code == 200
    assert "tekst" in answer.context["form"].errors
    assert not Reactie.objects.exists()


@pytest.mark.parametrize("inzending", ["", "geen", "%00", "1"])
def test_a_form_without_its_number_is_refused(client: Client, idee: Idee, inzending: str) -> None:
    client.force_login(UserFactory())
    values = comment_values() | {"inzending": inzending}
    assert post(client, action_url(idee, "reactie"), values).status_code == 200
    assert not Reactie.objects.exists()


def test_what_somebody_writes_is_text_and_nothing_else(client: Client, idee: Idee) -> None:
    say(idee, UserFactory(naam="Buur <b>Jan"), '"><svg onload=alert(1)> javascript:alert(1)')
    page = page_of_thread(client, idee)
    assert "<svg onload" not in page
    assert "<b>Jan" not in page
    assert 'href="javascript' not in page


def test_an_answer_stands_below_what_it_answers(client: Client, idee: Idee) -> None:
    first = say(idee, UserFactory())
    client.force_login(UserFactory())
    address = f"{action_url(idee, 'reactie')}?antwoord={first.pk}"
    assert post(client, address, comment_values("Ja!")).status_code == 302
    answer = Reactie.objects.get(parent=first)
    assert [said.reactie for said in thread_of(idee_now(idee)).comments[0].answers] == [answer]


def test_an_answer_has_no_answers(client: Client, idee: Idee) -> None:
    first = say(idee, UserFactory())
    second = say(idee, UserFactory(), parent=first)
    client.force_login(UserFactory())
    address = f"{action_url(idee, 'reactie')}?antwoord={second.pk}"
    assert post(client, address, comment_values()).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "٣", "-1"])
def test_nothing_that_is_not_there_can_be_answered(client: Client, idee: Idee, number: str) -> None:
    assert get(client, f"{action_url(idee, 'reactie')}?antwoord={number}").status_code == 404


def test_a_comment_on_another_idea_can_not_be_answered_here(client: Client, idee: Idee) -> None:
    other = say(IdeeFactory(wijk=idee.wijk), UserFactory())
    address = f"{action_url(idee, 'reactie')}?antwoord={other.pk}"
    assert get(client, address).status_code == 404


@pytest.mark.parametrize("stadium", ["samengevoegd"])
def test_a_merged_idea_takes_no_comments(client: Client, idee: Idee, stadium: str) -> None:
    Idee.objects.filter(pk=idee.pk).update(
        stadium=stadium, samengevoegd_met=IdeeFactory(wijk=idee.wijk)
    )
    client.force_login(UserFactory())
    assert post(client, action_url(idee, "reactie"), comment_values()).status_code == 409


def test_the_role_follows_from_rights_and_is_never_typed(
    client: Client, idee: Idee, cast: Cast
) -> None:
    for user, role in (
        (cast.moderator, "moderate"),
        (cast.resident, ""),
        (cast.regisseur, "coordinate"),
    ):
        client.force_login(user)
        post(client, action_url(idee, "reactie"), comment_values(rol="moderate"))
        assert Reactie.objects.latest("pk").rol == role
    page = page_of_thread(Client(), idee)
    assert page.count("sw-comment--official") == 2
    assert "Moderator" in page


def test_links_of_newcomers_wait_for_a_moderator(client: Client, idee: Idee) -> None:
    user = UserFactory()
    client.force_login(user)
    answer = post(client, action_url(idee, "reactie"), comment_values("Kijk op https://x.example"))
    assert "Wij kijken uw reactie eerst na" in get(client, answer["Location"]).content.decode()
    held = Reactie.objects.get()
    assert (held.stand, count(idee)) == ("wacht", 0)
    assert "x.example" not in page_of_thread(Client(), idee)
    assert get(Client(), f"/meedoen/reactie/{held.pk}/").status_code == 404
    set_stand(held, "geplaatst")
    assert count(idee) == 1


def test_a_link_added_after_the_first_look_waits_too(idee: Idee) -> None:
    user = UserFactory()
    said = say(idee, user, "Mooi")
    edit_comment(said, user, "Mooi, zie www.reclame.example")
    assert Reactie.objects.get().stand == "wacht"
    assert count(idee) == 0


def test_who_is_known_may_link(idee: Idee) -> None:
    user = UserFactory()
    say(idee, user)
    Reactie.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert say(idee, user, "Zie https://waterhage.example").stand == "geplaatst"


def test_nobody_writes_all_day(client: Client, idee: Idee) -> None:
    user = UserFactory()
    for _ in range(MOST_PER_HOUR):
        say(idee, user)
    client.force_login(user)
    answer = post(client, action_url(idee, "reactie"), comment_values())
    assert "al veel reacties" in answer.content.decode()
    assert count(idee) == MOST_PER_HOUR


def test_a_comment_changes_the_page_for_everybody(idee: Idee) -> None:
    before = SiteEdition.objects.get(site=idee.site).number
    said = say(idee, UserFactory())
    after = SiteEdition.objects.get(site=idee.site).number
    assert after > before
    delete_comment(said, said.user)
    assert SiteEdition.objects.get(site=idee.site).number > after
