"""Looking for somebody in everything that the site keeps."""

import base64
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signing import JSONSerializer
from django.db import connection


def places_of(*words: str) -> list[str]:
    """Return each column of each table, and each file, in which one of these words stands."""
    wanted = {form.lower() for word in words for form in (word, json.dumps(word)[1:-1])}
    found = []
    for place, text in everything():
        if any(word in text for word in wanted):
            found.append(place)
    return sorted(set(found))


def private_files() -> list[Path]:
    """Return the downloads of data that are there."""
    return list(Path(settings.PRIVATE_ROOT, "gegevens").glob("*"))


def everything() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"{table}.{name}", readable(value)
                    if name == "session_data":
                        yield f"{table}.{name}", readable(_session(value))
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        for path in Path(root).rglob("*"):
            if path.is_file():
                text = path.name + path.read_bytes().decode("latin-1")
                yield str(path), text.lower()


def readable(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("latin-1")
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return str(value).lower()


def _session(value: str) -> Any:
    data = value.partition(":")[0]
    packed = data.startswith(".")
    raw = base64.urlsafe_b64decode(data.lstrip(".") + "=" * (-len(data.lstrip(".")) % 4))
    return JSONSerializer().loads(zlib.decompress(raw) if packed else raw)
