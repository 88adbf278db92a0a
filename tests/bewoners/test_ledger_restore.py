"""An older back-up is put back, with the real commands: who was erased since stays erased."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from bewoners.models import User
from bewoners.privacy import ledger
from bewoners.privacy.erasing import erase_account
from bewoners.privacy.ledger import hmac_of, read_file, read_table
from tests.bewoners.traces import places_of
from tests.production import Installation, installation

ADDRESS, NAME = "piet.pietersen@privemail.nl", "Piet Pietersen"
HERE = "tests.bewoners.test_ledger_restore"


@pytest.fixture
def site(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[Installation]:
    with django_db_blocker.unblock(), installation(tmp_path / "site") as made:
        yield made


def move_in() -> int:
    """Make somebody with a photo; return their number. Runs on the installation."""
    from tests.bewoners.zoe import picture  # noqa: PLC0415

    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    user = User.objects.create_user(ADDRESS, naam=NAME, date_joined=long_ago)
    user.foto.save("piet.png", picture())
    User.objects.create_user("blijver@example.nl", naam="Een Blijver", date_joined=long_ago)
    return int(user.pk)


def move_out(number: int) -> bool:
    return erase_account(User.objects.get(pk=number))


def traces() -> list[str]:
    return [place for place in places_of(ADDRESS, NAME) if "outgoingmail" not in place]


def portraits() -> int:
    from django.conf import settings  # noqa: PLC0415

    return len(list(Path(settings.MEDIA_ROOT).rglob("*.webp")))


def people() -> list[str]:
    return sorted(User.objects.filter(verwijderd_op=None).values_list("email", flat=True))


def in_the_ledger() -> list[int]:
    table, file = read_table(), read_file()
    assert table == file
    return sorted(erasure.account for erasure in table)


@pytest.mark.django_db
def test_a_restore_erases_again_who_was_erased_since(site: Installation) -> None:
    number = site.run(f"{HERE}:move_in")
    archive = site.folder / "kopie.tar"
    assert site.manage("maak_reservekopie", str(archive)).returncode == 0
    assert site.run(f"{HERE}:move_out", number) is True
    assert site.run(f"{HERE}:portraits") == 0

    result = site.manage("zet_reservekopie_terug", str(archive), "--overschrijf")
    assert result.returncode == 0, result.stderr
    assert "1 account is opnieuw verwijderd." in result.stdout
    assert site.run(f"{HERE}:traces") == []
    assert site.run(f"{HERE}:portraits") == 0
    assert site.run(f"{HERE}:people") == ["blijver@example.nl"]
    assert site.run(f"{HERE}:in_the_ledger") == [number]

    again = site.manage("zet_reservekopie_terug", str(archive), "--overschrijf")
    assert "1 account is opnieuw verwijderd." in again.stdout
    assert site.run(f"{HERE}:in_the_ledger") == [number]


@pytest.mark.django_db
def test_the_file_is_kept_though_it_was_lost_before_the_restore(site: Installation) -> None:
    """The table knows of the erasure until the restore replaces it."""
    number = site.run(f"{HERE}:move_in")
    archive = site.folder / "kopie.tar"
    site.manage("maak_reservekopie", str(archive))
    site.run(f"{HERE}:move_out", number)
    (site.folder / "verwijderingen.jsonl").unlink()
    site.manage("zet_reservekopie_terug", str(archive), "--overschrijf")
    assert site.run(f"{HERE}:people") == ["blijver@example.nl"]


@pytest.mark.django_db
def test_on_another_machine_the_file_is_enough(
    site: Installation, tmp_path: Path, django_db_blocker: Any
) -> None:
    number = site.run(f"{HERE}:move_in")
    archive = site.folder / "kopie.tar"
    site.manage("maak_reservekopie", str(archive))
    site.run(f"{HERE}:move_out", number)
    with django_db_blocker.unblock(), installation(tmp_path / "other") as other:
        for name in ("kopie.tar", "verwijderingen.jsonl"):
            shutil.copy(site.folder / name, other.folder / name)
        result = other.manage("zet_reservekopie_terug", str(other.folder / "kopie.tar"))
        assert result.returncode == 0, result.stderr
        assert other.run(f"{HERE}:people") == ["blijver@example.nl"]


@pytest.mark.django_db
def test_a_restore_without_erasures_erases_nobody(site: Installation) -> None:
    site.run(f"{HERE}:move_in")
    archive = site.folder / "kopie.tar"
    site.manage("maak_reservekopie", str(archive))
    result = site.manage("zet_reservekopie_terug", str(archive), "--overschrijf")
    assert result.returncode == 0, result.stderr
    assert "opnieuw verwijderd" not in result.stdout
    assert site.run(f"{HERE}:people") == sorted([ADDRESS, "blijver@example.nl"])


@pytest.mark.django_db
def test_without_a_place_for_the_ledger_nothing_is_put_back(site: Installation) -> None:
    number = site.run(f"{HERE}:move_in")
    archive = site.folder / "kopie.tar"
    site.manage("maak_reservekopie", str(archive))
    site.run(f"{HERE}:move_out", number)
    ledger_file = site.folder / "verwijderingen.jsonl"
    ledger_file.unlink()
    ledger_file.mkdir()
    result = site.manage("zet_reservekopie_terug", str(archive), "--overschrijf")
    assert result.returncode == 1
    assert "Er is niets teruggezet" in result.stderr
    ledger_file.rmdir()
    assert site.run(f"{HERE}:people") == ["blijver@example.nl"]


@pytest.mark.django_db
def test_the_archive_has_no_downloads_of_data(site: Installation) -> None:
    site.run(f"{HERE}:move_in")
    private = site.folder / "private" / "gegevens"
    private.mkdir(parents=True)
    (private / "alles.zip").write_bytes(b"alles over Piet")
    archive = site.folder / "kopie.tar"
    site.manage("maak_reservekopie", str(archive))
    assert b"alles over Piet" not in archive.read_bytes()


@pytest.mark.django_db
def test_a_migration_after_the_restore_erases_again(site: Installation) -> None:
    """As when the archive is of an older version, whose tables the restore can't read yet."""
    number = site.run(f"{HERE}:move_in")
    assert number
    line = ledger.Erasure(timezone.now(), number, hmac_of("iemand@example.nl")).to_line()
    (site.folder / "verwijderingen.jsonl").write_text(line)
    result = site.manage("migrate", "--verbosity", "0")
    assert result.returncode == 0, result.stderr
    assert site.run(f"{HERE}:people") == ["blijver@example.nl"]
