"""The logo of a municipality: checked and written anew when it is uploaded."""

import io
import secrets
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.huisstijl.problems import TokenError
from core.huisstijl.svg import clean_svg

FOLDER = "logos"
MAX_RASTER_BYTES = 2_000_000
MAX_PIXELS = 10_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# Three times the height in the header, for screens with fine dots.
WIDTH, HEIGHT = 1200, 240


def logo_path(instance: object, filename: str) -> str:
    """Return a name for a logo that says nothing about who uploaded it from where."""
    suffix = "svg" if filename.endswith(".svg") else "webp"
    return f"{FOLDER}/{secrets.token_hex(12)}.{suffix}"


def clean_logo(upload: File[bytes]) -> tuple[ContentFile[bytes], int, int]:
    """Return a safe file for an uploaded logo, with its width and height.

    Drawings keep only shapes, pictures are encoded anew without metadata. What is neither raises
    ValidationError with a sentence for the editor.
    """
    if not upload.size:
        raise ValidationError(_("Dit bestand is leeg."))
    if upload.size > MAX_RASTER_BYTES:
        raise ValidationError(_("Het logo is te groot. Een plaatje mag hooguit 2 MB zijn."))
    upload.seek(0)
    content = upload.read()
    if _looks_like_svg(content):
        try:
            drawing, width, height = clean_svg(content)
        except TokenError as error:
            raise ValidationError(str(error.message)) from error
        return ContentFile(drawing, name="logo.svg"), width, height
    picture = _picture(content)
    result = io.BytesIO()
    picture.save(result, "WEBP", lossless=True)
    return ContentFile(result.getvalue(), name="logo.webp"), picture.width, picture.height


def _looks_like_svg(content: bytes) -> bool:
    """Say whether a file is text with markup; whether it is a good SVG is judged later."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or content[:2] in (
        b"\xff\xfe",
        b"\xfe\xff",
    )


def _picture(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as source:
                if source.width * source.height > MAX_PIXELS:
                    raise ValidationError(
                        _("Dit plaatje heeft te veel pixels: hooguit 10 miljoen.")
                    )
                picture = ImageOps.exif_transpose(source).convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise ValidationError(
            _("Dit bestand kan geen logo zijn. Kies een SVG, PNG, WebP of JPEG.")
        ) from error
    if not 1 / 20 <= picture.width / picture.height <= 20:
        raise ValidationError(_("Dit logo is te smal of te plat."))
    picture.thumbnail((WIDTH, HEIGHT))
    # A picture without the notes of the program that made it: only its pixels are copied.
    clean = Image.new("RGBA", picture.size)
    clean.paste(picture)
    return clean
