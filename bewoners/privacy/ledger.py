"""The ledger of erasures: in the database, and in a file that no restore replaces.

A back-up that is older than an erasure still has that person in it. After it is put back, who
stands in the ledger is erased again. The file holds one line of JSON for each erasure, with nothing
in it that says who it was but to who has the database of before.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.crypto import salted_hmac

from bewoners.models import User, Verwijdering

logger = logging.getLogger(__name__)


class LedgerError(Exception):
    """The file of the ledger can't be written, so nobody may be erased now."""


@dataclass(frozen=True, slots=True, order=True)
class Erasure:
    """Somebody was erased."""

    made_at: datetime
    account: int
    address_hmac: str

    def to_line(self) -> str:
        made_at = self.made_at.astimezone(UTC).isoformat()
        values = {"account": self.account, "address": self.address_hmac, "at": made_at}
        return json.dumps(values) + "\n"


def hmac_of(address: str) -> str:
    """Return the keyed hash by which an address is known in the ledger."""
    return salted_hmac("bewoners.ledger", address.lower(), algorithm="sha256").hexdigest()


def note(user: User, made_at: datetime) -> Erasure:
    """Write an erasure to the table, in the transaction of it; the file follows after that."""
    erasure = Erasure(made_at, user.pk, hmac_of(user.email))
    Verwijdering.objects.create(
        account=erasure.account, address_hmac=erasure.address_hmac, made_at=made_at
    )
    return erasure


def check_file() -> None:
    """Raise LedgerError when the file can't be added to."""
    try:
        with _opened():
            pass
    except OSError as error:
        raise LedgerError(str(error)) from error


def add_to_file(erasures: Iterable[Erasure]) -> None:
    """Add lines to the file, so that they are on the disk when this returns."""
    lines = "".join(erasure.to_line() for erasure in erasures)
    if not lines:
        return
    with _opened() as file:
        if file.tell() and not _ends_with_a_line(file):
            # An earlier process died while it wrote.
            lines = "\n" + lines
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def read_file() -> set[Erasure]:
    """Return what the file holds; a broken line is left aside, and told in the log."""
    try:
        lines = _path().read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return set()
    found = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.add(_read(line))
        except (ValueError, KeyError, TypeError):
            logger.error("Line %d of the ledger of erasures can't be read.", number)
    return found


def read_table() -> set[Erasure]:
    rows = Verwijdering.objects.values_list("made_at", "account", "address_hmac")
    return {Erasure(*row) for row in rows}


def sync() -> None:
    """Make the table and the file hold the same."""
    table, file = read_table(), read_file()
    add_to_file(sorted(table - file))
    Verwijdering.objects.bulk_create(
        [
            Verwijdering(account=one.account, address_hmac=one.address_hmac, made_at=one.made_at)
            for one in sorted(file - table)
        ],
        ignore_conflicts=True,
    )


def still_there(erasures: Iterable[Erasure]) -> list[User]:
    """Return the accounts that were erased, but are in the database.

    An account is the same one when it was there before the erasure: after a restore, numbers and
    addresses may be given out anew.
    """
    by_account: dict[int, datetime] = {}
    by_address: dict[str, datetime] = {}
    for erasure in sorted(erasures):
        by_account[erasure.account] = by_address[erasure.address_hmac] = erasure.made_at
    if not by_account:
        return []
    return [
        user
        for user in User.objects.filter(verwijderd_op=None).order_by("pk").iterator()
        if _was_erased(user, by_account.get(user.pk))
        or _was_erased(user, by_address.get(hmac_of(user.email)))
    ]


def _was_erased(user: User, erased_at: datetime | None) -> bool:
    return erased_at is not None and user.date_joined <= erased_at


def _read(line: str) -> Erasure:
    values = json.loads(line)
    made_at = datetime.fromisoformat(values["at"])
    if made_at.tzinfo is None:
        raise ValueError("no zone")
    return Erasure(made_at, int(values["account"]), str(values["address"])[:64])


def _path() -> Path:
    return Path(settings.ERASURE_LEDGER)


@contextmanager
def _opened() -> Iterator[IO[bytes]]:
    """Open the file to add to it; nobody else writes meanwhile."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0, os.SEEK_END)
        yield file


def _ends_with_a_line(file: IO[bytes]) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"
