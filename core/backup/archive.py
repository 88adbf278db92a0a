"""Writing an archive, and reading one that may be damaged or made by somebody else."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from core.backup.databases import save_database
from core.backup.manifest import (
    DATABASE,
    MANIFEST,
    MEDIA,
    BackupError,
    Manifest,
    read_manifest,
)
from core.backup.media import media_files

MAX_MANIFEST = 256 * 1024 * 1024
CHUNK = 1024 * 1024


class HashingReader:
    """Hands on what it reads, and knows the hash of it afterwards."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


def write_archive(target: Path) -> Manifest:
    """Write database and media into one file that only its owner can read.

    The database first: a file that is uploaded after that is one too many, not one too few.
    """
    connection.ensure_connection()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".reservekopie-") as folder:
        unfinished, database = Path(folder) / "archive", Path(folder) / DATABASE
        migrations, tables = save_database(database)
        manifest = Manifest(
            database=connection.vendor,
            made_at=timezone.now().isoformat(),
            migrations=migrations,
            tables=tables,
        )
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
                _add(archive, manifest, DATABASE, database)
                database.unlink()
                for name, path in media_files(Path(settings.MEDIA_ROOT)):
                    _add(archive, manifest, f"{MEDIA}{name}", path)
                # Last, as the hashes are known only now.
                data = manifest.to_json()
                archive.addfile(_entry(MANIFEST, len(data)), io.BytesIO(data))
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.rename(target)
    return manifest


def _add(archive: tarfile.TarFile, manifest: Manifest, name: str, path: Path) -> None:
    try:
        source = path.open("rb")
    except FileNotFoundError:
        # Removed since it was listed.
        return
    with source:
        reader = HashingReader(source)
        archive.addfile(_entry(name, os.fstat(source.fileno()).st_size), reader)
        manifest.files[name] = reader.digest.hexdigest()


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    entry.mtime = int(timezone.now().timestamp())
    return entry


def unpack(source: Path, database: Path, media: Path) -> Manifest:
    """Write what is in an archive to these places, and check all of it; return its manifest.

    What is not exactly an archive of ours raises BackupError: a name that leads elsewhere, a link,
    a file too many or too few, or one whose content is another.
    """
    damaged = _("Dit bestand is geen reservekopie van Samenwijk, of het is beschadigd.")
    found: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(source, mode="r:") as archive:
            for entry in archive:
                if manifest is not None or entry.name in found or not entry.isreg():
                    raise BackupError(damaged)
                content: Any = archive.extractfile(entry)
                if entry.name == MANIFEST:
                    if entry.size > MAX_MANIFEST:
                        raise BackupError(damaged)
                    manifest = read_manifest(content.read())
                    continue
                target = database if entry.name == DATABASE else media / _media_name(entry.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as stream:
                    digest = hashlib.sha256()
                    for chunk in _chunks(content):
                        digest.update(chunk)
                        stream.write(chunk)
                found[entry.name] = digest.hexdigest()
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        raise BackupError(damaged) from error
    if manifest is None or manifest.files != found or DATABASE not in found:
        raise BackupError(damaged)
    return manifest


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def _media_name(name: str) -> str:
    """Return the path of a file within the media; raise ValueError when it leads out of there."""
    path = PurePosixPath(name.removeprefix(MEDIA))
    plain = name.startswith(MEDIA) and str(path) == name.removeprefix(MEDIA)
    if not plain or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise ValueError(name)
    if path.parts[0].startswith("."):
        raise ValueError(name)
    return str(path)
