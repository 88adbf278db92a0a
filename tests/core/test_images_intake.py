"""What comes in as a picture: limits before decoding, and nothing stored but the pixels."""

import time
import tracemalloc
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from core.models import SiteImage
from core.pictures.intake import MAX_SIDE, clean_picture
from tests.core.pictures import (
    SECRETS,
    bomb_png,
    exif,
    photo,
    picture_bytes,
    telling,
    upload,
)

KINDS = [
    ("JPEG", "foto.jpg", ".jpg"),
    ("PNG", "foto.png", ".png"),
    ("WEBP", "foto.webp", ".webp"),
    ("AVIF", "foto.avif", ".webp"),
    ("HEIF", "foto.heic", ".webp"),
]


def message_of(data: bytes, name: str) -> str:
    """Return what somebody is told who uploads this; empty when it is taken."""
    try:
        clean_picture(upload(data, name), name=name)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.parametrize(("kind", "name", "extension"), KINDS)
def test_nothing_but_the_pixels_is_stored(kind: str, name: str, extension: str) -> None:
    data = telling(kind)
    assert b"Geheim" in data
    clean = clean_picture(upload(data, name), name=name)
    stored = clean.read()
    assert not [word for word in SECRETS if word.lower() in stored.lower()]
    opened = Image.open(BytesIO(stored))
    assert not dict(opened.getexif())
    assert not set(opened.info) & {"exif", "icc_profile", "xmp", "comment", "XML:com.adobe.xmp"}
    assert opened.size == (60, 40) == clean.dimensions
    assert clean.name is not None
    assert clean.name.endswith(extension)
    assert "foto" not in clean.name


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, name, _stored in KINDS])
def test_a_picture_taken_on_its_side_stands_upright(kind: str, name: str) -> None:
    clean = clean_picture(upload(telling(kind, orientation=6), name), name=name)
    stored = Image.open(clean).convert("RGB")
    # HEIC turns by an instruction of its own, which the notes of the camera do not change.
    assert stored.size == ((40, 60) if kind != "HEIF" else stored.size)
    if kind != "HEIF":
        red, _green, blue = stored.getpixel((20, 5))
        assert red > 150 > blue


def test_a_thumbnail_inside_a_photo_is_left_out() -> None:
    notes = exif()
    thumbnail = picture_bytes("JPEG", Image.new("RGB", (16, 16), "green"))
    data = picture_bytes("JPEG", exif=notes)
    # A second picture behind the first, as phones with two lenses write it.
    stored = clean_picture(upload(data + thumbnail)).read()
    assert stored.count(b"\xff\xd8\xff") == 1


def test_a_photo_of_a_phone_with_two_pictures_in_it_is_taken() -> None:
    data = picture_bytes("MPO", photo(), save_all=True, append_images=[photo(30, 20)])
    assert Image.open(clean_picture(upload(data), name="foto.jpg")).size == (60, 40)


def test_the_colours_of_another_profile_become_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    data = picture_bytes("PNG", Image.new("RGB", (8, 8), "red"), icc_profile=lab.tobytes()[:60])
    assert Image.open(clean_picture(upload(data))).getpixel((1, 1)) == (255, 0, 0)
    cmyk = picture_bytes("JPEG", Image.new("CMYK", (8, 8), (0, 255, 255, 0)))
    assert Image.open(clean_picture(upload(cmyk))).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    source = Image.new(mode, (10, 10)) if mode == "I;16" else photo(10, 10).convert(mode)
    stored = Image.open(clean_picture(upload(picture_bytes("PNG", source))))
    assert stored.mode == ("RGBA" if mode in {"LA", "RGBA"} else "RGB")


def test_what_is_see_through_stays_so() -> None:
    data = picture_bytes("WEBP", Image.new("RGBA", (10, 10), (0, 0, 0, 0)))
    assert Image.open(clean_picture(upload(data))).getpixel((5, 5))[3] == 0


def test_a_large_photo_becomes_smaller() -> None:
    data = picture_bytes("JPEG", photo(6000, 3000))
    assert clean_picture(upload(data)).dimensions == (MAX_SIDE, MAX_SIDE // 2)


def test_a_small_file_with_very_many_pixels_is_refused_before_it_is_unpacked() -> None:
    data = bomb_png()
    assert len(data) < 30_000
    tracemalloc.start()
    begin = time.monotonic()
    assert "40 miljoen beeldpunten" in message_of(data, "foto.png")
    assert time.monotonic() - begin < 0.5
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "chunk",
    [
        b"VP8X" + b"\n\0\0\0" + b"\0\0\0\0" + b"\xff\xff\x00" + b"\xff\xff\x00",
        b"VP8L" + b"\n\0\0\0" + b"\x2f" + b"\xff\xff\xff\x0f" + bytes(8),
        b"VP8 " + b"\n\0\0\0" + bytes(3) + b"\x9d\x01\x2a" + b"\xff\x3f\xff\x3f" + bytes(8),
    ],
)
def test_a_webp_is_measured_before_its_decoder_takes_memory(chunk: bytes) -> None:
    data = b"RIFF" + (len(chunk) + 4).to_bytes(4, "little") + b"WEBP" + chunk
    assert "miljoen beeldpunten" in message_of(data, "foto.webp")


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif")]
)
def test_a_picture_that_moves_is_refused(kind: str, name: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    data = picture_bytes(kind, frames[0], save_all=True, append_images=frames[1:])
    assert "beweegt" in message_of(data, name)


def test_a_photo_with_thousands_of_passes_is_refused() -> None:
    data = picture_bytes("JPEG", photo(), progressive=True)
    scan = data.index(b"\xff\xda")
    data = data[:scan] + data[scan:-2] * 200 + data[-2:]
    assert "beschadigd" in message_of(data, "a.jpg")


def test_a_file_with_too_many_bytes_is_refused_unread() -> None:
    class Huge(ContentFile[bytes]):
        def read(self, *_args: object) -> bytes:
            raise AssertionError("it was read")

    huge = Huge(b"")
    huge.size = 10 * 1024 * 1024 + 1
    with pytest.raises(ValidationError, match="hoogstens"):
        clean_picture(huge)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.jpg"),
        (b"\0", "a.png"),
        (b"<html><script>alert(1)</script>", "a.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "a.png"),
        (b"GIF89a" + bytes(30), "a.png"),
        (picture_bytes("GIF"), "a.jpg"),
        (picture_bytes("TIFF"), "a.jpg"),
        (picture_bytes("JPEG")[:300], "a.jpg"),
        (picture_bytes("PNG")[:-30], "a.png"),
        (picture_bytes("WEBP")[:60], "a.webp"),
        (picture_bytes("AVIF")[:200], "a.avif"),
        (picture_bytes("HEIF")[:200], "a.heic"),
        (b"RIFF\x08\0\0\0WEBP", "a.webp"),
    ],
)
def test_what_is_no_whole_picture_is_refused(data: bytes, name: str) -> None:
    assert "beschadigd" in message_of(data, name)


@pytest.mark.parametrize("name", ["foto.png", "foto", "foto.jpg.html", "foto.svg", "\0.gif"])
def test_a_name_that_says_something_else_is_refused(name: str) -> None:
    assert "JPG-plaatje" in message_of(picture_bytes("JPEG"), name)


@pytest.mark.parametrize(
    "name", ["a\r\nX: y.jpg", "%00.jpg", "../../etc/passwd.jpg", "x" * 20_000 + ".jpg", "é☃.JPG"]
)
def test_an_odd_name_is_not_used_at_all(name: str) -> None:
    clean = clean_picture(upload(picture_bytes("JPEG"), name), name=name)
    assert clean.name is not None
    assert len(clean.name) == 20
    assert clean.name[:-4].isalnum()


@pytest.mark.django_db
def test_code_that_stores_a_picture_stores_a_clean_one() -> None:
    image = SiteImage(title="Plein")
    image.file.save("../mijn foto.jpg", ContentFile(telling("JPEG")), save=False)
    image.save()
    other = SiteImage.objects.create(
        title="Plein", file=ContentFile(telling("JPEG", 6), name="mijn foto.jpg")
    )
    assert (other.width, other.height) == (40, 60)
    for stored in (image, other):
        with stored.file.storage.open(stored.file.name) as file:
            assert b"Geheim" not in file.read()
        assert stored.file.name.startswith("original_images/")
        assert "foto" not in stored.file.name


@pytest.mark.django_db
def test_code_that_stores_something_else_is_told_so() -> None:
    with pytest.raises(ValidationError):
        SiteImage.objects.create(title="x", file=ContentFile(bomb_png(), name="x.png"))
    assert not SiteImage.objects.exists()
