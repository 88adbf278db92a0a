"""The pictures that residents show of themselves: small, square, and gone with their account."""

from io import BytesIO
from typing import Any

from django.db.models import ImageField
from django.db.models.fields.files import ImageFieldFile
from PIL import Image, ImageOps

from core.pictures.intake import CleanPicture, clean_picture

FOLDER = "portretten"
# Twice what the largest place on a page shows, for sharp screens.
SIDE = 320


def clean_portrait(upload: Any, *, name: str | None = None) -> CleanPicture:
    """Return the middle of an uploaded picture as a small square, drawn anew.

    Raises a ValidationError with a sentence for people when it is no picture, or too large a one.
    """
    with Image.open(clean_picture(upload, name=name)) as image:
        # Behind what is see-through comes white, as a portrait has no other background.
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image if image.has_transparency_data else None)
    square = ImageOps.fit(flat, (SIDE, SIDE), Image.Resampling.LANCZOS)
    output = BytesIO()
    square.save(output, "WEBP", quality=85, method=4)
    return CleanPicture(output.getvalue(), ".webp", square.size)


class PortraitFile(ImageFieldFile):
    """A stored portrait; storing another one cleans that first."""

    def save(self, name: str, content: Any, save: bool = True) -> None:  # noqa: FBT001, FBT002
        """Store the picture in `content` under a name of ours; `name` is not used."""
        clean = content if isinstance(content, CleanPicture) else clean_portrait(content)
        super().save(clean.name or "", clean, save)


class PortraitField(ImageField):
    """An image column whose files are cleaned on their way in."""

    attr_class = PortraitFile
