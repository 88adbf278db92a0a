"""Archives that are no back-ups: damaged, or made to do harm."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def rewritten(archive: Path, target: Path, change: Callable[[list[Any]], None]) -> Path:
    """Write an archive again with other entries: pairs of what tar says of a file, and the file."""
    with tarfile.open(archive) as opened:
        entries = [
            (entry, opened.extractfile(entry).read())  # type: ignore[union-attr]
            for entry in opened
        ]
    change(entries)
    with tarfile.open(target, "w") as opened:
        for entry, data in entries:
            if entry.isreg():
                entry.size = len(data)
            opened.addfile(entry, io.BytesIO(data))
    return target


def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


def _add(made: tarfile.TarInfo) -> Callable[[list[Any]], None]:
    return lambda entries: entries.insert(0, (made, b"boos"))


def _change_manifest(**values: Any) -> Callable[[list[Any]], None]:
    def change(entries: list[Any]) -> None:
        last, data = entries[-1]
        entries[-1] = (last, json.dumps(json.loads(data) | values).encode())

    return change


def _change_a_file(entries: list[Any]) -> None:
    position = next(n for n, (e, _data) in enumerate(entries) if e.name.startswith("media/"))
    entries[position] = (entries[position][0], entries[position][1] + b"!")


DAMAGE: dict[str, Callable[[list[Any]], None]] = {
    "a file above the media": _add(entry("media/../../boos.txt")),
    "an absolute path": _add(entry("/boos.txt")),
    "an absolute path in the media": _add(entry("media//boos.txt")),
    "a backslash": _add(entry("media\\..\\boos.txt")),
    "a link": _add(entry("media/boos", tarfile.SYMTYPE, "/etc/passwd")),
    "a hard link": _add(entry("media/boos", tarfile.LNKTYPE, "database")),
    "a device": _add(entry("media/boos", tarfile.CHRTYPE)),
    "a file too many": _add(entry("media/boos.txt")),
    "a hidden file": _add(entry("media/.boos.txt")),
    "a file that is no media": _add(entry("boos.txt")),
    "a file changed": _change_a_file,
    "a file less": lambda entries: entries.pop(1),
    "a file twice": lambda entries: entries.insert(1, entries[1]),
    "no manifest": lambda entries: entries.pop(),
    "another format": _change_manifest(format="iets-anders"),
    "another version": _change_manifest(version=2),
    "another database": _change_manifest(database="oracle"),
    "a newer version": _change_manifest(migrations=[["core", "9999_later"]]),
    "a query for a table": _change_manifest(tables={'a"; DROP TABLE bewoners_user; --': 1}),
    "no counts": _change_manifest(tables={"bewoners_user": "veel"}),
    "counts that are not true": _change_manifest(tables={"bewoners_user": 7}),
}


def _truncated(part: float) -> Callable[[Path], bytes]:
    return lambda archive: archive.read_bytes()[: int(archive.stat().st_size * part)]


def _cut_in_the_last_file(archive: Path) -> bytes:
    """Leave out half of the last file; after it come zeros that nobody misses."""
    with tarfile.open(archive) as opened:
        last = opened.getmembers()[-1]
    return archive.read_bytes()[: last.offset_data + last.size // 2]


OTHER: dict[str, Callable[[Path], bytes]] = {
    "an empty file": lambda _archive: b"",
    "a text": lambda _archive: b"iets anders",
    "a zip": lambda _archive: b"PK\x03\x04",
    "cut off in the database": _truncated(0.3),
    "cut off at the end": _cut_in_the_last_file,
}
