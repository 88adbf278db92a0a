"""Tables to which rows are only added, whoever asks the database.

Triggers refuse to change a row, and to remove one before its term. What goes around the site, such
as a console of the database, meets them as well. Only who may change the tables themselves can
take them away.
"""

from dataclasses import dataclass
from typing import Any


class AppendOnlyError(Exception):
    """Somebody tried to change or remove what is only ever added to."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The triggers of one table. Rows older than `days`, by their `made_at`, may be removed."""

    table: str
    days: int | None = None

    @property
    def message(self) -> str:
        return f"{self.table} is append-only"

    def put_up(self, connection: Any) -> None:
        """Make the triggers; the table is there. Django drops them where it writes it anew."""
        self.take_down(connection)
        self._run(connection, self._sqlite() if _is_sqlite(connection) else self._postgresql())

    def take_down(self, connection: Any) -> None:
        """Remove the triggers, as before the table itself goes."""
        if _is_sqlite(connection):
            off = [f"DROP TRIGGER IF EXISTS {self.table}_{what}" for what in SQLITE_TRIGGERS]
        else:
            off = [
                f"DROP TRIGGER IF EXISTS {self.table}_guard ON {self.table}",
                f"DROP TRIGGER IF EXISTS {self.table}_guard_all ON {self.table}",
                f"DROP FUNCTION IF EXISTS {self.table}_guard()",
            ]
        self._run(connection, off)

    def _sqlite(self) -> list[str]:
        table = self.table
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        young = f"WHEN OLD.made_at >= datetime('now', '-{self.days} days')" if self.days else ""
        # "INSERT OR REPLACE" removes a row without asking the trigger for removals.
        there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {young} {refuse}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {there} {refuse}",
        ]

    def _postgresql(self) -> list[str]:
        table = self.table
        old = f"OLD.made_at < now() - interval '{self.days} days'" if self.days else "false"
        return [
            f"""CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF {old} THEN RETURN OLD; END IF;
                END IF;
                RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
            f"""CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_guard()""",
            f"""CREATE TRIGGER {table}_guard_all BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard()""",
        ]

    def _run(self, connection: Any, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


SQLITE_TRIGGERS = ("no_update", "no_delete", "no_replace")


def _is_sqlite(connection: Any) -> bool:
    return bool(connection.vendor == "sqlite")
