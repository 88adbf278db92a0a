"""What takes long to make is made once per process, and copied into each test after that.

Making a municipality publishes dozens of pages, some tenths of a second each. The first test that
asks for it makes it and remembers which rows that added and changed; for later tests those rows
are written as they are. Keys never collide: a sequence does not go back with a transaction.
"""

from collections.abc import Callable
from datetime import time
from typing import Any

from django.apps import apps
from django.db import connection, transaction

Rows = dict[Any, tuple[Any, ...]]


class Replay:
    """Rows that something once made."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make
        # By table, in the order of the models: what refers to another comes after it, or is checked
        # at the end of the transaction.
        self.added: dict[str, list[tuple[Any, ...]]] = {}
        self.changed: dict[str, list[tuple[Any, ...]]] = {}
        self.ready = False

    @transaction.atomic
    def __call__(self) -> None:
        """Make it, or write what making it gave; what refers to another is checked at the end."""
        if self.ready:
            self._write()
            return
        before = {table: _rows(table) for table in _tables()}
        self.make()
        for table, old in before.items():
            after = _rows(table)
            new = [row for key, row in after.items() if key not in old]
            other = [row for key, row in after.items() if old.get(key, row) != row]
            if new:
                self.added[table] = new
            if other:
                self.changed[table] = other
        self.ready = True

    def _write(self) -> None:
        quote = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.added.items():
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {quote(table)} VALUES ({places})", rows)  # noqa: S608
            for table, rows in self.changed.items():
                key, *columns = _columns(table)
                values = ", ".join(f"{quote(column)} = %s" for column in columns)
                cursor.executemany(
                    f"UPDATE {quote(table)} SET {values} WHERE {quote(key)} = %s",  # noqa: S608
                    [(*row[1:], row[0]) for row in rows],
                )


def _tables() -> list[str]:
    """Return the tables of all models with a plain table; the first column is the key."""
    return [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and "fts" not in model._meta.db_table
    ]


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [info.name for info in connection.introspection.get_table_description(cursor, table)]


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return {row[0]: tuple(map(_plain, row)) for row in cursor.fetchall()}


def _plain(value: Any) -> Any:
    """SQLite reads times of the day, but does not write them."""
    return value.isoformat() if isinstance(value, time) else value
