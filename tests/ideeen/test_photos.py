"""Photos that come with an idea: taken in, kept, served and removed."""

import uuid
from pathlib import PurePosixPath
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from core.retention import retention_terms
from deelname.models import Foto, TijdelijkeFoto
from deelname.photos import first_photos, photos_by_key
from deelname.photos.keeping import forget, keep_upload
from ideeen.models import Idee
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.sending import (
    errors_of,
    form_address,
    only_idea,
    photo,
    send,
    text_of,
    values,
)
from wijkpaginas.models import WijkPage

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def lying(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def test_five_photos_with_what_they_show(resident: Client, wijk: WijkPage) -> None:
    photos = {f"foto_{n}": photo(size=(700 + n, 500)) for n in range(1, 6)}
    words = {f"foto_{n}_alt": f"Foto nummer {n}" for n in range(1, 6)}
    send(resident, form_address(wijk), values(**photos, **words))
    stored = Foto.objects.about(only_idea())
    assert [foto.alt for foto in stored] == [f"Foto nummer {n}" for n in range(1, 6)]
    assert not TijdelijkeFoto.objects.exists()
    for foto in stored:
        assert default_storage.exists(foto.bestand.name)
        with Image.open(foto.klein.open()) as small:
            assert (small.width, small.format) == (480, "WEBP")


def test_the_place_where_a_photo_was_taken_does_not_survive(
    resident: Client, wijk: WijkPage
) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (52.0, 0.0, 0.0), 3: "E", 4: (5.0, 0.0, 0.0)}
    exif[0x010F] = "GeheimeCamera"
    send(resident, form_address(wijk), values(foto_1=photo(exif=exif), foto_1_alt="Het plein"))
    foto = Foto.objects.get()
    for file in (foto.bestand, foto.klein):
        with Image.open(file.open()) as stored:
            assert not stored.getexif()
        file.open()
        assert b"GeheimeCamera" not in file.read()


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.webp", "WEBP"), ("a.heic", "HEIF")]
)
def test_other_kinds_of_photos_come_in(
    resident: Client, wijk: WijkPage, name: str, kind: str
) -> None:
    send(resident, form_address(wijk), values(foto_1=photo(name, kind=kind), foto_1_alt="Plein"))
    assert Foto.objects.get().breedte == 900


@pytest.mark.parametrize(
    "bad",
    [
        lambda: lying("foto.jpg", SVG),
        lambda: lying("foto.svg", SVG),
        lambda: lying("foto.jpg", b"<?php echo 1; ?>"),
        lambda: lying("foto.jpg", b"\xff\xd8\xff" + b"x" * 1000),
        lambda: lying("foto.jpg", b"GIF89a" + b"\0" * 100),
        lambda: photo("foto.png"),
        lambda: lying("groot.jpg", b"\xff\xd8" + b"\0" * (10 * 1024 * 1024 + 1)),
        lambda: photo(size=(8000, 5001)),
    ],
)
def test_what_is_no_photo_is_told_and_the_rest_is_kept(
    resident: Client, wijk: WijkPage, bad: Any
) -> None:
    answer = send(
        resident, form_address(wijk),
        values(foto_1=photo(), foto_1_alt="Het plein", foto_2=bad(), foto_2_alt="De hoek"),
    )  # fmt: skip
    assert errors_of(answer)
    text = text_of(answer)
    assert values()["titel"] in text
    assert 'value="De hoek"' in text
    assert not Idee.objects.exists()
    # The one that was right need not be sent again.
    assert TijdelijkeFoto.objects.get().alt == "Het plein"
    assert "data:image/webp;base64," in text


def test_photos_are_kept_while_something_else_is_wrong(resident: Client, wijk: WijkPage) -> None:
    data = values(titel="")
    send(resident, form_address(wijk), data | {"foto_1": photo(), "foto_1_alt": "Het plein"})
    kept = TijdelijkeFoto.objects.get()
    send(resident, form_address(wijk),
         data | {"titel": "Een zandbak", f"bewaard_{kept.pk}_alt": "Het lege plein"})  # fmt: skip
    assert Foto.objects.get().alt == "Het lege plein"
    assert Foto.objects.get().onderwerp == only_idea()


def test_a_kept_photo_can_be_taken_out(resident: Client, wijk: WijkPage) -> None:
    data = values(titel="")
    send(resident, form_address(wijk), data | {"foto_1": photo(), "foto_1_alt": "Het plein"})
    kept = TijdelijkeFoto.objects.get()
    send(
        resident,
        form_address(wijk),
        data | {"titel": "Een zandbak", f"bewaard_{kept.pk}_weg": "on"},
    )
    assert not Foto.objects.exists()
    assert only_idea()


def test_somebody_elses_kept_photo_cannot_be_touched(resident: Client, wijk: WijkPage) -> None:
    send(resident, form_address(wijk),
         values(titel="") | {"foto_1": photo(), "foto_1_alt": "Het plein"})  # fmt: skip
    kept = TijdelijkeFoto.objects.get()
    send(resident, form_address(wijk), values() | {f"bewaard_{kept.pk}_weg": "on"})
    assert TijdelijkeFoto.objects.filter(pk=kept.pk).exists()
    assert not Foto.objects.exists()


def test_a_photo_has_to_say_what_it_shows(resident: Client, wijk: WijkPage) -> None:
    answer = send(resident, form_address(wijk), values(foto_1=photo()))
    text = text_of(answer)
    assert "Vul in wat er op deze foto staat" in text
    # A screen reader tells it with the field.
    assert f'aria-describedby="bewaard_{TijdelijkeFoto.objects.get().pk}_fout"' in text
    assert not Idee.objects.exists()


def test_more_than_five_photos_are_refused(resident: Client, wijk: WijkPage) -> None:
    data = values(titel="")
    for size in range(4):
        send(
            resident,
            form_address(wijk),
            data | {"foto_1": photo(size=(600 + size, 400)), "foto_1_alt": "x"},
        )
    more = {f"foto_{n}": photo(size=(800 + n, 400)) for n in (1, 2)}
    answer = send(resident, form_address(wijk), data | {"titel": "Een zandbak"} | more)
    assert "hoogstens 5" in text_of(answer)
    assert TijdelijkeFoto.objects.count() == 5


def test_the_same_photo_twice_is_one(resident: Client, wijk: WijkPage) -> None:
    send(resident, form_address(wijk), values(foto_1=photo(), foto_1_alt="Een", foto_2=photo()))
    assert Foto.objects.count() == 1


class Overtaken(FileSystemStorage):
    """Stores a photo just when the same one came in with another press of the button.

    That one got its place by the time that the files of the second are removed.
    """

    def __init__(self, inzending: uuid.UUID, kenmerk: str) -> None:
        super().__init__()
        self.others = [TijdelijkeFoto(inzending=inzending, kenmerk=kenmerk, breedte=1, hoogte=1)]

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        TijdelijkeFoto.objects.bulk_create(self.others)
        return super().save(name, content, max_length)

    def delete(self, name: str) -> None:
        TijdelijkeFoto.objects.filter(pk__in=[row.pk for row in self.others]).delete()
        self.others = []
        super().delete(name)


@pytest.mark.django_db
def test_a_photo_that_another_press_of_the_button_overtook_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inzending = uuid.uuid4()
    first = keep_upload(inzending, photo(), "Het plein")
    assert first
    forget([first])
    overtaken = Overtaken(inzending, first.kenmerk)
    monkeypatch.setattr(TijdelijkeFoto._meta.get_field("bestand"), "storage", overtaken)
    assert keep_upload(inzending, photo(), "Het plein")
    assert overtaken.others == []
    assert TijdelijkeFoto.objects.get().alt == "Het plein"


def test_what_waits_too_long_is_removed_with_its_files(
    resident: Client, wijk: WijkPage, django_capture_on_commit_callbacks: Any
) -> None:
    send(resident, form_address(wijk),
         values(titel="") | {"foto_1": photo(), "foto_1_alt": "Het plein"})  # fmt: skip
    kept = TijdelijkeFoto.objects.get()
    term = next(term for term in retention_terms() if term.key == "tijdelijke_fotos")
    limit = timezone.now() + timezone.timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert term.remove(term.due(limit)) == 1
    assert not default_storage.exists(kept.bestand.name)
    assert not default_storage.exists(kept.klein.name)


def test_a_photo_goes_with_its_row(
    with_photo: Foto, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with_photo.delete()
    assert not default_storage.exists(with_photo.bestand.name)
    assert not default_storage.exists(with_photo.klein.name)


def test_lists_get_their_photos_in_one_query(resident: Client, wijk: WijkPage) -> None:
    ideeen = IdeeFactory.create_batch(3, wijk=wijk)
    for idee in ideeen:
        for order in (2, 1):
            Foto.objects.create(onderwerp=idee, bestand=f"inzendingen/{idee.pk}{order}.jpg",
                                breedte=10, hoogte=10, alt=str(order), volgorde=order)  # fmt: skip
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = first_photos(ideeen)
    assert len(queries) == 1
    assert {pk: foto.alt for pk, foto in found.items()} == {idee.pk: "1" for idee in ideeen}
    assert [len(fotos) for fotos in photos_by_key(ideeen).values()] == [2, 2, 2]
    assert first_photos([]) == {}


def test_the_tag_draws_photos_with_what_they_show(with_photo: Foto) -> None:
    with_photo.alt = '"><svg onload=x>'
    with_photo.save()
    drawn = Template("{% load fotos %}{% idee_fotos idee %}").render(Context({"idee": only_idea()}))
    assert "&quot;&gt;&lt;svg onload=x&gt;" in drawn
    assert PurePosixPath(with_photo.bestand.name).name in drawn
