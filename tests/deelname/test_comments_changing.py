"""Changing one's own comment, taking it back, and its photos."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from deelname.models import Foto, Gebeurtenis, Reactie, TijdelijkeFoto
from deelname.services.reacties import delete_comment, set_stand
from ideeen.models import Idee
from tests.conftest import Cast
from tests.core.pictures import picture_bytes
from tests.deelname.taking_part import (
    action_url,
    comment_values,
    count,
    get,
    page_of_thread,
    post,
    say,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def upload_of_a_photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", picture_bytes(), "image/jpeg")


# --- Changing and taking back ------------------------------------------------------------------


def test_own_words_can_be_changed_for_a_while(client: Client, idee: Idee) -> None:
    user = UserFactory()
    said = say(idee, user)
    client.force_login(user)
    address = f"/meedoen/reactie/{said.pk}/aanpassen/"
    assert post(client, address, {"tekst": "Heel goed plan!"}).status_code == 302
    said.refresh_from_db()
    assert said.tekst == "Heel goed plan!"
    assert "aangepast" in page_of_thread(Client(), idee)
    Reactie.objects.update(created_at=timezone.now() - timedelta(minutes=31))
    assert post(client, address, {"tekst": "Toch niet"}).status_code == 409
    said.refresh_from_db()
    assert said.tekst == "Heel goed plan!"


@pytest.mark.parametrize("action", ["aanpassen", "verwijderen"])
def test_nobody_changes_the_words_of_somebody_else(
    client: Client, idee: Idee, cast: Cast, action: str
) -> None:
    said = say(idee, cast.resident)
    address = f"/meedoen/reactie/{said.pk}/{action}/"
    assert post(client, address, {"tekst": "x"})["Location"].startswith("/account/inloggen/")
    for user in (cast.other_resident, cast.moderator, cast.superuser):
        client.force_login(user)
        assert post(client, address, {"tekst": "x"}).status_code == 404
    said.refresh_from_db()
    assert (said.tekst, said.stand) == ("Goed plan!", "geplaatst")


def test_what_is_deleted_leaves_its_place_to_the_answers(client: Client, idee: Idee) -> None:
    user = UserFactory()
    first, alone = say(idee, user, "Eerste woorden"), say(idee, user, "Andere woorden")
    say(idee, UserFactory(), "Een antwoord", parent=first)
    client.force_login(user)
    for said in (first, alone):
        address = f"/meedoen/reactie/{said.pk}/verwijderen/"
        assert get(client, address).status_code == 200
        assert post(client, address).status_code == 200
        assert post(client, address).status_code == 404, "once"
    page = page_of_thread(Client(), idee)
    assert page.count("Deze reactie is verwijderd.") == 1
    assert "Een antwoord" in page
    assert "woorden" not in page
    assert count(idee) == 1
    assert set(Reactie.objects.filter(stand="verwijderd").values_list("tekst", flat=True)) == {""}
    events = Gebeurtenis.objects.filter(soort="reactie", is_public=True)
    assert [event.data["reactie"] for event in events] == [
        Reactie.objects.get(stand="geplaatst").pk
    ]


def test_deleted_words_do_not_come_back(idee: Idee) -> None:
    said = say(idee, UserFactory())
    delete_comment(said, said.user)
    with pytest.raises(Exception, match="verwijderd"):
        set_stand(Reactie.objects.get(), "geplaatst")
    assert count(idee) == 0


# --- Photos ------------------------------------------------------------------------------------


def test_a_photo_comes_along_and_goes_with_its_comment(client: Client, idee: Idee) -> None:
    user = UserFactory()
    client.force_login(user)
    values: dict[str, Any] = comment_values(foto=upload_of_a_photo(), alt="Een bank")
    assert post(client, action_url(idee, "reactie"), values).status_code == 302
    foto = Foto.objects.get()
    page = page_of_thread(Client(), idee)
    assert foto.bestand.url in page
    assert 'alt="Een bank"' in page
    assert get(Client(), foto.bestand.url).status_code == 200
    delete_comment(Reactie.objects.get(), user)
    assert not Foto.objects.exists()
    assert get(Client(), foto.bestand.url).status_code == 404


def test_a_link_of_a_newcomer_below_a_photo_waits_for_a_moderator(
    client: Client, idee: Idee
) -> None:
    client.force_login(UserFactory())
    values: dict[str, Any] = comment_values(foto=upload_of_a_photo(), alt="Zie www.koop.example")
    assert post(client, action_url(idee, "reactie"), values).status_code == 302
    assert Reactie.objects.get().stand == Reactie.Stand.WACHT


def test_one_visitor_can_not_fill_the_store_with_photos(
    client: Client, idee: Idee, settings: Settings
) -> None:
    settings.FORM_LIMITS = {**settings.FORM_LIMITS, "upload": "1/h/ip"}
    for number in range(2):
        # Something else is wrong too: the photo is kept for the next try.
        values = comment_values("", foto=upload_of_a_photo(), alt="Een bank")
        answer = post(client, action_url(idee, "reactie"), values)
        assert ("foto" in answer.context["form"].errors) == bool(number)
    assert TijdelijkeFoto.objects.count() == 1


def test_what_is_no_photo_is_said_at_the_field(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory())
    upload = SimpleUploadedFile("foto.png", b"<svg onload=alert(1)>", "image/png")
    answer = post(client, action_url(idee, "reactie"), comment_values(foto=upload))
    assert "foto" in answer.context["form"].errors
    assert not Reactie.objects.exists()
