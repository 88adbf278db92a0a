"""The ledger of erasures: two copies that only grow, and whom they make erase again."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from bewoners.models import User, Verwijdering
from bewoners.privacy.erasing import erase_account, erase_again
from bewoners.privacy.ledger import Erasure, add_to_file, hmac_of, read_file, read_table, sync
from core.append_only import AppendOnlyError
from core.models import OutgoingMail
from tests.factories.people import UserFactory

ADDRESS, NAME = "piet.pietersen@privemail.nl", "Piet Pietersen"


@pytest.fixture(autouse=True)
def file(settings: Settings, tmp_path: Path) -> Path:
    """A ledger of the test's own."""
    path = tmp_path / "kluis" / "verwijderingen.jsonl"
    settings.ERASURE_LEDGER = str(path)
    return path


def an_erasure(account: int = 7, address: str = ADDRESS, days: int = 0) -> Erasure:
    return Erasure(timezone.now() - timedelta(days=days), account, hmac_of(address))


# --- Table and file -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_erasure_is_a_line_that_says_nothing_about_the_person(
    file: Path, django_capture_on_commit_callbacks: Any
) -> None:
    user = UserFactory(email=ADDRESS, naam=NAME)
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user)
    (line,) = file.read_text().splitlines()
    values = json.loads(line)
    assert set(values) == {"account", "address", "at"}
    assert values["account"] == user.pk
    assert len(values["address"]) == 64
    assert ADDRESS not in line
    assert read_file() == read_table()
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_hash_of_an_address_needs_the_secret(settings: Settings) -> None:
    first = hmac_of(ADDRESS)
    assert hmac_of(ADDRESS.upper()) == first
    settings.SECRET_KEY = "another-secret-of-some-length"
    assert hmac_of(ADDRESS) != first


@pytest.mark.django_db
def test_the_table_only_grows() -> None:
    row = Verwijdering.objects.create(account=7, address_hmac="x" * 64)
    attempts: list[Any] = [
        row.save,
        row.delete,
        Verwijdering.objects.all().delete,
        lambda: Verwijdering.objects.update(account=8),
        lambda: Verwijdering.objects.bulk_update([row], ["account"]),
    ]
    for attempt in attempts:
        with pytest.raises(AppendOnlyError):
            attempt()
    for statement in ("DELETE FROM", "UPDATE"):
        sql = f"{statement} bewoners_verwijdering"
        sql += " SET account = 8" if statement == "UPDATE" else ""
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert Verwijdering.objects.get().account == 7


@pytest.mark.django_db
def test_each_gets_what_the_other_lacks(file: Path) -> None:
    ours, theirs = an_erasure(1), an_erasure(2)
    Verwijdering.objects.create(account=1, address_hmac=ours.address_hmac, made_at=ours.made_at)
    add_to_file([theirs])
    for _time in range(2):
        sync()
        assert read_table() == read_file() == {ours, theirs}
    assert len(file.read_text().splitlines()) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    ["{", "[]", "null", '{"account": 1}', "\x00\x01", '{"account": "x", "address": "", "at": ""}',
     '{"account": 1, "address": "x", "at": "2026-01-01"}', '{"account": 3, "addr'],
)  # fmt: skip
def test_a_broken_line_spoils_no_other(file: Path, broken: str) -> None:
    first, last = an_erasure(1), an_erasure(2)
    add_to_file([first])
    with file.open("a") as stream:
        stream.write(broken)
    add_to_file([last])
    assert read_file() == {first, last}


def test_without_a_file_nobody_was_erased(file: Path) -> None:
    assert read_file() == set()


@pytest.mark.django_db
def test_the_daily_task_mends_the_file(file: Path) -> None:
    """As after a crash between the database and the file."""
    from core.retention import retention_terms  # noqa: PLC0415

    erase_account(UserFactory(email=ADDRESS))
    file.unlink(missing_ok=True)
    (term,) = [term for term in retention_terms() if term.key == "gegevensexports"]
    assert term.before
    term.before(timezone.now())
    assert read_file() == read_table() != set()


# --- Who is erased again --------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_came_back_is_erased_again_without_a_mail() -> None:
    user = UserFactory(email=ADDRESS, date_joined=timezone.now() - timedelta(days=9))
    add_to_file([an_erasure(user.pk)])
    assert erase_again() == 1
    assert not User.objects.filter(email=ADDRESS).exists()
    assert not OutgoingMail.objects.exists()
    assert erase_again() == 0
    assert Verwijdering.objects.count() == 1, "it is the same erasure"


@pytest.mark.django_db
def test_who_changed_their_address_since_the_back_up_is_found_by_number() -> None:
    user = UserFactory(email="oud@example.nl", date_joined=timezone.now() - timedelta(days=9))
    add_to_file([an_erasure(user.pk, "nieuw@example.nl")])
    assert erase_again() == 1
    assert not User.objects.filter(pk=user.pk, verwijderd_op=None).exists()


@pytest.mark.django_db
def test_who_got_the_number_or_the_address_later_is_somebody_else() -> None:
    same_number, same_address = UserFactory(), UserFactory(email=ADDRESS)
    add_to_file(
        [an_erasure(same_number.pk, "iemand@example.nl", days=1), an_erasure(10**9, days=1)]
    )
    assert erase_again() == 0
    assert User.objects.filter(pk__in=[same_number.pk, same_address.pk]).count() == 2


@pytest.mark.django_db
def test_the_command_does_it_after_another_kind_of_restore(capsys: Any) -> None:
    user = UserFactory(email=ADDRESS, date_joined=timezone.now() - timedelta(days=9))
    add_to_file([an_erasure(user.pk)])
    call_command("herhaal_verwijderingen")
    assert "Opnieuw verwijderd: 1" in capsys.readouterr().out
