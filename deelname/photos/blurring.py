"""Making a part of a photo unrecognisable, for good: a face, a number plate, a name.

The part is drawn with a handful of colours and then smoothed, so that nothing of it can be worked
back. The file that showed it goes.
"""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from PIL import Image, ImageFilter

from core.pictures.intake import STORED_EXTENSIONS, STORED_OPTIONS, CleanPicture
from deelname.models import Foto
from deelname.photos.keeping import remove_files
from deelname.photos.small import store_small

# So many colours are left of the longer side of a part.
COLOURS = 6
PREVIEW_WIDTH = 720


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a photo, in percents of its width and height, from its top left corner."""

    x: int
    y: int
    width: int
    height: int

    def box(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Return the pixels that it covers: at least one, and none outside the photo."""
        left, top = self.x * size[0] // 100, self.y * size[1] // 100
        right = -(-(self.x + self.width) * size[0] // 100)
        bottom = -(-(self.y + self.height) * size[1] // 100)
        left, top = min(left, size[0] - 1), min(top, size[1] - 1)
        return left, top, min(max(right, left + 1), size[0]), min(max(bottom, top + 1), size[1])


def draw_blurred(image: Image.Image, region: Region) -> Image.Image:
    """Return a copy of a picture in which nobody recognises what is in the region."""
    box = region.box(image.size)
    part = image.crop(box)
    longest = max(part.size)
    few = tuple(max(1, round(side * COLOURS / longest)) for side in part.size)
    plain = part.resize((few[0], few[1]), Image.Resampling.BOX)
    plain = plain.resize(part.size, Image.Resampling.NEAREST)
    copy = image.copy()
    copy.paste(plain.filter(ImageFilter.GaussianBlur(longest / COLOURS / 2)), box)
    return copy


def preview(foto: Foto, region: Region) -> str:
    """Return how a photo would become, as an address that holds the picture itself."""
    with foto.bestand.open() as stream, Image.open(stream) as image:
        image.draft(None, (PREVIEW_WIDTH, PREVIEW_WIDTH))
        small = image.convert("RGB")
    small.thumbnail((PREVIEW_WIDTH, PREVIEW_WIDTH))
    output = BytesIO()
    draw_blurred(small, region).save(output, "WEBP", quality=75)
    return f"data:image/webp;base64,{b64encode(output.getvalue()).decode()}"


@transaction.atomic
def blur(foto: Foto, region: Region) -> Foto:
    """Blur a part of a photo and remove the files that showed it; return the row as it is now."""
    locked = Foto.objects.select_for_update().get(pk=foto.pk)
    with locked.bestand.open() as stream, Image.open(stream) as image:
        format_ = str(image.format)
        image.load()
        drawn = draw_blurred(image, region)
    # Pillow writes comments, profiles and more that it finds here into the new file.
    drawn.info = {}
    output = BytesIO()
    drawn.save(output, format_, **STORED_OPTIONS[format_])
    clean = CleanPicture(output.getvalue(), STORED_EXTENSIONS[format_], drawn.size)
    before = Foto(bestand=locked.bestand.name, klein=locked.klein.name)
    locked.klein = store_small(clean)
    clean.seek(0)
    locked.bestand.save(clean.name or "", clean, save=False)
    locked.save(update_fields=["bestand", "breedte", "hoogte", "klein"])
    transaction.on_commit(lambda: remove_files([before]))
    return locked
