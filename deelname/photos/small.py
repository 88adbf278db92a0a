"""The small version of a photo, for lists."""

import uuid
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from core.pictures.intake import CleanPicture
from deelname.models.foto import FOLDER

# Twice what a card on a phone is wide in a list of two columns, and a whole one of a narrow screen.
WIDTH = 480


def store_small(picture: CleanPicture) -> str:
    """Store a version for lists and return its name; nothing when it would not be smaller."""
    if picture.dimensions[0] <= WIDTH:
        return ""
    picture.seek(0)
    with Image.open(picture) as image:
        # A JPEG is decoded at a part of its size.
        image.draft(None, (WIDTH, WIDTH))
        height = max(1, round(image.height * WIDTH / image.width))
        small = image.convert("RGBA" if image.has_transparency_data else "RGB")
        small = small.resize((WIDTH, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture.seek(0)
    output = BytesIO()
    small.save(output, "WEBP", quality=75, method=4)
    name = f"{FOLDER}/klein/{uuid.uuid4().hex[:16]}.webp"
    return str(default_storage.save(name, ContentFile(output.getvalue())))
