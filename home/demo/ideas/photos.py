"""The photos that came with the ideas of the demo."""

from typing import Any

from django.core.files import File

from core.pictures.intake import clean_picture
from deelname.models import Foto
from deelname.photos.small import store_small
from home.demo import content


def add_photos(onderwerp: Any, keys: list[str]) -> None:
    """Give something its photos, each drawn anew as those of visitors are."""
    known = content.photos()
    for number, key in enumerate(keys, 1):
        path = content.PHOTOS / known[key]["file"]
        with path.open("rb") as stream:
            clean = clean_picture(File(stream, name=path.name))
        photo = Foto(onderwerp=onderwerp, alt=known[key]["alt"], volgorde=number)
        photo.created_at = getattr(onderwerp, "created_at", photo.created_at)
        photo.klein = store_small(clean)
        clean.seek(0)
        photo.bestand.save(clean.name or "", clean, save=False)
        photo.save()
