"""Photos of ideas in the admin: a part is made unrecognisable for good, or all is hidden."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from wagtail.models import ModelLogEntry

from core.models import OutgoingMail
from deelname.models import Foto
from deelname.photos.blurring import Region, blur, draw_blurred
from ideeen.models import Idee
from tests.conftest import HOST, Cast, member
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.moderating import stripes
from wijkpaginas.models import WijkPage

REGION = {"x": 25, "y": 25, "breedte": 50, "hoogte": 50}


def add_photo(idee: Idee, kind: str = "JPEG", **fields: Any) -> Foto:
    foto = Foto(onderwerp=idee, alt="Strepen", **fields)
    foto.bestand.save("x", stripes(kind=kind), save=False)
    foto.save()
    return foto


def contrast(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    low, high = image.convert("L").crop(box).getextrema()
    return int(high) - int(low)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_in_the_region_can_not_be_seen_and_the_rest_stays(
    wijk: WijkPage, kind: str
) -> None:
    foto = add_photo(IdeeFactory(wijk=wijk), kind)
    changed = blur(foto, Region(25, 25, 50, 50))
    with changed.bestand.open() as stream, Image.open(stream) as image:
        image.load()
        assert image.format == kind
        assert contrast(image, (250, 200, 550, 400)) < 60
        assert contrast(image, (10, 10, 150, 100)) > 150
    assert (changed.breedte, changed.hoogte) == (800, 600)


@pytest.mark.parametrize(
    "region",
    [Region(0, 0, 100, 100), Region(99, 99, 100, 100), Region(0, 0, 1, 1), Region(50, 0, 50, 1)],
)
def test_any_region_lies_in_the_photo(region: Region) -> None:
    for size in ((3, 2), (1, 1), (1600, 900)):
        image = Image.new("RGB", size, "white")
        assert draw_blurred(image, region).size == size


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_file_that_showed_it_is_gone_from_the_storage(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident)
    foto = add_photo(idee)
    before = foto.bestand.name
    client.force_login(cast.moderator)
    address = f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/"
    example = client.post(address, REGION | {"voorbeeld": "1"})
    assert "data:image/webp;base64," in example.content.decode()
    assert default_storage.exists(before)
    client.post(address, REGION | {"onherkenbaar": "1"})
    now = Foto.objects.get()
    assert now.bestand.name != before
    assert not default_storage.exists(before)
    assert default_storage.exists(now.bestand.name)
    assert client.get(f"/media/{before}").status_code == 404
    assert OutgoingMail.objects.get().recipients == [cast.resident.email]


def test_a_hidden_photo_is_served_to_the_public_no_more(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    foto = add_photo(idee)
    address = f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/"
    client.force_login(cast.moderator)
    client.post(address, {"verbergen": "1"})
    assert Foto.objects.get().stand == Foto.Stand.VERBORGEN
    assert Client().get(foto.bestand.url, headers={"host": HOST}).status_code == 404
    client.post(address, {"tonen": "1"})
    assert Foto.objects.get().stand == Foto.Stand.GEPLAATST


@pytest.mark.parametrize("who", ["neighbour", "regisseur", "resident", "eindredacteur"])
def test_nobody_else_touches_a_photo(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, who: str
) -> None:
    idee = IdeeFactory(wijk=wijk)
    foto = add_photo(idee)
    user = member(other_wijk, "moderator") if who == "neighbour" else getattr(cast, who)
    client.force_login(user)
    address = f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/"
    for data in (
        {}, {"verbergen": "1"}, REGION | {"onherkenbaar": "1"},
        {"beschrijven": "1", "alt": "Iets anders"}, {"verwijderen": "1", "zeker": "on"},
    ):  # fmt: skip
        assert client.post(address, data).status_code in {302, 403, 404}
    now = Foto.objects.get()
    assert (now.stand, now.bestand.name) == (Foto.Stand.GEPLAATST, foto.bestand.name)
    assert now.alt == "Strepen"


def test_a_photo_of_another_idea_is_not_reached_through_ones_own(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    own, foreign = IdeeFactory(wijk=wijk), add_photo(IdeeFactory(wijk=other_wijk))
    client.force_login(cast.moderator)
    for number in (foreign.pk, 2**70):
        assert client.get(f"/admin/ideeen/{own.pk}/foto/{number}/").status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"x": "a"}, {"x": "101"}, {"breedte": "0"}, {"hoogte": "-5"}, {"x": "100"}, {"y": ""}]
)
def test_a_region_that_is_none_gets_a_word(
    client: Client, cast: Cast, wijk: WijkPage, wrong: dict[str, str]
) -> None:
    idee = IdeeFactory(wijk=wijk)
    foto = add_photo(idee)
    client.force_login(cast.moderator)
    response = client.post(
        f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/", REGION | wrong | {"onherkenbaar": "1"}
    )
    assert response.status_code == 200
    assert Foto.objects.get().bestand.name == foto.bestand.name


def test_a_photo_whose_file_is_lost_gets_a_word(client: Client, cast: Cast, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk)
    foto = add_photo(idee)
    default_storage.delete(foto.bestand.name)
    client.force_login(cast.moderator)
    for button in ("voorbeeld", "onherkenbaar"):
        response = client.post(f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/", REGION | {button: "1"})
        assert "is er niet (meer)" in response.content.decode()


def test_a_moderator_says_what_is_on_a_photo(client: Client, cast: Cast, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk)
    foto = add_photo(idee)
    address = f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/"
    client.force_login(cast.moderator)
    assert "Strepen" in client.get(address).content.decode()
    client.post(address, {"beschrijven": "1", "alt": "  Zwarte\r\nstrepen "})
    assert Foto.objects.get().alt == "Zwarte strepen"
    assert "Zwarte strepen" in Client().get(idee.get_url(), headers={"host": HOST}).content.decode()
    logged = ModelLogEntry.objects.get(action="ideeen.foto_beschreven")
    assert (logged.data["voor"], logged.data["na"]) == ("Strepen", "Zwarte strepen")
    client.post(address, {"beschrijven": "1", "alt": "Zwarte strepen"})
    assert ModelLogEntry.objects.filter(action="ideeen.foto_beschreven").count() == 1


@pytest.mark.parametrize("alt", ["", "  ", "a" * 20_000, "\x00"])
def test_a_description_that_is_none_is_refused(
    client: Client, cast: Cast, wijk: WijkPage, alt: str
) -> None:
    idee = IdeeFactory(wijk=wijk)
    foto = add_photo(idee)
    client.force_login(cast.moderator)
    address = f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/"
    assert client.post(address, {"beschrijven": "1", "alt": alt}).status_code == 200
    assert Foto.objects.get().alt == "Strepen"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_photo_is_removed_for_good_after_somebody_says_to_be_sure(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident)
    foto = add_photo(idee)
    address = f"/admin/ideeen/{idee.pk}/foto/{foto.pk}/"
    client.force_login(cast.moderator)
    assert "Vink eerst aan" in client.post(address, {"verwijderen": "1"}).content.decode()
    assert default_storage.exists(foto.bestand.name)
    client.post(address, {"verwijderen": "1", "zeker": "on"})
    assert not Foto.objects.exists()
    assert not default_storage.exists(foto.bestand.name)
    assert OutgoingMail.objects.get().recipients == [cast.resident.email]
    assert ModelLogEntry.objects.filter(action="ideeen.foto_verwijderd").exists()
    assert client.post(address, {"verwijderen": "1", "zeker": "on"}).status_code == 404
