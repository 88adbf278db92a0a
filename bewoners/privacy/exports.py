"""Everything the site keeps of a person, in one file that they can take along."""

import json
import logging
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from io import TextIOWrapper
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django_tasks import task
from wagtail.models import Site

from bewoners.models import GegevensExport, User
from core.mail.outbox import queue_mail
from core.personal_data import personal_data

logger = logging.getLogger(__name__)

KEPT = timedelta(days=7)
PER_DAY = 3
# After this a worker that had it has died.
GIVE_UP = timedelta(hours=6)
CHUNK = 1024 * 1024
State = GegevensExport.State


class TooOftenError(Exception):
    """Somebody asked for as many downloads as one may in a day."""


def ask_for_export(user: User, site: Site | None) -> GegevensExport:
    """Have a download made, and return its row; the one that is being made when there is one."""
    with transaction.atomic():
        # Of two requests at the same time the second sees what the first did.
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        own = GegevensExport.objects.filter(user=user)
        running = own.filter(state=State.BEZIG)
        running.filter(asked_at__lt=timezone.now() - GIVE_UP).update(state=State.MISLUKT)
        if export := running.first():
            return export
        since = timezone.now() - timedelta(days=1)
        if own.filter(asked_at__gt=since).exclude(state=State.MISLUKT).count() >= PER_DAY:
            raise TooOftenError
        export = GegevensExport.objects.create(user=user, site=site)
        make_export.enqueue(export.pk)
    return export


@task()
def make_export(export_id: int) -> bool:
    """Make the file of one download; return whether it is there now."""
    export = (
        GegevensExport.objects.select_related("user", "site")
        .filter(pk=export_id, state=State.BEZIG)
        .first()
    )
    if export is None:
        return False
    try:
        with tempfile.TemporaryFile() as stream:
            write_archive(export.user, stream)
            stream.seek(0)
            return _finish(export, File(stream, name="gegevens.zip"))
    except Exception:
        GegevensExport.objects.filter(pk=export_id, state=State.BEZIG).update(state=State.MISLUKT)
        raise


def _finish(export: GegevensExport, content: "File[bytes]") -> bool:
    """Store the file and tell its owner, unless the owner is gone meanwhile."""
    storage = export.file.storage
    name = storage.save(export.file.field.generate_filename(export, "gegevens.zip"), content)
    now = timezone.now()
    try:
        with transaction.atomic():
            # Erasing locks the account too: either it comes after this, and finds the file, or
            # it came before, and this finds no row.
            User.objects.select_for_update(of=("self",)).filter(pk=export.user_id).first()
            done = GegevensExport.objects.filter(pk=export.pk, state=State.BEZIG).update(
                state=State.KLAAR, file=name, made_at=now, expires_at=now + KEPT
            )
            if done:
                queue_mail(
                    "gegevens_klaar",
                    to=[User.objects.get(pk=export.user_id).email],
                    key=f"gegevensexport-{export.pk}-klaar",
                    context={"address": _address_of(export), "until": now + KEPT},
                )
    except BaseException:
        storage.delete(name)
        raise
    if not done:
        storage.delete(name)
    return bool(done)


def _address_of(export: GegevensExport) -> str:
    """Return where the download is found; who goes there has to log in."""
    root = export.site.root_url if export.site else settings.WAGTAILADMIN_BASE_URL
    return root.rstrip("/") + reverse("bewoners:download_data")


def remove_expired() -> int:
    """Remove files past their date, and files that belong to no row; return how many rows."""
    count = 0
    for export in GegevensExport.objects.expired():
        export.file.delete(save=False)
        count += GegevensExport.objects.filter(pk=export.pk).update(file="")
    _remove_strays()
    return count


def _remove_strays() -> None:
    """Remove what a process left that died, or a restore of a database without these rows."""
    storage = GegevensExport._meta.get_field("file").storage
    folder = "gegevens"
    if not storage.exists(folder):
        return
    known = set(GegevensExport.objects.exclude(file="").values_list("file", flat=True))
    for name in storage.listdir(folder)[1]:
        path = f"{folder}/{name}"
        if path not in known and storage.get_modified_time(path) < timezone.now() - KEPT:
            storage.delete(path)


# --- The archive ------------------------------------------------------------------------------


def write_archive(user: User, stream: Any) -> None:
    """Write the ZIP with all data of a person to a stream."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {"user": user, "kinds": personal_data(), "moment": timezone.now()}
        archive.writestr("LEESMIJ.txt", render_to_string("bewoners/leesmij.txt", about))
        names = list(_add_files(archive, user))
        with (
            archive.open("data.json", "w", force_zip64=True) as entry,
            TextIOWrapper(entry, encoding="utf-8") as text,
        ):
            for part in _json_of(user, names):
                text.write(part)


def _json_of(user: User, files: list[str]) -> Iterator[str]:
    """Yield the text of the JSON in parts: it need never be in memory as a whole."""
    content: dict[str, Any] = {"gemaakt_op": timezone.now()}
    for kind in personal_data():
        content[kind.key] = kind.export(user)
    content["bestanden"] = files
    yield from _encoded(content, "\n")
    yield "\n"


def _encoded(value: Any, newline: str) -> Iterator[str]:
    deeper = newline + "  "
    if isinstance(value, dict):
        yield from _between(("{", "}"), newline, _members(value, deeper))
    elif isinstance(value, str | int | float | bool | None):
        yield json.dumps(value, ensure_ascii=False)
    elif isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        yield json.dumps(local.isoformat(timespec="seconds"))
    elif isinstance(value, date):
        yield json.dumps(value.isoformat())
    elif isinstance(value, Promise):
        yield json.dumps(str(value), ensure_ascii=False)
    elif isinstance(value, Iterable):
        yield from _between(("[", "]"), newline, (_encoded(item, deeper) for item in value))
    else:
        yield json.dumps(str(value), ensure_ascii=False)


def _members(values: dict[str, Any], deeper: str) -> Iterator[Iterator[str]]:
    for key, value in values.items():
        yield _member(str(key), value, deeper)


def _member(key: str, value: Any, deeper: str) -> Iterator[str]:
    yield json.dumps(key, ensure_ascii=False) + ": "
    yield from _encoded(value, deeper)


def _between(
    brackets: tuple[str, str], newline: str, items: Iterable[Iterator[str]]
) -> Iterator[str]:
    opening, closing = brackets
    yield opening
    empty = True
    for item in items:
        yield f"{newline}  " if empty else f",{newline}  "
        empty = False
        yield from item
    yield closing if empty else newline + closing


def _add_files(archive: zipfile.ZipFile, user: User) -> Iterator[str]:
    """Add the person's files, and yield the name of each in the archive."""
    for kind in personal_data():
        for number, file in enumerate(chain(kind.files(user), kind.copies(user)), 1):
            suffix = PurePosixPath(str(file)).suffix[:10]
            name = f"bestanden/{kind.key}-{number}{suffix}"
            if _add(archive, name, file):
                yield name


def _add(archive: zipfile.ZipFile, name: str, file: FieldFile) -> bool:
    try:
        source = file.storage.open(str(file), "rb")
    except OSError:
        # Removed since it was listed.
        return False
    # Pictures are packed already.
    entry = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    with source, archive.open(entry, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
    return True
