"""A sender changes what is said to be on the photos of an idea."""

import uuid
from typing import Any

import pytest
from django.test import Client

from deelname.models import Foto, Gebeurtenis, TijdelijkeFoto
from ideeen.models import Idee
from ideeen.services.acting import fingerprint
from ideeen.services.versions import discard_version, pending_changes, publish_version
from ideeen.workflow import Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.sending import edit_address, errors_of, form_values, photo, send
from wijkpaginas.models import WijkPage


def add(idee: Idee, alt: str = "Een boom", **fields: Any) -> Foto:
    return Foto.objects.create(
        onderwerp=idee, bestand="inzendingen/a.jpg", breedte=9, hoogte=9, alt=alt, **fields
    )


def describe(client: Client, idee: Idee, foto: Foto, alt: str, **more: Any) -> Any:
    return send(
        client, edit_address(idee), form_values(idee, **{f"foto_alt_{foto.pk}": alt} | more)
    )


@pytest.fixture
def idee(cast: Cast, wijk: WijkPage, client: Client) -> Idee:
    """An idea that people support: each change of it is looked at first."""
    client.force_login(cast.resident)
    found: Idee = IdeeFactory(wijk=wijk, indiener=cast.resident, steun_aantal=2)
    return found


def test_the_form_shows_what_is_on_each_photo(client: Client, idee: Idee) -> None:
    foto = add(idee)
    page = client.get(edit_address(idee), headers={"host": "waterhage.example.nl"}).content.decode()
    assert f'name="foto_alt_{foto.pk}" value="Een boom"' in page


@pytest.mark.parametrize("stadium", [Stadium.TERUGGESTUURD, Stadium.GEPLAATST])
def test_the_same_form_twice_adds_a_photo_once(
    client: Client, idee: Idee, stadium: Stadium
) -> None:
    Idee.objects.update(stadium=stadium)
    data = form_values(idee, inzending=str(uuid.uuid4()), foto_1_alt="De hoek")
    for _time in range(2):
        answer = send(client, edit_address(idee), data | {"foto_1": photo()})
        assert answer.status_code == 302
    assert Foto.objects.get().alt == "De hoek"
    assert not TijdelijkeFoto.objects.exists()


def test_before_publication_it_changes_at_once(client: Client, idee: Idee) -> None:
    Idee.objects.update(stadium=Stadium.TERUGGESTUURD)
    foto = add(idee)
    describe(client, idee, foto, "Een eik aan de kade")
    assert Foto.objects.get().alt == "Een eik aan de kade"


def test_a_published_one_keeps_its_words_until_a_moderator_agrees(
    client: Client, idee: Idee
) -> None:
    foto = add(idee)
    describe(client, idee, foto, "Een eik aan de kade")
    assert Foto.objects.get().alt == "Een boom"
    change = pending_changes(Idee.objects.get())[0]
    assert (change.before, change.after) == ("Een boom", "Een eik aan de kade")
    # The form shows the sender what they last said.
    page = client.get(edit_address(idee), headers={"host": "waterhage.example.nl"}).content.decode()
    assert "Een eik aan de kade" in page
    publish_version(idee)
    assert Foto.objects.get().alt == "Een eik aan de kade"
    event = Gebeurtenis.objects.get(soort="idee_gewijzigd")
    assert (event.is_public, event.data["velden"]) == (True, ["beschrijvingen"])


def test_a_refused_change_leaves_them(client: Client, idee: Idee) -> None:
    foto = add(idee)
    describe(client, idee, foto, "Een eik aan de kade")
    discard_version(idee)
    assert Foto.objects.get().alt == "Een boom"
    assert pending_changes(Idee.objects.get()) == []


def test_typing_the_old_words_takes_the_change_back(client: Client, idee: Idee) -> None:
    foto = add(idee)
    describe(client, idee, foto, "Een eik aan de kade")
    describe(client, idee, foto, "Een boom")
    assert not Idee.objects.get().has_unpublished_changes


def test_a_slip_is_mended_at_once_while_nobody_supports_it(client: Client, idee: Idee) -> None:
    Idee.objects.update(steun_aantal=0)
    foto = add(idee, "Een boom aan de kaade")
    describe(client, idee, foto, "Een boom aan de kade")
    assert Foto.objects.get().alt == "Een boom aan de kade"


def test_a_photo_that_waits_itself_is_described_anew(client: Client, idee: Idee) -> None:
    foto = add(idee, stand=Foto.Stand.NIEUW)
    before = fingerprint(idee)
    describe(client, idee, foto, "Een eik aan de kade")
    assert Foto.objects.get().alt == "Een eik aan de kade"
    # Nobody approves the words that they have not read.
    assert fingerprint(idee) != before


def test_a_photo_does_not_lose_its_words(client: Client, idee: Idee) -> None:
    foto = add(idee)
    for empty in ("", "  ", "\u202e"):
        answer = describe(client, idee, foto, empty)
        assert "Kijk nog eens naar uw foto" in errors_of(answer)["__all__"][0]
        assert "Vul in wat er op deze foto staat" in answer.content.decode()
    # One that goes needs none.
    assert describe(client, idee, foto, "", **{f"foto_weg_{foto.pk}": "on"}).status_code == 302


def test_long_or_odd_words_are_words(client: Client, idee: Idee) -> None:
    Idee.objects.update(stadium=Stadium.TERUGGESTUURD)
    foto = add(idee)
    describe(client, idee, foto, '"><svg onload=alert(1)>' + "a" * 20_000 + "\r\n")
    assert len(Foto.objects.get().alt) == 200
    page = client.get(edit_address(idee), headers={"host": "waterhage.example.nl"}).content.decode()
    assert "<svg onload" not in page


def test_a_photo_of_another_idea_is_not_described(client: Client, idee: Idee) -> None:
    other = IdeeFactory(wijk=idee.wijk, moderatie=True)
    foto = add(other)
    describe(client, idee, foto, "Iets anders")
    assert Foto.objects.get().alt == "Een boom"
    assert not Idee.objects.get(pk=idee.pk).has_unpublished_changes
