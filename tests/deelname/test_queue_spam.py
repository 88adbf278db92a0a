"""A moderator rejects a burst of spam at once: after seeing it, and in the own neighbourhood."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from core.models import OutgoingMail
from deelname.admin.queue import find_queue
from deelname.admin.spam import reject_each
from deelname.models import Reactie
from ideeen.models import Idee, Stap
from ideeen.services import moderation
from ideeen.services.bezwaar import may_object
from ideeen.workflow import Stadium
from tests.conftest import HOST, Cast, member
from tests.factories.ideeen import IdeeFactory, ReactieFactory
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage

ADDRESS = "/admin/wachtrij/spam/"


def burst(wijk: WijkPage, number: int = 3, **fields: Any) -> list[Idee]:
    return [
        IdeeFactory(wijk=wijk, moderatie=True, quarantaine=True, **fields) for _ in range(number)
    ]


def held(wijk: WijkPage) -> Reactie:
    reactie: Reactie = ReactieFactory(
        onderwerp=IdeeFactory(wijk=wijk), stand=Reactie.Stand.WACHT, tekst="Koop nu op koop.nl"
    )
    return reactie


def reject(client: Client, *, sure: bool = True, **chosen: Any) -> str:
    """Send what was chosen; return the page that comes of it."""
    data = chosen | ({"bevestigd": "1"} if sure else {})
    return client.post(ADDRESS, data, headers={"host": HOST}, follow=True).content.decode()


def test_ideas_and_comments_are_rejected_in_one_go_and_each_is_logged(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    ideeen, reactie = burst(wijk), held(wijk)
    client.force_login(cast.moderator)
    page = reject(client, rij_quarantaine=[idee.pk for idee in ideeen], rij_reacties=reactie.pk)
    assert "4 berichten zijn afgewezen als spam" in page
    for idee in ideeen:
        now = Idee.objects.get(pk=idee.pk)
        assert (now.stadium, now.quarantaine) == (Stadium.AFGEWEZEN, False)
        stap = Stap.objects.get(idee=idee)
        assert (stap.van, stap.door) == (Stadium.MODERATIE, cast.moderator)
        logged = ModelLogEntry.objects.get(action="ideeen.stadium", object_id=str(idee.pk))
        assert logged.user == cast.moderator
    reactie.refresh_from_db()
    assert reactie.stand == Reactie.Stand.VERBORGEN
    assert ModelLogEntry.objects.get(action="deelname.reactie").data["reactie"] == reactie.pk


def test_nothing_is_rejected_before_it_is_confirmed(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    ideeen = burst(wijk, titel="Goedkope tegels")
    client.force_login(cast.moderator)
    page = reject(client, sure=False, rij_quarantaine=[ideeen[0].pk, ideeen[1].pk])
    assert "Deze 2 berichten afwijzen als spam?" in page
    assert page.count('type="hidden" name="rij_quarantaine"') == 2
    assert not Stap.objects.exists()


def test_a_whole_kind_is_chosen_with_one_tick_and_shown_before_it_goes(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    burst(wijk, 5)
    client.force_login(cast.moderator)
    page = reject(client, sure=False, alles="quarantaine")
    assert page.count('type="hidden" name="rij_quarantaine"') == 5
    assert not Stap.objects.exists()


def test_who_sent_spam_gets_no_mail_but_may_object(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = burst(wijk, 1, indiener=cast.resident)[0]
    client.force_login(cast.moderator)
    reject(client, rij_quarantaine=idee.pk)
    assert not OutgoingMail.objects.exists()
    assert may_object(Idee.objects.get(pk=idee.pk))
    # It comes back as any other that was rejected.
    moderation.take_back(Idee.objects.get(pk=idee.pk), cast.moderator)
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE


def test_what_a_colleague_did_meanwhile_is_told_and_the_rest_goes_on(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    first, second = burst(wijk, 2)
    Idee.objects.filter(pk=first.pk).update(stadium=Stadium.GEPLAATST, quarantaine=False)
    client.force_login(cast.moderator)
    page = reject(client, rij_quarantaine=[first.pk, second.pk])
    assert "1 bericht is afgewezen" in page
    assert "1 bericht wachtte niet (meer) op u" in page
    assert Idee.objects.get(pk=first.pk).stadium == Stadium.GEPLAATST


def test_one_that_can_not_be_rejected_is_named(cast: Cast, wijk: WijkPage) -> None:
    """As when a colleague is quicker between looking and doing."""
    first, second = burst(wijk, 2)
    kind = find_queue("quarantaine")
    assert kind
    Idee.objects.filter(pk=first.pk).update(stadium=Stadium.GEPLAATST)
    result = reject_each(kind, [first, second], cast.moderator)
    assert (result.rejected, Idee.objects.get(pk=second.pk).stadium) == (1, Stadium.AFGEWEZEN)
    assert result.refused == [f"‘{first}’: dit is intussen al nagekeken"]
    stranger = reject_each(kind, burst(wijk, 1), cast.other_resident)
    assert (stranger.rejected, "dit mag u niet" in stranger.refused[0]) == (0, True)


def test_the_same_form_once_more_changes_nothing(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    ideeen, reactie = burst(wijk), held(wijk)
    client.force_login(cast.moderator)
    chosen = {"rij_quarantaine": [idee.pk for idee in ideeen], "rij_reacties": reactie.pk}
    reject(client, **chosen)
    before = (Stap.objects.count(), ModelLogEntry.objects.count())
    assert "Er is niets afgewezen" in reject(client, **chosen)
    assert (Stap.objects.count(), ModelLogEntry.objects.count()) == before


def test_what_waits_next_door_is_not_touched(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, duinwijk: WijkPage
) -> None:
    own = burst(wijk, 1)[0]
    foreign = [*burst(other_wijk, 1), *burst(duinwijk, 1)]
    comment, placed = held(other_wijk), IdeeFactory(wijk=wijk)
    client.force_login(cast.moderator)
    page = client.get(ADDRESS).content.decode()
    assert f'value="{own.pk}"' in page
    assert other_wijk.title not in page
    reject(
        client,
        rij_quarantaine=[own.pk, *(idee.pk for idee in foreign), placed.pk],
        rij_reacties=comment.pk,
        alles="reacties",
    )
    assert Idee.objects.get(pk=own.pk).stadium == Stadium.AFGEWEZEN
    for idee in (*foreign, placed):
        assert not Stap.objects.filter(idee=idee).exists()
    comment.refresh_from_db()
    assert comment.stand == Reactie.Stand.WACHT


@pytest.mark.parametrize(
    "who", ["regisseur", "wijkmanager", "redacteur", "eindredacteur", "communicatie", "resident"]
)
def test_nobody_else_rejects_a_burst(client: Client, cast: Cast, wijk: WijkPage, who: str) -> None:
    idee = burst(wijk, 1)[0]
    client.force_login(getattr(cast, who))
    assert client.get(ADDRESS).status_code in {302, 403}
    for sure in (True, False):
        reject(client, sure=sure, rij_quarantaine=idee.pk, alles="quarantaine")
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"rij_quarantaine": ["x", "%00", "-1", "9" * 40, "²", '"><svg onload=alert(1)>']},
        {"rij_meldingen": "1"},
        {"alles": ["meldingen", "x" * 20_000]},
        # What looks like any other idea is chosen one by one.
        {"alles": ["ideeen"]},
    ],
)
def test_a_choice_that_is_none_rejects_nothing(
    client: Client, cast: Cast, wijk: WijkPage, chosen: dict[str, Any]
) -> None:
    burst(wijk, 1)
    IdeeFactory(wijk=wijk, moderatie=True)
    client.force_login(cast.moderator)
    page = reject(client, **chosen)
    assert "<svg onload" not in page
    assert not Stap.objects.exists()


def test_the_choice_needs_a_token_and_its_own_method(cast: Cast, wijk: WijkPage) -> None:
    idee = burst(wijk, 1)[0]
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.moderator)
    data = {"rij_quarantaine": idee.pk, "bevestigd": "1"}
    assert client.post(ADDRESS, data).status_code == 403
    assert client.put(ADDRESS, data).status_code in {403, 405}
    assert client.get(ADDRESS, data).status_code == 200
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE


def test_a_longer_list_costs_no_more_queries(
    client: Client, cast: Cast, wijk: WijkPage, django_assert_max_num_queries: Any
) -> None:
    burst(wijk, 2)
    client.force_login(cast.moderator)
    client.get(ADDRESS)
    with django_assert_max_num_queries(100) as few:
        client.get(ADDRESS)
    burst(wijk, 12)
    with django_assert_max_num_queries(len(few)):
        client.get(ADDRESS)


def test_the_queue_leads_there(client: Client, cast: Cast, wijk: WijkPage) -> None:
    burst(wijk, 1)
    client.force_login(cast.moderator)
    assert ADDRESS in client.get("/admin/wachtrij/?soort=quarantaine").content.decode()
    assert ADDRESS not in client.get("/admin/wachtrij/?soort=bezwaren").content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_moderators_at_once_each_idea_is_rejected_by_one(cast: Cast, wijk: WijkPage) -> None:
    ideeen = burst(wijk, 4)
    clients = [Client(), Client()]
    for each in clients:
        each.force_login(member(wijk, "moderator"))
    data = {"rij_quarantaine": [idee.pk for idee in ideeen], "bevestigd": "1"}
    at_the_same_time(
        *(
            lambda each=each: each.post(ADDRESS, data, headers={"host": HOST}).status_code
            for each in clients
        )
    )
    assert Stap.objects.filter(naar=Stadium.AFGEWEZEN).count() == 4
