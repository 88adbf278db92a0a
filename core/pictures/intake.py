"""From whatever somebody uploads to a picture that may be stored and shown.

All limits are checked on the header, before a single pixel is decoded: a file of a few kilobytes
can unpack to gigabytes. What is stored is drawn anew from the pixels, so that nothing else of the
upload survives: no place, no camera, no embedded thumbnail, no second file behind the picture.
"""

import uuid
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

Image.init()
register_heif_opener(thumbnails=False)

# Long side of what is stored: enough for the widest screen, and for a crop of it.
MAX_SIDE = 2560
# A progressive JPEG has about ten passes over all its pixels; a file made to keep us busy has
# thousands. Phones put up to three pictures in one file.
MAX_PASSES = 100
START_OF_PASS = b"\xff\xda"

OPENERS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]

# Pillow's name of each format that comes in (MPO is a JPEG of several pictures), the extensions it
# may have, and how it is stored.
EXTENSIONS = {
    "JPEG": ("jpg", "jpeg"),
    "MPO": ("jpg", "jpeg"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "HEIF": ("heic", "heif"),
}
STORED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG"}
STORED_EXTENSIONS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
STORED_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 90, "method": 4},
}
# Several pictures in these are a film; in the others they are a photo and its helpers.
FILM_FORMATS = {"PNG", "WEBP", "AVIF"}


class CleanPicture(ContentFile[bytes]):
    """A picture that was drawn anew, under a name that says nothing."""

    def __init__(self, data: bytes, extension: str, size: tuple[int, int]) -> None:
        super().__init__(data, name=f"{uuid.uuid4().hex[:16]}{extension}")
        self.dimensions = size


def clean_picture(upload: Any, *, name: str | None = None) -> CleanPicture:
    """Return the picture in a file, without anything else that was in there.

    `name` is the name that the file says to have, when that has to agree with what is in it.
    Raises a ValidationError with a sentence for people when it is no picture, or too large a one.
    """
    _check_bytes(upload.size)
    upload.seek(0)
    data = upload.read()
    with _open(data) as image:
        if name is not None:
            _check_name(name, str(image.format))
        _check_pixels(image, data)
        format_ = STORED_AS.get(str(image.format), "WEBP")
        drawn = _draw_anew(image)
    output = BytesIO()
    drawn.save(output, format_, **STORED_OPTIONS[format_])
    return CleanPicture(output.getvalue(), STORED_EXTENSIONS[format_], drawn.size)


def dimensions_of(data: bytes) -> tuple[int, int]:
    """Return width and height from the header of a picture, without decoding it."""
    with _open(data) as image:
        return image.size


def _unreadable() -> ValidationError:
    return ValidationError(
        _(
            "Dit bestand is geen plaatje dat wij kunnen lezen, of het is beschadigd. "
            "Kies een ander bestand (%(extensions)s)."
        )
        % {"extensions": ", ".join(settings.WAGTAILIMAGES_EXTENSIONS)},
        code="invalid_image",
    )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _(
            "Dit plaatje is te groot: het heeft meer dan %(megapixels)d miljoen beeldpunten. "
            "Maak het eerst kleiner."
        )
        % {"megapixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        code="file_too_many_pixels",
    )


def _check_bytes(size: int) -> None:
    if size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(
            _("Dit bestand is te groot (%(size)s). Het mag hoogstens %(max_size)s zijn.")
            % {
                "size": filesizeformat(size),
                "max_size": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE),
            },
            code="file_too_large",
        )


def _open(data: bytes) -> Image.Image:
    """Open a picture of an allowed format; no pixels are decoded yet."""
    declared = _webp_size(data)
    if declared and declared[0] * declared[1] > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    try:
        return Image.open(BytesIO(data), formats=OPENERS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception as error:  # what a decoder makes of hostile bytes can be anything
        raise _unreadable() from error


def _webp_size(data: bytes) -> tuple[int, int] | None:
    """Return the size of a WebP: its decoder takes memory for all pixels when it is opened."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    match data[12:16]:
        case b"VP8X":
            return (
                1 + int.from_bytes(data[24:27], "little"),
                1 + int.from_bytes(data[27:30], "little"),
            )
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case _:
            sides = data[26:28], data[28:30]
            return (
                int.from_bytes(sides[0], "little") & 0x3FFF,
                int.from_bytes(sides[1], "little") & 0x3FFF,
            )


def _check_name(name: str, format_: str) -> None:
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    if extension not in EXTENSIONS[format_]:
        raise ValidationError(
            _(
                "De naam van dit bestand eindigt op .%(extension)s, maar het is een "
                "%(format)s-plaatje. Sla het opnieuw op, of geef het de juiste naam."
            )
            % {"extension": extension[:20], "format": EXTENSIONS[format_][0].upper()},
            code="invalid_image_known_format",
        )


def _check_pixels(image: Image.Image, data: bytes) -> None:
    width, height = image.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    if image.format in FILM_FORMATS and getattr(image, "is_animated", False):
        raise ValidationError(
            _("Dit plaatje beweegt. Kies een plaatje dat stilstaat."), code="animated"
        )
    if image.format in {"JPEG", "MPO"} and data.count(START_OF_PASS) > MAX_PASSES:
        raise _unreadable()


def _draw_anew(image: Image.Image) -> Image.Image:
    """Decode, turn upright, convert to sRGB and make it fit; return only the pixels."""
    try:
        # A JPEG can be decoded at an eighth, a quarter or half of its size: that saves memory.
        image.draft(None, (MAX_SIDE, MAX_SIDE))
        image.load()
    except Exception as error:  # truncated or hostile
        raise _unreadable() from error
    profile = image.info.get("icc_profile")
    upright = _turn_upright(image)
    see_through = upright.has_transparency_data
    colours = _to_srgb(upright, profile, "RGBA" if see_through else "RGB")
    colours.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    # Pillow writes comments, profiles and more that it finds here into the new file.
    colours.info = {}
    return colours


def _turn_upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # damaged notes of a camera do not make the picture itself wrong
        return image.copy()


def _to_srgb(image: Image.Image, profile: bytes | None, mode: str) -> Image.Image:
    """Convert the colours; a browser takes a picture without a profile for sRGB."""
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        out = "RGB" if image.mode == "CMYK" else image.mode
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=out,
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a damaged profile: show the colours as they are
        if converted is not None:
            image = converted
    if image.mode.startswith("I"):
        # 16 bits of grey: Pillow would cut off instead of scale.
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert(mode)
