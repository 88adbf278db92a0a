"""The photos of a form: up to five, each with what it shows.

They are not fields of the form itself: a photo that is right is kept though the rest is not.
"""

import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deelname.models import TijdelijkeFoto
from deelname.photos.keeping import MAX_PHOTOS, forget, keep_upload, kept_for, preview_of
from deelname.spam.limits import UPLOAD, is_within
from deelname.texts import clean_text

ALT_LENGTH = 200
# Of one visitor, in a short time.
TOO_MANY_PHOTOS = gettext_lazy("Er kwamen te veel foto's binnen. Probeer het later nog een keer.")


@dataclass(slots=True)
class Row:
    """A place for a photo, with what somebody wrote beside it."""

    number: int
    alt: str = ""
    error: str = ""


@dataclass(slots=True)
class Kept:
    """A photo that came in before."""

    photo: TijdelijkeFoto
    error: str = ""

    @property
    def preview(self) -> str:
        return preview_of(self.photo)


@dataclass(slots=True)
class PhotoRows:
    """What a form shows of photos: those that are kept, and room for others."""

    inzending: uuid.UUID
    room: int = MAX_PHOTOS
    kept: list[Kept] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    error: str = ""

    @property
    def is_right(self) -> bool:
        errors = [
            self.error,
            *(row.error for row in self.rows),
            *(kept.error for kept in self.kept),
        ]
        return not any(errors)

    def fill(self) -> "PhotoRows":
        """Add places for as many photos as there may be."""
        used = {row.number for row in self.rows}
        free = self.room - len(self.kept) - len(self.rows)
        numbers = [number for number in range(1, MAX_PHOTOS + 1) if number not in used]
        self.rows += [Row(number) for number in numbers[: max(0, free)]]
        self.rows.sort(key=lambda row: row.number)
        return self


def empty_rows(inzending: uuid.UUID, room: int = MAX_PHOTOS) -> PhotoRows:
    return PhotoRows(inzending, room).fill()


def read_photos(request: HttpRequest, inzending: uuid.UUID, room: int = MAX_PHOTOS) -> PhotoRows:
    """Keep the photos of a form that comes in, and say what is wrong with those that are not right.

    What was kept before gets the words of now, or goes when its sender takes it out.
    """
    found = PhotoRows(inzending, room)
    _update_kept(request, inzending)
    kept = kept_for(inzending)
    known = {photo.pk for photo in kept}
    for number in range(1, MAX_PHOTOS + 1):
        upload = request.FILES.get(f"foto_{number}")
        if upload is None:
            continue
        alt = read_alt(request, f"foto_{number}_alt")
        if len(known) >= room:
            found.error = _("U kunt hoogstens %(max)d foto's meesturen.") % {"max": room}
            break
        if not is_within(request, UPLOAD):
            found.error = str(TOO_MANY_PHOTOS)
            break
        try:
            photo = keep_upload(inzending, upload, alt)
        except ValidationError as error:
            found.rows.append(Row(number, alt, error.messages[0]))
            continue
        if photo and photo.pk not in known:
            known.add(photo.pk)
            kept.append(photo)
    found.kept = [Kept(photo, _missing(photo)) for photo in kept]
    return found.fill()


def _missing(photo: TijdelijkeFoto) -> str:
    return "" if photo.alt else _("Vul in wat er op deze foto staat.")


def _update_kept(request: HttpRequest, inzending: uuid.UUID) -> None:
    if not any(name.startswith("bewaard_") for name in request.POST):
        return
    for photo in kept_for(inzending):
        if f"bewaard_{photo.pk}_weg" in request.POST:
            forget([photo])
        elif f"bewaard_{photo.pk}_alt" in request.POST:
            alt = read_alt(request, f"bewaard_{photo.pk}_alt")
            TijdelijkeFoto.objects.filter(pk=photo.pk).update(alt=alt)


def read_alt(request: HttpRequest, name: str) -> str:
    """Return what a form says is on a photo."""
    return " ".join(clean_text(request.POST.get(name, "")).split())[:ALT_LENGTH]
