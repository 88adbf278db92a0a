"""Reading what was said: in pages, at the same cost for few and for many."""

from typing import Any

import pytest
from django.test import Client

from deelname.models import Reactie
from deelname.services.moderation import judge_comment, reject_comment_as_spam
from deelname.services.reacties import delete_comment, set_stand
from deelname.threads import ANSWERS, PER_PAGE, Thread, page_of, thread_of
from ideeen.models import Idee
from tests.conftest import OTHER_HOST, Cast
from tests.deelname.taking_part import (
    action_url,
    get,
    idee_now,
    page_of_thread,
    say,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


# --- Reading -----------------------------------------------------------------------------------


def test_the_newest_stand_first_and_older_ones_on_the_next_page(
    client: Client, idee: Idee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deelname.services.reacties.MOST_PER_HOUR", 1000)
    user = UserFactory()
    said = [say(idee, user, f"Woord {number}.") for number in range(PER_PAGE + 2)]
    first, second = thread_of(idee_now(idee)), thread_of(idee, 2)
    assert [one.reactie for one in first.comments] == said[::-1][:PER_PAGE]
    assert [one.reactie for one in second.comments] == said[1::-1]
    assert (first.has_next, second.has_next) == (True, False)
    assert page_of(idee, said[0]) == 2
    answer = get(client, f"/meedoen/reactie/{said[0].pk}/")
    assert answer["Location"].endswith(f"?pagina=2#reactie-{said[0].pk}")


def test_a_long_thread_reads_as_a_short_one(idee: Idee, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deelname.services.reacties.MOST_PER_HOUR", 1000)
    user = UserFactory()
    said = [say(idee, user, f"Woord {number}.") for number in range(PER_PAGE + 3)]
    for parent, number in ((said[0], 1), (said[-1], ANSWERS + 2), (said[-2], 1)):
        for _ in range(number):
            answer = say(idee, user, parent=parent)
    # Gone: with an answer its place is kept, without one it is not there.
    for gone in (said[-3], said[-2]):
        delete_comment(gone, user)
    # Hidden: whatever it was, its place is kept.
    for hidden in (said[-5], answer, said[-1].antwoorden.first()):
        set_stand(hidden, "verborgen")
    # Never on the site: no place.
    held = say(idee, UserFactory(), "Kijk op https://koop.example")
    set_stand(held, "verborgen")
    now = idee_now(idee)
    read = [thread_of(now, number) for number in (1, 2, 3)]
    monkeypatch.setattr("deelname.threads.AT_ONCE", 5)
    in_parts = [thread_of(now, number) for number in (1, 2, 3)]
    assert [told(thread) for thread in read] == [told(thread) for thread in in_parts]
    assert [one.reactie for one in read[0].comments][:3] == [said[-1], said[-4], said[-5]]
    assert [thread.has_next for thread in read] == [True, False, True]
    assert told(read[2]) == told(read[0]), "after the last page comes the first"


def told(thread: Thread) -> list[tuple[int, list[int], int]]:
    return [
        (one.reactie.pk, [answer.reactie.pk for answer in one.answers], max(0, one.more))
        for one in thread.comments
    ]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999", "9" * 30, "%00", "²"])
def test_a_page_that_is_not_there_is_no_error(client: Client, idee: Idee, page: str) -> None:
    say(idee, UserFactory())
    assert get(client, f"{idee.get_url()}?pagina={page}").status_code == 200


def test_many_answers_have_a_page_of_their_own(client: Client, idee: Idee) -> None:
    first = say(idee, UserFactory())
    for number in range(ANSWERS + 2):
        say(idee, UserFactory(), f"Antwoord {number}.", parent=first)
    page = page_of_thread(client, idee)
    assert f"Antwoord {ANSWERS - 1}." in page
    assert f"Antwoord {ANSWERS}." not in page
    assert "Nog 2 antwoorden" in page
    assert (
        f"Antwoord {ANSWERS + 1}."
        in get(client, f"/meedoen/reactie/{first.pk}/antwoorden/").content.decode()
    )


@pytest.mark.parametrize("gone", ["verwijderd", "verborgen"])
def test_all_answers_to_what_is_gone_can_be_read(client: Client, idee: Idee, gone: str) -> None:
    first = say(idee, UserFactory(), "Eerste woorden")
    for number in range(ANSWERS + 2):
        say(idee, UserFactory(), f"Antwoord {number}.", parent=first)
    set_stand(first, gone)
    assert f'href="/meedoen/reactie/{first.pk}/antwoorden/"' in page_of_thread(client, idee)
    page = get(client, f"/meedoen/reactie/{first.pk}/antwoorden/").content.decode()
    assert f"Antwoord {ANSWERS + 1}." in page
    assert "Eerste woorden" not in page


def test_the_address_of_an_answer_leads_to_where_it_stands(
    client: Client, idee: Idee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deelname.services.reacties.MOST_PER_HOUR", 1000)
    first, user = say(idee, UserFactory()), UserFactory()
    answers = [say(idee, user, parent=first) for _ in range(PER_PAGE + 1)]
    below = f"/meedoen/reactie/{first.pk}/antwoorden/"
    for answer, address in (
        (answers[ANSWERS - 1], idee.get_url()),
        (answers[ANSWERS], below),
        (answers[PER_PAGE - 1], below),
        (answers[PER_PAGE], f"{below}?pagina=2"),
    ):
        led = get(client, f"/meedoen/reactie/{answer.pk}/")["Location"]
        assert led == f"{address}#reactie-{answer.pk}"
        assert f'id="reactie-{answer.pk}"' in get(client, address).content.decode()


def test_what_a_moderator_took_away_leaves_its_place_and_nothing_more(
    client: Client, idee: Idee, cast: Cast
) -> None:
    said = say(idee, UserFactory(naam="Jan Vuurtoren"), "Lelijke woorden")
    judge_comment(said, cast.moderator, "verborgen")
    page = page_of_thread(client, idee)
    assert "0 reacties" in page
    assert page.count("Een moderator heeft deze reactie verborgen.") == 1
    assert "Lelijke woorden" not in page
    assert "Vuurtoren" not in page
    judge_comment(said, cast.moderator, "geplaatst")
    assert "verborgen" not in page_of_thread(client, idee)


def test_spam_that_never_stood_there_leaves_no_place(
    client: Client, idee: Idee, cast: Cast
) -> None:
    held = say(idee, UserFactory(), "Kijk op https://koop.example")
    assert held.stand == "wacht"
    reject_comment_as_spam(held, cast.moderator)
    page = page_of_thread(client, idee)
    assert "verborgen" not in page
    assert "Er is nog niet gereageerd." in page


def test_who_left_is_called_a_former_participant_everywhere(client: Client, idee: Idee) -> None:
    said = say(idee, UserFactory())
    Reactie.objects.update(user=None)
    page = page_of_thread(client, idee)
    assert "op voormalig deelnemer" in page
    assert "van de reactie van voormalig deelnemer" in page
    form = get(client, f"{action_url(idee, 'reactie')}?antwoord={said.pk}").content.decode()
    assert "Antwoord op voormalig deelnemer" in form


def test_comments_of_a_hidden_idea_can_not_be_reached(client: Client, idee: Idee) -> None:
    said = say(idee, UserFactory())
    Idee.objects.update(stadium="verborgen")
    client.force_login(UserFactory())
    for action in ("", "antwoorden/", "melden/"):
        assert get(client, f"/meedoen/reactie/{said.pk}/{action}").status_code == 404


@pytest.mark.parametrize("action", ["", "antwoorden/", "melden/"])
def test_comments_of_another_municipality_are_not_found_here(
    client: Client, idee: Idee, other_site: Any, action: str
) -> None:
    said = say(idee, UserFactory())
    address = f"/meedoen/reactie/{said.pk}/{action}"
    assert client.get(address, headers={"host": OTHER_HOST}).status_code == 404


@pytest.mark.parametrize("number", [1, 15])
def test_reading_costs_the_same_with_few_and_many(
    idee: Idee, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        first = say(idee, UserFactory())
        say(idee, UserFactory(), parent=first)
    idee.refresh_from_db()
    thread_of(idee)
    with django_assert_num_queries(2):
        thread_of(idee)


def test_an_idea_without_comments_costs_nothing(idee: Idee, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not thread_of(idee, any_hidden=False).comments


def test_the_page_sets_no_cookie_and_holds_no_form(client: Client, idee: Idee) -> None:
    say(idee, UserFactory())
    answer = get(client, idee.get_url())
    page = answer.content.decode()
    assert not answer.cookies
    assert "csrf" not in page
    assert f'href="{action_url(idee, "steun")}"' in page
    assert f'href="{action_url(idee, "reactie")}"' in page
