"""What senders change of their ideas, and what the public sees of that."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from deelname.models import Foto, Gebeurtenis
from ideeen.models import Idee
from ideeen.services.versions import (
    Outcome,
    discard_version,
    latest,
    pending_changes,
    propose,
    publish_version,
)
from ideeen.versions_diff import GONE, NEW, SAME, changes_in, word_diff
from ideeen.workflow import EDITABLE, Stadium
from kaart import lookup
from kaart.cells import cell_of
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory, SteunFactory
from tests.factories.kaart import middle
from tests.ideeen.sending import (
    AT_HOME,
    edit_address,
    errors_of,
    form_values,
    give_areas,
    photo,
    send,
    text_of,
)
from wijkpaginas.models import WijkPage


def content(idee: Idee, **more: Any) -> dict[str, Any]:
    return {name: getattr(idee, name) for name in Idee.CONTENT} | more


@pytest.fixture
def idee(wijk: WijkPage, cast: Cast) -> Idee:
    found: Idee = IdeeFactory(wijk=wijk, indiener=cast.resident, titel="Een bankje bij het water")
    return found


def supported(idee: Idee) -> Idee:
    SteunFactory(onderwerp=idee)
    Idee.objects.filter(pk=idee.pk).update(steun_aantal=1)
    return Idee.objects.get(pk=idee.pk)


def events(idee: Idee) -> list[Gebeurtenis]:
    return list(Gebeurtenis.objects.about(idee).filter(soort="idee_gewijzigd"))


def test_a_mistake_is_mended_at_once_while_nobody_supports_it(idee: Idee, cast: Cast) -> None:
    done = propose(idee, content(idee, titel="Een bankje bij het wáter"), cast.resident)
    assert done == Outcome.SAVED
    now = Idee.objects.get()
    assert now.titel == "Een bankje bij het wáter"
    assert not now.has_unpublished_changes
    assert not events(idee)[0].is_public


@pytest.mark.parametrize(
    "change",
    [{"titel": "Kap alle bomen"}, {"tekst": "Iets heel anders dan eerst."}, {"vraagt_budget": True},
     {"namens": "bedrijf"}, {"lat": 52.0, "lon": 5.0, "cel": cell_of(52.0, 5.0)}],
)  # fmt: skip
def test_a_large_change_waits_and_the_public_sees_what_was(
    idee: Idee, cast: Cast, change: dict[str, Any]
) -> None:
    before = content(idee)
    assert propose(idee, content(idee, **change), cast.resident) == Outcome.WAITS
    now = Idee.objects.get()
    assert content(now) == before
    assert now.has_unpublished_changes
    waiting = content(latest(now))
    assert {name: waiting[name] for name in change} == change
    assert not events(idee)


def test_links_that_come_with_a_small_change_are_looked_at(idee: Idee, cast: Cast) -> None:
    linked = content(idee, tekst=idee.tekst + " www.koop.nl")
    assert propose(idee, linked, cast.resident) == Outcome.WAITS


def test_once_people_support_it_each_change_waits_and_is_then_told(idee: Idee, cast: Cast) -> None:
    idee = supported(idee)
    propose(idee, content(idee, titel="Een bankje bij de brug"), cast.resident)
    assert Idee.objects.get().titel == "Een bankje bij het water"
    changes = publish_version(idee)
    assert [change.field for change in changes] == ["titel"]
    now = Idee.objects.get()
    assert (now.titel, now.has_unpublished_changes) == ("Een bankje bij de brug", False)
    assert idee.titel == now.titel
    event = events(idee)[0]
    assert event.is_public
    told = changes_in(event)[0]
    assert (told.before, told.after) == ("Een bankje bij het water", "Een bankje bij de brug")


def test_what_others_counted_meanwhile_stays(idee: Idee, cast: Cast) -> None:
    propose(idee, content(idee, titel="Kap alle bomen"), cast.resident)
    Idee.objects.update(steun_aantal=7, reactie_aantal=3, stadium=Stadium.BEOORDELING)
    publish_version(Idee.objects.get())
    now = Idee.objects.get()
    assert (now.steun_aantal, now.reactie_aantal) == (7, 3)
    assert (now.stadium, now.titel) == (Stadium.BEOORDELING, "Kap alle bomen")


def test_a_version_that_is_not_approved_leaves_all_as_it_was(idee: Idee, cast: Cast) -> None:
    propose(idee, content(idee, titel="Kap alle bomen"), cast.resident)
    assert discard_version(idee)
    assert not discard_version(idee)
    assert publish_version(idee) == []
    now = Idee.objects.get()
    assert (now.titel, now.has_unpublished_changes) == ("Een bankje bij het water", False)


def test_who_types_what_stood_there_takes_the_change_back(idee: Idee, cast: Cast) -> None:
    before = content(idee)
    propose(idee, content(idee, titel="Kap alle bomen"), cast.resident)
    assert propose(idee, before, cast.resident) == Outcome.UNCHANGED
    assert not Idee.objects.get().has_unpublished_changes


@pytest.mark.parametrize("stadium", [Stadium.MODERATIE, Stadium.TERUGGESTUURD])
def test_what_is_not_public_is_changed_at_once(idee: Idee, cast: Cast, stadium: Stadium) -> None:
    Idee.objects.update(stadium=stadium, live=False)
    assert propose(idee, content(idee, titel="Kap alle bomen"), cast.resident) == Outcome.SAVED
    assert Idee.objects.get().titel == "Kap alle bomen"
    assert [change.field for change in changes_in(events(idee)[0])] == ["titel"]
    assert not events(idee)[0].is_public


@pytest.mark.parametrize("stadium", sorted(set(Stadium) - set(EDITABLE)))
def test_what_is_answered_or_gone_is_changed_no_more(
    client: Client, idee: Idee, cast: Cast, stadium: Stadium
) -> None:
    Idee.objects.update(stadium=stadium, samengevoegd_met=IdeeFactory(wijk=idee.wijk))
    with pytest.raises(ValidationError):
        propose(idee, content(idee, titel="Kap alle bomen"), cast.resident)
    client.force_login(cast.resident)
    answer = send(client, edit_address(idee), form_values(idee, titel="Kap alle bomen"))
    assert answer.status_code in {302, 404}
    assert not Idee.objects.filter(titel="Kap alle bomen").exists()


@pytest.mark.parametrize("name", ["other_resident", "moderator", "regisseur", "superuser"])
def test_nobody_else_changes_it(idee: Idee, cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        propose(idee, content(idee, titel="Kap alle bomen"), getattr(cast, name))


def test_a_change_by_the_form_says_that_it_waits(client: Client, idee: Idee, cast: Cast) -> None:
    client.force_login(cast.resident)
    opened = text_of(client.get(edit_address(idee), headers=AT_HOME))
    assert idee.titel in opened
    answer = send(client, edit_address(idee), form_values(idee, titel="Kap alle bomen"))
    text = text_of(client.get(answer["Location"], headers=AT_HOME))
    assert "Een moderator bekijkt uw wijziging" in text
    assert "Kap alle bomen" in text_of(client.get(edit_address(idee), headers=AT_HOME))
    assert Idee.objects.get().titel == "Een bankje bij het water"


def test_what_was_returned_is_sent_again(client: Client, idee: Idee, cast: Cast) -> None:
    Idee.objects.update(stadium=Stadium.TERUGGESTUURD, live=False)
    client.force_login(cast.resident)
    send(client, edit_address(idee), form_values(idee, tekst="Bij de steiger, zonder namen."))
    assert Idee.objects.get().stadium == Stadium.TERUGGESTUURD
    send(client, edit_address(idee), form_values(idee, tekst="Bij de brug dus.", opnieuw="1"))
    now = Idee.objects.get()
    assert (now.stadium, now.tekst) == (Stadium.MODERATIE, "Bij de brug dus.")


def test_a_sender_takes_an_idea_back_and_sends_it_again(
    client: Client, idee: Idee, cast: Cast
) -> None:
    client.force_login(cast.resident)
    address = f"/idee/{idee.pk}/intrekken/"
    assert "Wilt u dit idee intrekken?" in text_of(client.get(address, headers=AT_HOME))
    client.post(address, headers=AT_HOME)
    assert Idee.objects.get().stadium == Stadium.INGETROKKEN
    client.post(address, headers=AT_HOME)
    assert Idee.objects.get().stadium == Stadium.MODERATIE
    Idee.objects.update(stadium=Stadium.OPGEPAKT)
    client.post(address, headers=AT_HOME)
    assert Idee.objects.get().stadium == Stadium.OPGEPAKT


def test_a_published_idea_does_not_move_by_its_pin(
    client: Client, idee: Idee, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    lookup.forget()
    give_areas(wijk, other_wijk)
    client.force_login(cast.resident)
    lat, lon = middle(1, 1)
    there = {"plek": "punt", "lat": str(lat), "lon": str(lon)}
    answer = send(client, edit_address(idee), form_values(idee, **there))
    assert "andere wijk" in errors_of(answer)["plek"][0]
    Idee.objects.update(stadium=Stadium.MODERATIE)
    send(client, edit_address(idee), form_values(idee, **there))
    assert Idee.objects.get().wijk == other_wijk


def test_photos_come_and_go_with_the_version(
    client: Client, idee: Idee, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    old = Foto.objects.create(
        onderwerp=idee, bestand="inzendingen/a.jpg", breedte=9, hoogte=9, alt="Oud"
    )
    client.force_login(cast.resident)
    change = {f"foto_weg_{old.pk}": "on", "foto_1": photo(), "foto_1_alt": "Nieuw"}
    send(client, edit_address(idee), form_values(idee, **change))
    stands = dict(Foto.objects.values_list("alt", "stand"))
    assert stands == {"Oud": "vervalt", "Nieuw": "nieuw"}
    assert [c.field for c in pending_changes(Idee.objects.get())] == ["fotos"]
    publish_version(idee)
    assert dict(Foto.objects.values_list("alt", "stand")) == {"Nieuw": "geplaatst"}
    send(
        client, edit_address(idee), form_values(idee, **{f"foto_weg_{Foto.objects.get().pk}": "on"})
    )
    discard_version(idee)
    assert dict(Foto.objects.values_list("alt", "stand")) == {"Nieuw": "geplaatst"}


def test_a_photo_of_another_idea_stays(client: Client, idee: Idee, cast: Cast) -> None:
    other = IdeeFactory(wijk=idee.wijk, moderatie=True)
    foto = Foto.objects.create(onderwerp=other, bestand="inzendingen/b.jpg", breedte=9, hoogte=9)
    client.force_login(cast.resident)
    send(client, edit_address(idee), form_values(idee, **{f"foto_weg_{foto.pk}": "on"}))
    propose(idee, content(idee), cast.resident, without=[foto.pk])
    assert Foto.objects.get().stand == "geplaatst"


def test_a_difference_is_told_in_words() -> None:
    assert word_diff("een rode bank", "een blauwe bank") == [
        (SAME, "een "), (GONE, "rode"), (NEW, "blauwe"), (SAME, " bank")
    ]  # fmt: skip
    assert word_diff("", "x") == [(NEW, "x")]
    assert word_diff("a " * 5000, "b " * 5000)
