"""Each database is copied and put back by its own means."""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.backup.manifest import LEFT_OUT, BackupError, count_rows, read_migrations, table_names

# Seconds to wait for others who are writing.
PATIENCE = 20
State = tuple[list[list[str]], dict[str, int]]


def save_database(target: Path) -> State:
    """Write the database to a file; return the migrations and the counts that are in it.

    The site may run meanwhile: all of it is of one moment.
    """
    return _save_sqlite(target) if connection.vendor == "sqlite" else _save_postgresql(target)


def restore_database(source: Path, tables: dict[str, int]) -> None:
    """Replace the whole database by what is in a file, or change nothing and raise BackupError."""
    connection.close()
    if connection.vendor == "sqlite":
        _restore_sqlite(source, tables)
    else:
        _restore_postgresql(source, tables)


def _save_sqlite(target: Path) -> State:
    tables = table_names()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy, progress=_patience())
        for table in LEFT_OUT:
            copy.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
        copy.commit()
        # What was deleted is still in the file until it is written anew.
        copy.execute("VACUUM")
        with closing(copy.cursor()) as cursor:
            return read_migrations(cursor), count_rows(cursor, tables)


def _restore_sqlite(source: Path, tables: dict[str, int]) -> None:
    with closing(sqlite3.connect(source)) as copy, closing(copy.cursor()) as cursor:
        try:
            sound = cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            sound = sound and count_rows(cursor, list(tables)) == tables
        except sqlite3.DatabaseError as error:
            raise BackupError(_("De database in de reservekopie is beschadigd.")) from error
        if not sound:
            raise BackupError(_("De database in de reservekopie is beschadigd."))
        connection.ensure_connection()
        try:
            # One transaction: who reads meanwhile sees either the old or the new.
            copy.backup(connection.connection, progress=_patience())
        except (sqlite3.Error, TimeoutError) as error:
            raise BackupError(
                _("De database is in gebruik. Zet de site stil en probeer het opnieuw.")
            ) from error
    connection.close()


def _patience() -> Callable[[int, int, int], None]:
    """Return what ends a copy that others keep from going on: by itself it would try for ever."""
    end = time.monotonic() + PATIENCE

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > end:
            raise TimeoutError

    return look


def _save_postgresql(target: Path) -> State:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        without = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
        _run([_program("pg_dump"), *options, *without, f"--snapshot={snapshot}", _database_name()])
        return read_migrations(cursor), count_rows(cursor, table_names())


def _restore_postgresql(source: Path, tables: dict[str, int]) -> None:
    """Drop, restore and check in one transaction: when anything fails all stays as it was."""
    quote = connection.ops.quote_name
    drop = [f"DROP TABLE IF EXISTS {quote(name)} CASCADE;" for name in _all_tables()]
    connection.close()
    raise_ = "RAISE EXCEPTION 'another number of rows'"
    check = [
        f"IF (SELECT count(*) FROM {quote(name)}) <> {count} THEN {raise_}; END IF;"  # noqa: S608
        for name, count in tables.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.sql", Path(folder) / "after.sql"
        before.write_text("\n".join(["SET client_min_messages = warning;", *drop]))
        # pg_dump's script leaves the search path empty.
        path = "SET search_path = public;"
        after.write_text("\n".join([path, "DO $check$ BEGIN", *check, "END $check$;"]))
        psql = [_program("psql"), "--quiet", "--no-psqlrc", "--single-transaction"]
        psql += ["--set=ON_ERROR_STOP=1", f"--file={before}", "--file=-", f"--file={after}"]
        script = [_program("pg_restore"), "--no-owner", "--no-privileges", "--clean", "--if-exists"]
        with subprocess.Popen(  # noqa: S603
            [*script, "--file=-", str(source)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as restore:
            _run([*psql, _database_name()], restore.stdout)
        if restore.returncode:
            raise BackupError(_("De database in de reservekopie is beschadigd."))


def _all_tables() -> Iterable[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return [row[0] for row in cursor.fetchall()]


def _program(name: str) -> str:
    """Return the path of one of PostgreSQL's own programs, the newest when there are several."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(versions, key=lambda path: int(re.sub(r"\D", "", path.parts[4])), default=None)
    found = str(newest) if newest else shutil.which(name)
    if not found:
        raise BackupError(
            _("Het programma %s is er niet. Installeer de client-programma's van PostgreSQL.")
            % name
        )
    return found


def _database_name() -> str:
    return f"--dbname={connection.settings_dict['NAME']}"


def _run(command: list[str], standard_input: Any = None) -> None:
    """Run one of PostgreSQL's programs on the database of the settings."""
    values = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    # Not as arguments: everybody on the machine can read those.
    env = {name: str(values[key]) for name, key in named.items() if values[key]}
    result = subprocess.run(  # noqa: S603
        command,
        env={**os.environ, **env},
        stdin=standard_input or subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise BackupError(
            _("PostgreSQL meldt: %s") % (result.stderr.strip() or _("geen reden"))[-2000:]
        )
