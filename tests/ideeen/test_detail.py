"""The page of one idea."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import editions
from deelname.services.gebeurtenissen import record_event
from ideeen.judging.services import move_promise
from ideeen.models import Burencheck, Idee, Stap
from ideeen.neighbours.services import last_days, start_check
from ideeen.services.stadium import change_stage
from ideeen.versions_diff import EVENT
from ideeen.workflow import Rol, Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory, RedenFactory
from tests.factories.kaart import GebiedFactory
from tests.factories.people import UserFactory
from tests.ideeen.judging import judged
from wijkpaginas.models import WijkPage

WIJK = "/wijken/havenkwartier/ideeen/"


def page_of(client: Client, idee: Idee) -> str:
    answer = client.get(idee.get_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_of_an_idea_shows_what_and_where(client: Client, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, titel="Een boom op het plein", punt=True)
    page = page_of(client, idee)
    assert "Een boom op het plein</h1>" in page
    assert "Waalkade 1" in page
    assert "Heel Havenkwartier" in page_of(client, IdeeFactory(wijk=wijk))


def test_other_addresses_of_an_idea_lead_to_its_own(
    client: Client, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, titel="Een boom")
    own = f"{WIJK}{idee.pk}-een-boom/"
    assert idee.get_url() == own
    for address in (
        f"{WIJK}{idee.pk}/",
        f"{WIJK}{idee.pk}-iets-anders/",
        f"/ideeen/{idee.pk}/",
        f"/wijken/molenhoek/ideeen/{idee.pk}-een-boom/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer["Location"] == own, address


@pytest.mark.parametrize("below", ["0/", "999999/", "99999999999999999999999/", "1e3/", "x-y/"])
def test_an_idea_that_there_is_not_is_not_found(client: Client, wijk: WijkPage, below: str) -> None:
    assert client.get(f"{WIJK}{below}").status_code == 404


def test_the_way_of_an_idea_tells_each_step_with_role_and_reason(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, indiener=cast.resident)
    change_stage(
        idee, Stadium.TERUGGESTUURD, rol=Rol.MODERATOR, door=cast.moderator,
        toelichting="Zet er geen namen in.",
    )  # fmt: skip
    change_stage(idee, Stadium.MODERATIE, rol=Rol.AFZENDER, door=cast.resident)
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)
    change_stage(idee, Stadium.BEOORDELING, rol=Rol.REGISSEUR, door=cast.regisseur)
    page = page_of(client, idee)
    assert "Ingestuurd" in page
    assert "Op de site geplaatst" in page
    assert "door een moderator" in page
    assert "De gemeente beoordeelt dit idee" in page
    assert "U hoort hier uiterlijk" in page
    # What was between sender and moderator stays there, and nobody is named.
    assert "Zet er geen namen in" not in page
    assert cast.moderator.email not in page
    reason = RedenFactory(site=idee.site, naam="Past niet in het geld")
    change_stage(
        idee, Stadium.NIET_HAALBAAR, rol=Rol.REGISSEUR, door=cast.regisseur,
        toelichting="Het kost een ton.", reden=reason,
    )  # fmt: skip
    page = page_of(client, idee)
    assert page.count("Het kost een ton.") == 1
    assert "Past niet in het geld" in page
    client.force_login(cast.resident)
    assert "Zet er geen namen in" in page_of(client, idee)


def test_the_way_tells_that_neighbours_were_asked_and_the_promise_moved(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    idee = judged(wijk, punt=True)
    move_promise(idee, date(2099, 5, 1), "Er wacht <b>onderzoek</b>.", door=cast.regisseur)
    check = start_check(idee, ("Een bankje?", ""), last_days()[1], [], door=cast.regisseur)
    way = page_of(client, idee).partition('id="tijdlijn-titel"')[2]
    assert "Het antwoord komt uiterlijk 1 mei 2099. Er wacht &lt;b&gt;onderzoek&lt;/b&gt;." in way
    assert "De buren zijn gevraagd" in way
    assert "De vraag aan de buren is gesloten" not in way
    change_stage(
        idee, Stadium.OPGEPAKT, rol=Rol.REGISSEUR, door=cast.regisseur, toelichting="Wij doen het."
    )
    assert Burencheck.objects.get(pk=check.pk).gesloten_op
    page = page_of(client, idee)
    assert "De vraag aan de buren is gesloten" in page
    assert page.count("Wij doen het.") == 1


def test_a_promise_that_was_not_kept_is_said(client: Client, wijk: WijkPage) -> None:
    late = timezone.localdate() - timedelta(days=3)
    page = page_of(client, IdeeFactory(wijk=wijk, beoordeling=True, beloofd_op=late))
    assert "Het duurt langer dan beloofd" in page


def test_a_change_after_publication_shows_what_it_said_before(
    client: Client, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, titel="Een boom")
    changed = {"velden": ["titel"], "was": {"titel": "Een boom"}, "wordt": {"titel": "Een eik"}}
    record_event(idee, EVENT, public=True, **changed)
    page = page_of(client, idee)
    assert "<del>boom</del><ins>eik</ins>" in page
    record_event(idee, EVENT, public=False, **changed)
    assert page_of(client, idee).count("<del>") == 1


def test_a_merged_idea_leads_on_and_the_other_names_it(client: Client, wijk: WijkPage) -> None:
    merged = IdeeFactory(wijk=wijk, titel="Dubbel", samengevoegd=True)
    other = merged.samengevoegd_met
    assert other.get_url() in page_of(client, merged)
    assert merged.get_url() in page_of(client, other)
    Idee.objects.filter(pk=other.pk).update(stadium=Stadium.VERBORGEN)
    editions.forget_all()
    assert other.get_url() not in page_of(client, merged)


def test_a_place_is_drawn_in_the_outline_of_its_neighbourhood(
    client: Client, wijk: WijkPage
) -> None:
    wijk.gebied = GebiedFactory(row=0)
    wijk.save()
    idee = IdeeFactory(wijk=wijk, lat=52.005, lon=5.02)
    assert "Plek van dit idee in Havenkwartier" in page_of(client, idee)
    # One far away is not drawn beside it.
    far = IdeeFactory(wijk=wijk, lat=51.0, lon=4.0)
    assert "Plek van dit idee" not in page_of(client, far)


def test_what_is_not_in_lists_is_not_for_search_engines(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    assert "noindex" not in page_of(client, IdeeFactory(wijk=wijk))
    assert "noindex" in page_of(client, IdeeFactory(wijk=wijk, samengevoegd=True))
    client.force_login(cast.resident)
    mine = IdeeFactory(wijk=wijk, moderatie=True, indiener=cast.resident)
    page = page_of(client, mine)
    assert "noindex" in page
    assert "Dit idee staat niet op de site" in page


def test_the_page_of_an_idea_asks_at_most_fifteen_questions(client: Client, wijk: WijkPage) -> None:
    wijk.gebied = GebiedFactory(row=0)
    wijk.save()
    idee = IdeeFactory(wijk=wijk, lat=52.005, lon=5.02, beoordeling=True)
    counts = []
    for number in (2, 6):
        IdeeFactory.create_batch(number, wijk=wijk)
        for _step in range(number):
            Stap.objects.create(idee=idee, van="geplaatst", naar="beoordeling", rol=Rol.SYSTEEM)
        editions.forget_all()
        client.get(WIJK)
        client.get(idee.get_url())
        with CaptureQueriesContext(connection) as captured:
            page_of(client, idee)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15, [one["sql"][:150] for one in captured]


def test_the_name_of_the_sender_stands_with_the_idea(client: Client, wijk: WijkPage) -> None:
    sender = UserFactory(naam="Mevrouw De Wit")
    idee = IdeeFactory(wijk=wijk, indiener=sender, namens="bedrijf")
    assert "Mevrouw De Wit, namens een bedrijf" in page_of(client, idee)
    Idee.objects.filter(pk=idee.pk).update(indiener=None)
    assert "voormalig deelnemer" in page_of(client, idee)
    Idee.objects.filter(pk=idee.pk).update(papier_naam="De heer Bos", kanaal="brief")
    assert "De heer Bos" in page_of(client, idee)
