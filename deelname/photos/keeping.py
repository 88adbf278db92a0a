"""Photos that wait while the form they came with is not right yet, and then get their place."""

import hashlib
import uuid
from base64 import b64encode
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.db import IntegrityError, transaction

from core.pictures.intake import CleanPicture, clean_picture
from deelname.models import Foto, TijdelijkeFoto
from deelname.models.foto import FOLDER
from deelname.photos.small import store_small

MAX_PHOTOS = 5
NAME_LENGTH = 16


def keep_upload(inzending: uuid.UUID, upload: Any, alt: str) -> TijdelijkeFoto | None:
    """Draw an uploaded photo anew and keep it for a form; the same one twice is one.

    Nothing is kept of one that got its place already, as when a form that was taken in comes again.
    Raises a ValidationError with a sentence for people when it is no picture, or too large a one.
    """
    clean = clean_picture(upload, name=upload.name)
    clean.seek(0)
    mark = hashlib.sha256(clean.read()).hexdigest()
    clean.seek(0)
    # Known by its name, also when it has its place; only who has the form can tell the name.
    name = hashlib.sha256(f"{inzending}{mark}".encode()).hexdigest()[:NAME_LENGTH]
    clean.name = f"{name}{PurePosixPath(clean.name or '').suffix}"
    known = TijdelijkeFoto.objects.filter(inzending=inzending, kenmerk=mark)
    # One that came in at the same moment may get its place while it is looked for.
    while not Foto.objects.filter(bestand=f"{FOLDER}/{clean.name}").exists():
        found = known.first() or _store(inzending, clean, alt, mark)
        if found:
            return found
    return None


def _store(inzending: uuid.UUID, clean: CleanPicture, alt: str, mark: str) -> TijdelijkeFoto | None:
    """Store the files and the row; nothing when the same photo came in at the same moment."""
    row = TijdelijkeFoto(inzending=inzending, alt=alt, kenmerk=mark)
    row.bestand.save(clean.name or "", clean, save=False)
    row.klein = store_small(clean)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        remove_files([row])
        return None
    return row


def kept_for(inzending: uuid.UUID) -> list[TijdelijkeFoto]:
    """Return what waits for a form, in the order in which it came."""
    return list(TijdelijkeFoto.objects.filter(inzending=inzending)[:MAX_PHOTOS])


def attach(
    inzending: uuid.UUID,
    onderwerp: Any,
    *,
    stand: str = Foto.Stand.GEPLAATST,
    room: int = MAX_PHOTOS,
    after: int = 0,
) -> list[Foto]:
    """Give the photos of a form to what was made of it, in its transaction.

    At most `room` of them; they stand behind the ones with an order up to `after`.
    """
    waiting = TijdelijkeFoto.objects.select_for_update().filter(inzending=inzending)
    rows = list(waiting.order_by("pk")[:room])
    if not rows:
        return []
    photos = [
        Foto(
            onderwerp=onderwerp,
            bestand=row.bestand.name,
            breedte=row.breedte,
            hoogte=row.hoogte,
            klein=row.klein.name,
            alt=row.alt,
            volgorde=after + number,
            stand=stand,
        )
        for number, row in enumerate(rows, start=1)
    ]
    for photo in photos:
        photo.save()
    # The rows go, their files stay: they belong to the photos now.
    TijdelijkeFoto.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return photos


def forget(rows: Iterable[TijdelijkeFoto]) -> int:
    """Remove photos that wait, with their files; return how many."""
    gone = list(rows)
    TijdelijkeFoto.objects.filter(pk__in=[row.pk for row in gone]).delete()
    transaction.on_commit(lambda: remove_files(gone))
    return len(gone)


def remove_files(rows: Iterable[Foto | TijdelijkeFoto]) -> None:
    """Remove the files of photos that no row has any more."""
    for row in rows:
        for file in (row.bestand, row.klein):
            if file.name:
                file.storage.delete(file.name)


def preview_of(row: TijdelijkeFoto) -> str:
    """Return a small picture as an address that holds it: nobody else can ask for it."""
    file = row.klein or row.bestand
    name = str(file.name)
    kind = name.rpartition(".")[2].replace("jpg", "jpeg")
    try:
        with file.storage.open(name) as stream:
            return f"data:image/{kind};base64,{b64encode(stream.read()).decode()}"
    except OSError:
        return ""
