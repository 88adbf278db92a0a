"""What moderators do with ideas: each action, for each role, in each stage."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import ModelLogEntry

from bewoners.models import User
from core.models import AuditEntry
from deelname.models import Reactie
from ideeen.admin.panels import handelingen
from ideeen.models import Idee, Stap
from ideeen.services.acting import fingerprint
from ideeen.workflow import Stadium
from tests.conftest import Cast, member
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.moderating import ANSWERS, STAGES, act, in_stage, needs
from wijkpaginas.models import WijkPage

OWN = (
    "vrijgeven", "goedkeuren", "nagekeken", "wijziging-overnemen", "wijziging-afwijzen",
    "terugsturen", "bezwaar", "terugdraaien", "antwoorden", "verbeteren", "verplaatsen",
    "samenvoegen", "afwijzen", "verbergen", "naar-beoordeling",
)  # fmt: skip
# Who coordinates a neighbourhood does these too, as far as the table of stages lets them.
ALSO_COORDINATOR = {"antwoorden", "verplaatsen", "samenvoegen"}


def test_each_action_of_moderators_has_a_test() -> None:
    assert set(OWN) <= {found.key for found in handelingen()}


@pytest.mark.parametrize("handeling", list(STAGES))
def test_a_moderator_does_it_in_the_right_stage_and_no_other(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, handeling: str
) -> None:
    client.force_login(cast.moderator)
    kind = ContentType.objects.get_for_model(Idee)
    for stadium in Stadium:
        idee = in_stage(stadium, wijk)
        before = Idee.objects.filter(pk=idee.pk).values().get()
        response = act(client, idee, handeling, **needs(handeling, wijk, other_wijk))
        assert response.status_code == 302, response.content.decode()
        if stadium not in STAGES[handeling]:
            assert Idee.objects.filter(pk=idee.pk).values().get() == before
            assert not Stap.objects.filter(idee=idee).exists()
            continue
        naar = STAGES[handeling][stadium]
        assert Idee.objects.get(pk=idee.pk).stadium == (naar or stadium)
        logged = ModelLogEntry.objects.filter(content_type=kind, object_id=str(idee.pk))
        assert logged.exists()
        if naar:
            stap = Stap.objects.get(idee=idee)
            assert (stap.van, stap.naar, stap.door) == (stadium, naar, cast.moderator)


@pytest.mark.parametrize("handeling", OWN)
def test_nobody_else_does_it(
    client: Client,
    cast: Cast,
    duinwijk: WijkPage,
    wijk: WijkPage,
    other_wijk: WijkPage,
    handeling: str,
) -> None:
    """Every idea here is in a stage in which its moderator could do it."""
    people = {
        "visitor": None,
        "neighbour": member(other_wijk, "moderator"),
        "elsewhere": member(duinwijk, "moderator"),
        "sender": cast.resident,
        "outsider": cast.outsider,
        "redacteur": cast.redacteur,
        "eindredacteur": cast.eindredacteur,
        "wijkmanager": cast.wijkmanager,
        "communicatie": cast.communicatie,
    }
    if handeling not in ALSO_COORDINATOR:
        people["regisseur"] = cast.regisseur
    stadium = next(iter(STAGES.get(handeling, {Stadium.MODERATIE: None})))
    data = needs(handeling, wijk, other_wijk)
    for name, who in people.items():
        idee = in_stage(stadium, wijk, indiener=cast.resident, quarantaine=handeling == "vrijgeven")
        before = Idee.objects.filter(pk=idee.pk).values().get()
        client.logout()
        if who:
            client.force_login(who)
        response = act(client, idee, handeling, **data)
        assert response.status_code in {302, 403, 404}, name
        assert not response.headers.get("Location", "").startswith("/admin/ideeen"), name
        assert Idee.objects.filter(pk=idee.pk).values().get() == before, name
    assert not Stap.objects.exists()
    assert not Reactie.objects.exists()


def test_who_moderates_next_door_does_not_even_see_it(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    own, other = IdeeFactory(wijk=other_wijk, titel="Eigen"), IdeeFactory(wijk=wijk, titel="Ander")
    client.force_login(member(other_wijk, "moderator"))
    assert client.get(f"/admin/ideeen/{own.pk}/").status_code == 200
    assert client.get(f"/admin/ideeen/{other.pk}/").status_code == 404
    found = client.get("/admin/ideeen/").content.decode()
    assert "Eigen" in found
    assert "Ander" not in found


def test_a_page_without_a_role_is_refused(client: Client, cast: Cast) -> None:
    for name in ("redacteur", "eindredacteur", "communicatie", "wijkmanager"):
        client.force_login(getattr(cast, name))
        assert client.get("/admin/ideeen/").status_code == 302
        assert client.get("/admin/wachtrij/").status_code == 302
        assert client.get("/admin/ideeen/invoeren/").status_code == 302


@pytest.mark.parametrize(
    ("handeling", "data", "told"),
    [
        ("terugsturen", {"toelichting": "  "}, "Schrijf op wat de indiener"),
        ("afwijzen", {"toelichting": "", "reden": ""}, "Kies een reden"),
        ("afwijzen", {"toelichting": "", "reden": "x"}, "reden"),
        ("verplaatsen", {"wijk": "0"}, "wijk"),
        ("verplaatsen", {"wijk": "%00"}, "wijk"),
        ("samenvoegen", {"ander": "999999"}, "Er staat geen ander idee"),
        ("samenvoegen", {"ander": "9" * 40}, "Er staat geen ander idee"),
        ("samenvoegen", {"ander": "\x00"}, "ander"),
        ("verbeteren", {"noot": ""}, "Zeg erbij"),
        ("verbeteren", {"tekst": "a" * 20_000}, "5000"),
        ("terugsturen", {"toelichting": "a" * 20_000}, "4000"),
    ],
)
def test_bad_input_gets_a_clear_word_and_keeps_what_was_typed(
    client: Client, cast: Cast, wijk: WijkPage, handeling: str, data: dict[str, str], told: str
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    client.force_login(cast.moderator)
    response = act(client, idee, handeling, **data)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE


def test_markup_in_what_people_write_is_text(client: Client, cast: Cast, wijk: WijkPage) -> None:
    evil = '"><svg onload=alert(1)>'
    idee = IdeeFactory(wijk=wijk, moderatie=True, titel=evil, tekst=evil)
    client.force_login(cast.moderator)
    act(client, idee, "terugsturen", toelichting=evil)
    for address in (f"/admin/ideeen/{idee.pk}/", "/admin/ideeen/", "/admin/wachtrij/"):
        assert "<svg onload" not in client.get(address).content.decode()


def test_numbers_that_are_none_are_not_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.moderator)
    for address in (
        f"/admin/ideeen/{2**70}/", f"/admin/ideeen/{2**70}/goedkeuren/", "/admin/ideeen/0/",
        f"/admin/wachtrij/melding/{2**70}/", f"/admin/wachtrij/reactie/{2**70}/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404
    for address in (
        "/admin/wachtrij/?wijk=x&soort=y&p=z", f"/admin/wachtrij/?wijk={'9' * 30}",
        "/admin/ideeen/?q=%00", "/admin/ideeen/?stadium=x&wijk=x&bijzonder=x",
    ):  # fmt: skip
        assert client.get(address).status_code == 200


def test_nobody_approves_what_they_have_not_read(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    seen = fingerprint(idee)
    Idee.objects.filter(pk=idee.pk).update(tekst="Koop nu goedkope tegels!")
    client.force_login(cast.moderator)
    response = act(client, idee, "goedkeuren", gezien=seen)
    assert "intussen aangepast" in response.content.decode()
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE


def test_the_second_of_two_is_told_what_the_first_did(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    client.force_login(cast.moderator)
    act(client, idee, "goedkeuren")
    response = client.post(
        f"/admin/ideeen/{idee.pk}/terugsturen/", ANSWERS["terugsturen"], follow=True
    )
    assert "Een ander was u misschien voor. Het idee is nu: Geplaatst" in response.content.decode()
    assert Stap.objects.count() == 1


def test_actions_need_a_token_and_their_own_method(cast: Cast, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.moderator)
    assert client.post(f"/admin/ideeen/{idee.pk}/goedkeuren/").status_code == 403
    assert client.put(f"/admin/ideeen/{idee.pk}/goedkeuren/").status_code in {403, 405}
    assert client.get(f"/admin/ideeen/{idee.pk}/goedkeuren/").status_code == 200
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE
    assert client.get(f"/admin/ideeen/{idee.pk}/bestaat-niet/").status_code == 404


def test_an_address_of_a_person_is_shown_only_when_asked_for_and_noted(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident)
    client.force_login(cast.moderator)
    assert cast.resident.email not in client.get(f"/admin/ideeen/{idee.pk}/").content.decode()
    about = AuditEntry.objects.filter(about_model=User._meta.label_lower)
    assert not about.exists()
    shown = client.get(f"/admin/ideeen/{idee.pk}/?contact=1").content.decode()
    assert cast.resident.email in shown
    assert about.get().about_id == str(cast.resident.pk)
    assert AuditEntry.objects.filter(about_model="ideeen.idee").count() == 2
