"""The photos of an idea that its sender changes: which there are, and what is said of them."""

import uuid
from collections.abc import Collection, Mapping

from deelname.models import Foto
from deelname.photos.keeping import MAX_PHOTOS, attach
from ideeen.models import Idee
from ideeen.versions_diff import Change, compare

# What versions and events call the descriptions.
ALTS = "beschrijvingen"
Stand = Foto.Stand


def photo_changes(idee: Idee) -> list[Change]:
    """Return the photos that come and go with the version that waits."""
    photos = list(Foto.objects.about(idee))
    now = [photo for photo in photos if photo.stand in {Stand.GEPLAATST, Stand.VERVALT}]
    then = [photo for photo in photos if photo.stand in {Stand.GEPLAATST, Stand.NIEUW}]
    return compare({"fotos": _names(now)}, {"fotos": _names(then)})


def photo_names(idee: Idee) -> dict[str, str]:
    """Return what all photos of an idea are called, as a version holds it."""
    return {"fotos": _names(list(Foto.objects.about(idee)))}


def _names(photos: list[Foto]) -> str:
    return "\n".join(photo.alt or str(photo.pk) for photo in photos)


def alt_changes(idee: Idee, alts: Mapping[int, str]) -> list[Change]:
    """Return what would be said of photos that the public sees, where that differs."""
    if not alts:
        return []
    shown = Foto.objects.about(idee).filter(pk__in=alts, stand=Stand.GEPLAATST)
    other = [photo for photo in shown if photo.alt != alts[photo.pk]]
    before = "\n".join(photo.alt for photo in other)
    return compare({ALTS: before}, {ALTS: "\n".join(alts[photo.pk] for photo in other)})


def waiting_alts(idee: Idee) -> dict[int, str]:
    """Return what the version that waits says of photos, by their numbers."""
    version = idee.latest_revision if idee.has_unpublished_changes else None
    found = version.content.get(ALTS, {}) if version else {}
    return {int(pk): str(alt) for pk, alt in found.items()}


def describe(idee: Idee, alts: Mapping[int, str], **which: str) -> bool:
    """Say of photos of an idea what is on them; say whether that differs."""
    photos = Foto.objects.about(idee).filter(pk__in=alts, **which)
    other = [photo for photo in photos if photo.alt != alts[photo.pk]]
    for photo in other:
        photo.alt = alts[photo.pk]
        photo.save(update_fields=["alt"])
    return bool(other)


def change_photos(
    idee: Idee, inzending: uuid.UUID | None, without: Collection[int], *, waits: bool
) -> bool:
    """Add and remove photos, or mark them until that is approved; say whether there are any."""
    own = Foto.objects.about(idee).exclude(stand=Stand.VERBORGEN)
    gone = own.filter(pk__in=without)
    removed = bool(without) and gone.exists()
    if waits:
        gone.filter(stand=Stand.GEPLAATST).update(stand=Stand.VERVALT)
        gone = own.filter(pk__in=without, stand=Stand.NIEUW)
    for photo in gone:
        photo.delete()
    if inzending is None:
        return removed
    left = own.exclude(stand=Stand.VERVALT)
    stand = Stand.NIEUW if waits else Stand.GEPLAATST
    last = max((photo.volgorde for photo in own), default=0)
    room = max(0, MAX_PHOTOS - left.count())
    return bool(attach(inzending, idee, stand=stand, room=room, after=last)) or removed
