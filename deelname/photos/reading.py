"""The photos to show with something, or with many things in a list: one query each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from deelname.models import Foto

# What the public sees: one that goes with a change stays until the change is approved.
SHOWN = (Foto.Stand.GEPLAATST, Foto.Stand.VERVALT)


def photos_of(onderwerp: Any) -> "QuerySet[Foto]":
    """Return what the public sees of the photos of something, in their order."""
    return Foto.objects.about(onderwerp).filter(stand__in=SHOWN)


def first_photos(onderwerpen: Sequence[Any]) -> dict[int, Foto]:
    """Return the first photo of each of these, which are of one kind, by their key."""
    found: dict[int, Foto] = {}
    for photo in _photos_of_all(onderwerpen):
        found.setdefault(photo.onderwerp_id, photo)
    return found


def photos_by_key(onderwerpen: Sequence[Any]) -> dict[int, list[Foto]]:
    """Return the photos of each of these, which are of one kind, by their key."""
    found: dict[int, list[Foto]] = {}
    for photo in _photos_of_all(onderwerpen):
        found.setdefault(photo.onderwerp_id, []).append(photo)
    return found


def _photos_of_all(onderwerpen: Sequence[Any]) -> Iterable[Foto]:
    if not onderwerpen:
        return []
    kind = ContentType.objects.get_for_model(onderwerpen[0])
    keys = [onderwerp.pk for onderwerp in onderwerpen]
    rows: QuerySet[Foto] = Foto.objects.filter(
        onderwerp_type=kind, onderwerp_id__in=keys, stand__in=SHOWN
    )
    return rows.order_by("volgorde", "pk")
