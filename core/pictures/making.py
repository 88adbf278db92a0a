"""Makes the versions of a picture, in the worker: nobody who visits a page waits for it."""

import logging
import uuid
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import task
from PIL import Image
from wagtail.images import get_image_model

from core.pictures.versions import (
    FOLDER,
    FORMATS,
    SHARE_NAME,
    SHARE_SIZE,
    Versions,
    files_of,
    is_complete,
    key_of,
    widths_for,
)

logger = logging.getLogger(__name__)

# Chosen by size and by eye; the decision on picture versions has the measurements.
OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 50, "speed": 7},
    "webp": {"quality": 75, "method": 4},
    "jpeg": {"quality": 80, "progressive": True},
}


@task()
def make_versions_later(image_id: int) -> bool:
    """Make the versions of a picture; return whether that was still needed."""
    image = get_image_model().objects.filter(pk=image_id).first()
    return image is not None and make_versions(image)


@task()
def remove_files_later(names: list[str]) -> None:
    """Remove files that no picture uses any more."""
    for name in names:
        default_storage.delete(name)


def make_versions(image: Any, *, formats: tuple[str, ...] = FORMATS) -> bool:
    """Make the versions of a picture and remove the earlier ones; return whether it was needed.

    Somebody may change or delete the picture while the versions are made. Then these are thrown
    away: that change has a task of its own.
    """
    if is_complete(image):
        return False
    key = key_of(image, formats)
    try:
        versions = _write_files(image, key, formats)
    except FileNotFoundError:
        logger.warning("The file of picture %s is missing", image.pk)
        return False
    with transaction.atomic():
        now = type(image).objects.select_for_update().filter(pk=image.pk).first()
        if now is None or key_of(now, formats) != key or is_complete(now):
            remove_files_later.enqueue(files_of(versions))
            return False
        if now.uitvoeringen:
            remove_files_later.enqueue(files_of(now.uitvoeringen))
        # Not `update()`: pages that show the picture are told by the signal of `save()`.
        now.uitvoeringen = versions
        now.save(update_fields=["uitvoeringen"])
    image.uitvoeringen = versions
    return True


def _write_files(image: Any, key: str, formats: tuple[str, ...]) -> Versions:
    """Write the files of all versions into a new folder and return what was written."""
    name = image.file.name
    folder = f"{FOLDER}/{PurePosixPath(name).stem}/{uuid.uuid4().hex[:8]}"
    with image.file.storage.open(name) as stream, Image.open(stream) as source:
        source.load()
        original = source.convert("RGBA" if source.has_transparency_data else "RGB")
    widths = widths_for(original.width)
    for width in widths:
        height = max(1, round(original.height * width / original.width))
        version = original.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        for kind in formats:
            _store(f"{folder}/{width}.{kind}", version, kind)
    share = _share_picture(original, image.focal_point_x, image.focal_point_y)
    _store(f"{folder}/{SHARE_NAME}", share, "jpeg")
    return {
        "key": key,
        "of": name,
        "folder": folder,
        "widths": widths,
        "formats": list(formats),
        "share": list(share.size),
    }


def _share_picture(original: Image.Image, x: int | None, y: int | None) -> Image.Image:
    """Cut out what sites show when somebody shares a page, with the focal point in the middle."""
    scale = min(original.width / SHARE_SIZE[0], original.height / SHARE_SIZE[1])
    width, height = SHARE_SIZE[0] * scale, SHARE_SIZE[1] * scale
    middle_x = original.width / 2 if x is None else x
    middle_y = original.height / 2 if y is None else y
    left = min(max(0, middle_x - width / 2), original.width - width)
    top = min(max(0, middle_y - height / 2), original.height - height)
    shrink = min(1.0, scale)
    size = (max(1, round(SHARE_SIZE[0] * shrink)), max(1, round(SHARE_SIZE[1] * shrink)))
    cut = original.resize(
        size, Image.Resampling.LANCZOS, box=(left, top, left + width, top + height)
    )
    if cut.mode == "RGB":
        return cut
    paper = Image.new("RGB", cut.size, "white")
    paper.paste(cut, mask=cut.getchannel("A"))
    return paper


def _store(name: str, picture: Image.Image, kind: str) -> None:
    output = BytesIO()
    picture.save(output, kind, **OPTIONS[kind])
    default_storage.save(name, ContentFile(output.getvalue()))
