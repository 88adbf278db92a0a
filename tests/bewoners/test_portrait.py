"""The photo that somebody may show: drawn anew, and gone when they take it back."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from bewoners.models import User
from bewoners.portraits import SIDE

HOME, PROFILE = reverse("bewoners:home"), reverse("bewoners:profile")


@pytest.fixture
def an(an: User, client: Client) -> User:
    client.force_login(an)
    return an


def change(client: Client, **values: object) -> object:
    return client.post(PROFILE, {"naam": "An", **values})


def photo(size: tuple[int, int] = (900, 600), kind: str = "JPEG", **options: object) -> bytes:
    output = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(output, kind, **options)
    return output.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera van An"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 50.0, 0.0)
    return photo(exif=exif)


def upload(data: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_a_photo_becomes_a_small_square_without_its_place(client: Client, an: User) -> None:
    change(client, nieuwe_foto=upload(with_place(), "An de Wit op vakantie.jpg"))
    an.refresh_from_db()
    assert an.foto.name.startswith("portretten/")
    assert "An" not in an.foto.name
    data = default_storage.open(an.foto.name).read()
    assert b"Camera" not in data
    with Image.open(BytesIO(data)) as image:
        assert image.size == (SIDE, SIDE)
        assert not image.getexif()
        assert image.info.get("exif") is None
    answer = client.get(an.foto.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "private, no-cache"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert an.foto.url in client.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "foto.jpg"),
        (b"GIF89a" + b"\0" * 40, "foto.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "foto.svg"),
        (b"<?php echo 1; ?>", "foto.jpg"),
        (photo(kind="PNG"), "foto.jpg"),
        (photo()[:2000], "foto.jpg"),
        (photo((9000, 5000), kind="PNG"), "foto.png"),
        (photo() + b"\0" * 11_000_000, "foto.jpg"),
    ],
    ids=["empty", "gif", "svg", "script", "lying name", "cut off", "pixels", "bytes"],
)
def test_a_file_that_is_no_good_photo_is_refused(
    client: Client, an: User, data: bytes, name: str
) -> None:
    answer = client.post(PROFILE, {"naam": "An", "nieuwe_foto": upload(data, name)})
    assert answer.status_code == 200
    assert 'id="id_nieuwe_foto_error"' in answer.content.decode()
    an.refresh_from_db()
    assert not an.foto


def files() -> set[str]:
    folder = Path(default_storage.path("portretten"))
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_another_photo_or_none_removes_the_file(
    client: Client, an: User, django_capture_on_commit_callbacks: object
) -> None:
    before = files()
    for values in ({"nieuwe_foto": upload(photo())}, {"nieuwe_foto": upload(photo())}):
        with django_capture_on_commit_callbacks(execute=True):
            change(client, **values)
        assert len(files() - before) == 1
    an.refresh_from_db()
    address = an.foto.url
    with django_capture_on_commit_callbacks(execute=True):
        change(client, foto_weg="on")
    assert files() == before
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("way", ["closed", "deleted", "all deleted"])
def test_a_photo_goes_with_the_account(
    client: Client, an: User, way: str, django_capture_on_commit_callbacks: object
) -> None:
    before = files()
    change(client, nieuwe_foto=upload(photo()))
    an.refresh_from_db()
    address = an.foto.url
    assert Client().get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        if way == "closed":
            User.objects.filter(pk=an.pk).update(is_active=False)
        elif way == "deleted":
            an.delete()
        else:
            User.objects.filter(pk=an.pk).delete()
    assert Client().get(address).status_code == 404
    assert (files() == before) == (way != "closed")


def test_nobody_reaches_another_file_through_the_folder_of_photos(client: Client, an: User) -> None:
    for path in (
        "portretten/x.webp",
        "portretten/../db.webp",
        "portretten/",
        "portretten/%00.webp",
    ):
        assert client.get(f"/media/{path}").status_code == 404
