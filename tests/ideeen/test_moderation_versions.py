"""What a sender wants to change of a published idea waits for a moderator."""

from typing import Any

import pytest
from django.test import Client

from core.models import OutgoingMail
from deelname.models import Gebeurtenis
from ideeen.models import Idee
from ideeen.services import moderation
from ideeen.services.acting import fingerprint
from ideeen.services.versions import propose
from ideeen.versions_diff import EVENT, changes_in
from tests.conftest import Cast, member
from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage

NEW = {
    "titel": "Drie bankjes en een waterpunt", "tekst": "Onder de platanen, ook voor kinderen.",
    "thema": None, "lat": None, "lon": None, "cel": None, "adres": "", "vraagt_budget": False,
    "namens": "bewoner",
}  # fmt: skip


@pytest.fixture
def idee(wijk: WijkPage, cast: Cast) -> Idee:
    found: Idee = IdeeFactory(wijk=wijk, indiener=cast.resident, titel="Een bankje")
    propose(found, NEW, cast.resident)
    return Idee.objects.get(pk=found.pk)


def act(client: Client, idee: Idee, handeling: str, **data: Any) -> Any:
    return client.post(f"/admin/ideeen/{idee.pk}/{handeling}/", data)


def test_the_change_stands_beside_what_the_public_reads(
    client: Client, cast: Cast, idee: Idee
) -> None:
    client.force_login(cast.moderator)
    page = client.get(f"/admin/ideeen/{idee.pk}/").content.decode()
    assert "Wat de indiener wil wijzigen" in page
    assert "<ins>" in page
    assert "<del>" in page
    assert idee.titel == "Een bankje"


def test_it_is_taken_over(client: Client, cast: Cast, idee: Idee) -> None:
    client.force_login(cast.moderator)
    act(client, idee, "wijziging-overnemen", gezien=fingerprint(idee))
    now = Idee.objects.get(pk=idee.pk)
    assert (now.titel, now.has_unpublished_changes) == (NEW["titel"], False)
    assert OutgoingMail.objects.filter(key__contains="wijziging").exists()


def test_it_is_not_taken_over(client: Client, cast: Cast, idee: Idee) -> None:
    client.force_login(cast.moderator)
    assert act(client, idee, "wijziging-afwijzen", toelichting="").status_code == 200
    act(client, idee, "wijziging-afwijzen", toelichting="Dit is een ander idee.")
    now = Idee.objects.get(pk=idee.pk)
    assert (now.titel, now.has_unpublished_changes) == ("Een bankje", False)
    mail = OutgoingMail.objects.get(key__contains="wijziging")
    assert "Dit is een ander idee." in mail.text


def test_a_change_that_was_changed_again_is_read_again(
    client: Client, cast: Cast, idee: Idee
) -> None:
    seen = fingerprint(idee)
    propose(idee, NEW | {"titel": "Gratis geld"}, cast.resident)
    client.force_login(cast.moderator)
    response = act(client, idee, "wijziging-overnemen", gezien=seen)
    assert "intussen aangepast" in response.content.decode()
    assert Idee.objects.get(pk=idee.pk).titel == "Een bankje"


@pytest.mark.parametrize("handeling", ["wijziging-overnemen", "wijziging-afwijzen"])
def test_only_moderators_of_the_neighbourhood_decide(
    client: Client, cast: Cast, other_wijk: WijkPage, idee: Idee, handeling: str
) -> None:
    for user in (cast.resident, cast.regisseur, cast.redacteur, member(other_wijk, "moderator")):
        client.force_login(user)
        response = act(client, idee, handeling, toelichting="Omdat.")
        assert response.status_code in {302, 403, 404}
        now = Idee.objects.get(pk=idee.pk)
        assert (now.titel, now.has_unpublished_changes) == ("Een bankje", True)


def test_what_a_sender_made_of_it_last_is_what_is_checked_again(cast: Cast, idee: Idee) -> None:
    moderation.take_back(idee, cast.moderator)
    now = Idee.objects.get(pk=idee.pk)
    assert (now.titel, now.has_unpublished_changes) == (NEW["titel"], False)
    propose(now, NEW | {"titel": "Toch vier bankjes"}, cast.resident)
    moderation.approve(Idee.objects.get(pk=idee.pk), cast.moderator)
    now = Idee.objects.get(pk=idee.pk)
    assert (now.titel, now.has_unpublished_changes) == ("Toch vier bankjes", False)


def test_what_changes_while_it_is_checked_again_is_told_to_who_supports_it(
    cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident, steun_aantal=1)
    moderation.take_back(idee, cast.moderator)
    propose(Idee.objects.get(pk=idee.pk), NEW, cast.resident)
    about = Gebeurtenis.objects.about(idee).filter(soort=EVENT)
    assert not about.public().exists()
    moderation.approve(Idee.objects.get(pk=idee.pk), cast.moderator)
    told = changes_in(about.public().get())
    assert {change.field for change in told} == {"titel", "tekst"}


def test_what_nobody_supports_tells_nobody_how_it_came_to_be(cast: Cast, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident)
    moderation.take_back(idee, cast.moderator)
    propose(Idee.objects.get(pk=idee.pk), NEW, cast.resident)
    moderation.approve(Idee.objects.get(pk=idee.pk), cast.moderator)
    assert not Gebeurtenis.objects.about(idee).filter(soort=EVENT).public().exists()
