"""Judging an idea in the admin: who may, what happens, and what is refused."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from deelname.models import Gebeurtenis
from ideeen.judging.admin_views import FORMS, OFFERED
from ideeen.judging.criteria import add_default_criteria
from ideeen.judging.services import record_outcomes
from ideeen.models import Criterium, Idee, Stap, Uitkomst
from ideeen.workflow import Rol, Stadium
from tests.conftest import Cast, member
from tests.factories.ideeen import IdeeFactory, RedenFactory
from tests.ideeen.judging import JUDGING, act, judge_page, judged
from wijkpaginas.models import WijkGroup, WijkPage

NASTY = ['"><svg onload=alert(1)>', "x" * 20_000, "a\r\nBcc: b", "%00", "a\0b", "'; DROP TABLE x"]


def fresh(idee: Idee) -> Idee:
    return Idee.objects.get(pk=idee.pk)


@pytest.fixture
def judge(client: Client, cast: Cast) -> Client:
    client.force_login(cast.regisseur)
    return client


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


# --- Who may ----------------------------------------------------------------------------------

ACTIONS: dict[str, dict[str, str]] = {
    "behandelaar": {"behandelaar": ""},
    "datum": {"beloofd_op": day(9), "reden": "Ziekte."},
    "criteria": {},
    "besluit": {"besluit": "opgepakt", "toelichting": "Wij gaan het doen."},
    "terug": {"toelichting": "Vergissing."},
}
STRANGERS = [
    "visitor", "resident", "redacteur", "eindredacteur", "communicatie", "moderator",
    "wijkmanager", "other_regisseur", "elsewhere",
]  # fmt: skip


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_sees_or_does_any_of_it(
    client: Client, wijk: WijkPage, other_wijk: WijkPage, cast: Cast, duinwijk: WijkPage, who: str
) -> None:
    add_default_criteria(wijk.get_site())
    others = {
        "other_regisseur": lambda: member(other_wijk, WijkGroup.Role.REGISSEUR),
        "elsewhere": lambda: member(duinwijk, WijkGroup.Role.REGISSEUR),
    }
    if who != "visitor":
        client.force_login(others[who]() if who in others else getattr(cast, who))
    idee = judged(wijk, titel="Vuurtorenplein")
    before = Idee.objects.filter(pk=idee.pk).values().get()
    for address in (judge_page(idee), JUDGING):
        response = client.get(address)
        assert "Vuurtorenplein" not in response.content.decode()
        assert response.status_code in {302, 403, 404} or who in others
    criterium = Criterium.objects.first()
    assert criterium
    for actie, data in ACTIONS.items():
        values = {**data, f"waarde_{criterium.pk}": "ja"}
        assert act(client, idee, actie, **values).status_code in {302, 403, 404}
    assert Idee.objects.filter(pk=idee.pk).values().get() == before
    assert not Stap.objects.exists()
    assert not Uitkomst.objects.exists()
    assert not Gebeurtenis.objects.exists()


def test_what_is_not_public_is_not_judged(judge: Client, wijk: WijkPage) -> None:
    for stadium in ("moderatie", "verborgen", "afgewezen", "samengevoegd", "ingetrokken"):
        idee = IdeeFactory(wijk=wijk, **{stadium: True})
        assert judge.get(judge_page(idee)).status_code == 404
        assert act(judge, idee, "oppakken", toelichting="x").status_code == 404


def test_addresses_answer_the_right_method_only(judge: Client, wijk: WijkPage) -> None:
    idee = judged(wijk)
    assert judge.post(judge_page(idee)).status_code == 405
    address = reverse("ideeen_judging:act", args=[idee.pk, "besluit"])
    assert judge.get(address).status_code == 405
    assert judge.post(reverse("ideeen_judging:act", args=[idee.pk, "x"])).status_code == 404
    assert judge.get(f"/admin/beoordelen/{10**30}/").status_code == 404


def test_a_handler_is_somebody_with_the_role_there(
    judge: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    idee = judged(wijk)
    colleague = member(wijk, WijkGroup.Role.REGISSEUR)
    assert act(judge, idee, "behandelaar", behandelaar=colleague.pk).status_code == 302
    assert fresh(idee).behandelaar == colleague
    elsewhere = member(other_wijk, WijkGroup.Role.REGISSEUR)
    for person in (elsewhere, cast.moderator, cast.resident):
        assert act(judge, idee, "behandelaar", behandelaar=person.pk).status_code == 200
        assert fresh(idee).behandelaar == colleague
    act(judge, idee, "behandelaar", behandelaar="")
    assert fresh(idee).behandelaar is None


def test_moving_the_promised_day_needs_a_reason_and_is_public(
    judge: Client, wijk: WijkPage
) -> None:
    idee = judged(wijk)
    before = idee.beloofd_op
    for data in (
        {"beloofd_op": day(40), "reden": "  "},
        {"beloofd_op": day(-1), "reden": "Ziekte."},
        {"beloofd_op": before.isoformat(), "reden": "Ziekte."},
        {"beloofd_op": "morgen", "reden": "Ziekte."},
        {"beloofd_op": "0000-00-00", "reden": "Ziekte."},
    ):
        assert act(judge, idee, "datum", **data).status_code == 200
    assert fresh(idee).beloofd_op == before
    assert not Gebeurtenis.objects.exists()
    response = act(judge, idee, "datum", beloofd_op=day(40), reden="Er wacht onderzoek.")
    assert response.status_code == 302
    assert fresh(idee).beloofd_op.isoformat() == day(40)
    event = Gebeurtenis.objects.about(idee).public().get()
    assert event.soort == "belofte_verschoven"
    assert event.data == {
        "van": before.isoformat(), "naar": day(40), "reden": "Er wacht onderzoek.",
    }  # fmt: skip


def test_outcomes_are_noted_by_criterion_with_who_and_when(
    judge: Client, cast: Cast, site: Site, wijk: WijkPage
) -> None:
    add_default_criteria(site)
    idee = judged(wijk)
    first, second, *_rest = Criterium.objects.all()
    data = {f"waarde_{row.pk}": "onbekend" for row in Criterium.objects.all()}
    data |= {f"waarde_{first.pk}": "ja", f"toelichting_{first.pk}": "Dat past."}
    assert act(judge, idee, "criteria", **data).status_code == 302
    row = Uitkomst.objects.get()
    assert (row.criterium, row.waarde, row.toelichting, row.door) == (
        first, "ja", "Dat past.", cast.regisseur,
    )  # fmt: skip
    # The same once more changes nothing.
    act(judge, idee, "criteria", **data)
    assert Gebeurtenis.objects.about(idee).public().count() == 1
    act(judge, idee, "criteria", **{**data, f"waarde_{second.pk}": "misschien"})
    assert Uitkomst.objects.count() == 1


def test_who_saw_an_older_outcome_does_not_undo_that_of_a_colleague(
    judge: Client, cast: Cast, site: Site, wijk: WijkPage
) -> None:
    add_default_criteria(site)
    idee = judged(wijk)
    first, second, *_rest = Criterium.objects.all()
    seen = judge.get(judge_page(idee)).content.decode()
    pattern = r'type="hidden" name="(initial-criteria-[^"]+)"(?: value="([^"]*)")?'
    data = dict(re.findall(pattern, seen))
    assert len(data) == 2 * Criterium.objects.count()
    data |= {name.removeprefix("initial-"): value for name, value in data.items()}
    record_outcomes(idee, {first.pk: ("ja", "Dat past.")}, door=cast.regisseur)
    data |= {f"criteria-waarde_{second.pk}": "nee"}
    judge.post(reverse("ideeen_judging:act", args=[idee.pk, "criteria"]), data)
    rows = Uitkomst.objects.order_by("criterium__volgorde").values_list("waarde", "toelichting")
    assert list(rows) == [("ja", "Dat past."), ("nee", "")]


def test_an_outcome_for_a_criterion_of_another_municipality_is_not_taken(
    judge: Client, site: Site, other_site: Site, wijk: WijkPage
) -> None:
    add_default_criteria(site)
    foreign = Criterium.objects.create(site=other_site, naam="Van een ander")
    data = {f"waarde_{row.pk}": "onbekend" for row in Criterium.objects.all()}
    act(judge, judged(wijk), "criteria", **{**data, f"waarde_{foreign.pk}": "ja"})
    assert not Uitkomst.objects.exists()


@pytest.mark.parametrize("naar", ["opgepakt", "niet_haalbaar"])
def test_the_answer_is_public_with_its_reason(
    judge: Client, cast: Cast, site: Site, wijk: WijkPage, naar: str
) -> None:
    reden = RedenFactory(site=site)
    idee = judged(wijk)
    data = {"besluit": naar, "reden": reden.pk, "toelichting": "Daarom."}
    assert act(judge, idee, "besluit", **data).status_code == 302
    now = fresh(idee)
    assert (now.stadium, now.antwoord) == (naar, "Daarom.")
    assert now.reden == (reden if naar == "niet_haalbaar" else None)
    stap = Stap.objects.get()
    assert (stap.rol, stap.door, stap.toelichting) == (Rol.REGISSEUR, cast.regisseur, "Daarom.")


def test_an_answer_needs_words_and_a_reason_of_the_own_municipality(
    judge: Client, site: Site, other_site: Site, wijk: WijkPage
) -> None:
    idee = judged(wijk)
    foreign = RedenFactory(site=other_site)
    hiding = RedenFactory(site=site, soort="verbergen")
    for data in (
        {"besluit": "opgepakt", "toelichting": "   "},
        {"besluit": "niet_haalbaar"},
        {"besluit": "verborgen", "toelichting": "x"},
        {"toelichting": "x"},
        {"besluit": "niet_haalbaar", "toelichting": "x", "reden": foreign.pk},
        {"besluit": "niet_haalbaar", "toelichting": "x", "reden": hiding.pk},
        {"besluit": "niet_haalbaar", "toelichting": "x", "reden": "9" * 40},
    ):
        assert act(judge, idee, "besluit", **data).status_code == 200
    assert fresh(idee).stadium == Stadium.BEOORDELING


def test_a_second_press_says_that_it_was_done(judge: Client, wijk: WijkPage) -> None:
    idee = judged(wijk)
    data = {"besluit": "opgepakt", "toelichting": "Wij gaan het doen."}
    assert act(judge, idee, "besluit", **data).status_code == 302
    again = act(judge, idee, "besluit", **data)
    assert "een collega was u voor" in judge.get(again.url).content.decode()
    assert Stap.objects.count() == 1


def test_an_idea_is_taken_up_by_hand_sent_back_and_judged_again(
    judge: Client, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    assert act(judge, idee, "oppakken", toelichting="").status_code == 302
    assert fresh(idee).stadium == Stadium.BEOORDELING
    assert act(judge, idee, "terug", toelichting="").status_code == 200
    assert act(judge, idee, "terug", toelichting="Vergissing.").status_code == 302
    assert fresh(idee).stadium == Stadium.GEPLAATST
    act(judge, idee, "oppakken")
    act(judge, idee, "besluit", besluit="niet_haalbaar", toelichting="Leidingen.")
    assert act(judge, idee, "opnieuw", toelichting="Nieuwe feiten.").status_code == 302
    assert fresh(idee).stadium == Stadium.BEOORDELING
    assert Stap.objects.filter(rol=Rol.REGISSEUR).count() == 5


@pytest.mark.parametrize("stadium", OFFERED)
@pytest.mark.parametrize("actie", FORMS)
def test_an_action_that_has_no_place_in_a_stage_is_refused_in_words(
    judge: Client, site: Site, wijk: WijkPage, stadium: Stadium, actie: str
) -> None:
    if actie in OFFERED[stadium]:
        return
    add_default_criteria(site)
    idee = IdeeFactory(wijk=wijk, **({} if stadium == "geplaatst" else {stadium.value: True}))
    data = {f"waarde_{row.pk}": "ja" for row in Criterium.objects.all()}
    data |= {"toelichting": "x", "besluit": "opgepakt", "beloofd_op": day(3), "reden": "x"}
    response = act(judge, idee, actie, **data)
    assert "een collega was u voor" in judge.get(response.url).content.decode()
    assert fresh(idee).stadium == stadium
    assert not Gebeurtenis.objects.exists()


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_is_typed_is_an_answer_and_no_error(
    judge: Client, site: Site, wijk: WijkPage, nasty: str
) -> None:
    add_default_criteria(site)
    idee = judged(wijk)
    names = ["toelichting", "reden", "besluit", "beloofd_op", "behandelaar"]
    names += [f"waarde_{row.pk}" for row in Criterium.objects.all()]
    for actie in ("behandelaar", "datum", "criteria", "besluit", "terug", "oppakken"):
        assert act(judge, idee, actie, **dict.fromkeys(names, nasty)).status_code < 500
    for row in Criterium.objects.all():
        act(judge, idee, "criteria", **{f"toelichting_{row.pk}": nasty})
    text = judge.get(judge_page(idee)).content.decode()
    assert "<svg onload" not in text
