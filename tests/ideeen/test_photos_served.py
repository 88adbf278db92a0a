"""To whom the photos of ideas are served, and as long as what."""

from typing import Any

import pytest
from django.test import Client

from deelname.models import Foto, Reactie, TijdelijkeFoto
from ideeen.models import Idee
from ideeen.workflow import PUBLIC, Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory, ReactieFactory
from tests.ideeen.sending import (
    AT_HOME,
    form_address,
    only_idea,
    photo,
    send,
    values,
)
from wijkpaginas.models import WijkPage


def ask(client: Client, name: str) -> Any:
    return client.get(f"/media/{name}", headers=AT_HOME)


@pytest.mark.parametrize("stadium", list(Stadium))
def test_a_photo_is_for_everybody_only_while_its_idea_is_public(
    with_photo: Foto, stadium: Stadium
) -> None:
    other = IdeeFactory(wijk=only_idea().wijk)
    Idee.objects.exclude(pk=other.pk).update(stadium=stadium, samengevoegd_met=other)
    for file in (with_photo.bestand.name, with_photo.klein.name):
        answer = ask(Client(), file)
        assert answer.status_code == (200 if stadium in PUBLIC else 404)
        if stadium in PUBLIC:
            assert "no-cache" in answer["Cache-Control"]
            assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "may"),
    [("resident", True), ("moderator", True), ("regisseur", True), ("superuser", True),
     ("other_resident", False), ("redacteur", False), ("outsider", False)],
)  # fmt: skip
def test_until_then_its_sender_and_the_moderators_see_it(
    with_photo: Foto, cast: Cast, name: str, may: bool
) -> None:
    client = Client()
    client.force_login(getattr(cast, name))
    answer = ask(client, with_photo.bestand.name)
    assert answer.status_code == (200 if may else 404)
    if may:
        assert "no-store" in answer["Cache-Control"]


def test_a_moderator_elsewhere_does_not(with_photo: Foto, cast: Cast, other_wijk: WijkPage) -> None:
    Idee.objects.update(wijk=other_wijk)
    client = Client()
    client.force_login(cast.moderator)
    assert ask(client, with_photo.bestand.name).status_code == 404


@pytest.mark.parametrize(
    ("stand", "public", "sender"),
    [("nieuw", 404, 200), ("geplaatst", 200, 200), ("vervalt", 200, 200), ("verborgen", 404, 404)],
)
def test_a_photo_has_a_state_of_its_own(
    with_photo: Foto, cast: Cast, stand: str, public: int, sender: int
) -> None:
    Idee.objects.update(stadium=Stadium.GEPLAATST)
    Foto.objects.update(stand=stand)
    own = Client()
    own.force_login(cast.resident)
    assert ask(Client(), with_photo.bestand.name).status_code == public
    assert ask(own, with_photo.bestand.name).status_code == sender


def test_a_photo_of_a_comment_follows_the_comment_and_its_idea(with_photo: Foto) -> None:
    idee = only_idea()
    reactie = ReactieFactory(onderwerp=idee)
    with_photo.onderwerp = reactie
    with_photo.save()
    for stadium, stand, code in (
        (Stadium.GEPLAATST, Reactie.Stand.GEPLAATST, 200),
        (Stadium.GEPLAATST, Reactie.Stand.VERBORGEN, 404),
        (Stadium.VERBORGEN, Reactie.Stand.GEPLAATST, 404),
    ):
        Idee.objects.update(stadium=stadium)
        Reactie.objects.update(stand=stand)
        assert ask(Client(), with_photo.bestand.name).status_code == code


def test_a_file_that_waits_in_a_form_is_served_to_nobody(resident: Client, wijk: WijkPage) -> None:
    send(resident, form_address(wijk),
         values(titel="") | {"foto_1": photo(), "foto_1_alt": "Het plein"})  # fmt: skip
    assert ask(resident, TijdelijkeFoto.objects.get().bestand.name).status_code == 404
