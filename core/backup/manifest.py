"""What an archive says about itself, so that what comes out can be compared with what went in."""

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

FORMAT, VERSION = "samenwijk-reservekopie", 1
MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media/"
NAME = re.compile(r"\w+", re.ASCII)
# Whoever gets an archive should not get into the accounts of who was logged in.
LEFT_OUT = ["django_session"]


class BackupError(Exception):
    """Why no archive was made, or nothing was restored; a sentence for who runs the command."""


@dataclass
class Manifest:
    """The contents of an archive."""

    database: str
    made_at: str
    migrations: list[list[str]]
    tables: dict[str, int]
    # SHA-256 of each file, by its name in the archive.
    files: dict[str, str] = field(default_factory=dict)
    format: str = FORMAT
    version: int = VERSION

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest in these bytes; raise ValueError when they hold another thing."""
    values: Any = json.loads(data)
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise ValueError("no manifest")
    if values.get("version") != VERSION:
        raise ValueError("another version")
    try:
        manifest = Manifest(**values)
        # They become part of queries.
        if not all(
            NAME.fullmatch(name) and isinstance(count, int)
            for name, count in manifest.tables.items()
        ):
            raise ValueError("no counts")
        manifest.migrations = [[str(app), str(name)] for app, name in manifest.migrations]
    except (TypeError, AttributeError) as error:
        raise ValueError("no manifest") from error
    return manifest


def table_names() -> list[str]:
    """Return the tables of the database, of extensions as well, those that are left out not."""
    return sorted(set(connection.introspection.table_names()) - set(LEFT_OUT))


def count_rows(cursor: CursorWrapper | Any, tables: list[str]) -> dict[str, int]:
    """Return the number of rows of each table, seen through this cursor."""
    counts = {}
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        counts[table] = int(cursor.fetchone()[0])
    return counts


def read_migrations(cursor: CursorWrapper | Any) -> list[list[str]]:
    """Return app and name of each migration that was applied."""
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [list(row) for row in cursor.fetchall()]
