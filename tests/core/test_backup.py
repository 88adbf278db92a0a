"""A back-up is worth what comes out of it: made, everything lost, put back, and used."""

import hashlib
import json
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.core.damaged_archives import DAMAGE, OTHER, rewritten
from tests.core.production_content import EMAIL, PASSWORD
from tests.production import HOST, ROOT, Installation, installation, serving

# The commands run as processes on databases of their own; only their first copy comes from here.
pytestmark = pytest.mark.django_db

CONTENT = "tests.core.production_content"


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Installation, Path, dict[str, Any]]]:
    """An installation with something in it, its archive, and where things are on its site."""
    with (
        django_db_blocker.unblock(),
        installation(tmp_path_factory.mktemp("filled")) as site,
    ):
        there = site.run(f"{CONTENT}:fill", HOST)
        archive = site.folder / "kopie.tar"
        result = site.manage("maak_reservekopie", str(archive))
        assert result.returncode == 0, result.stderr
        yield site, archive, there


@pytest.fixture
def empty(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[Installation]:
    with django_db_blocker.unblock(), installation(tmp_path / "empty") as site:
        yield site


def manifest_of(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as opened:
        return json.load(opened.extractfile("manifest.json"))  # type: ignore[arg-type]


def media_of(site: Installation) -> dict[str, str]:
    files = (path for path in site.media.rglob("*") if path.is_file())
    return {
        path.relative_to(site.media).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def counts_of(site: Installation) -> dict[str, int]:
    return site.run("tests.core.test_backup:count_here")


def count_here() -> dict[str, int]:
    from core.backup.manifest import count_rows, table_names  # noqa: PLC0415

    with connection.cursor() as cursor:
        return count_rows(cursor, table_names())


def test_what_was_lost_is_back_and_works(
    filled: tuple[Installation, Path, dict[str, Any]], empty: Installation
) -> None:
    site, archive, there = filled
    files, counts = media_of(site), counts_of(site)
    assert len(files) >= 2
    copy = empty.folder / "kopie.tar"
    shutil.copy(archive, copy)
    site.run(f"{CONTENT}:wipe")
    try:
        assert counts_of(site) != counts
        result = site.manage("zet_reservekopie_terug", str(archive), "--overschrijf")
        assert result.returncode == 0, result.stderr
        assert media_of(site) == files
        assert counts_of(site) == counts
        # The same archive on another machine, where nothing was yet.
        result = empty.manage("zet_reservekopie_terug", str(copy))
        assert result.returncode == 0, result.stderr
        assert media_of(empty) == files
        assert counts_of(empty) == counts
        with serving(empty) as server:
            visitor = server.visitor()
            page = visitor.get("/" + there["message"])
            assert page.status_code == 200
            assert "Vogelhuisjes" in page.text
            picture = "/media/" + page.text.partition('"/media/')[2].partition('"')[0]
            assert visitor.get(picture.split(" ")[0]).status_code == 200
            assert visitor.get(there["document"]).text == "Het plan voor de straat.\n"
            assert "Vogelhuisjes" in visitor.get("/zoeken/?q=vogelhuisjes").text
            assert visitor.log_in(EMAIL, PASSWORD).status_code == 302
            assert visitor.get("/admin/pages/").status_code == 200
    finally:
        site.manage("zet_reservekopie_terug", str(archive), "--overschrijf")


def test_an_archive_is_for_its_owner_only_and_holds_no_secrets(
    filled: tuple[Installation, Path, dict[str, Any]],
) -> None:
    site, archive, _there = filled
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert site.env["SECRET_KEY"].encode() not in archive.read_bytes()
    assert not list(site.folder.glob(".reservekopie-*")), "nothing is left behind"


def test_an_archive_has_no_sessions(
    filled: tuple[Installation, Path, dict[str, Any]], tmp_path: Path
) -> None:
    site, _archive, _there = filled
    key = site.run("tests.core.test_backup:log_somebody_in")
    target = tmp_path / "kopie.tar"
    assert site.manage("maak_reservekopie", str(target)).returncode == 0
    assert "django_session" not in manifest_of(target)["tables"]
    assert key.encode() not in target.read_bytes()


def log_somebody_in() -> str:
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    session = SessionStore()
    session["person"] = 1
    session.save()
    return str(session.session_key)


def test_a_file_that_is_there_is_not_written_over(
    filled: tuple[Installation, Path, dict[str, Any]],
) -> None:
    site, archive, _there = filled
    before = archive.read_bytes()
    result = site.manage("maak_reservekopie", str(archive))
    assert result.returncode == 1
    assert "is er al" in result.stderr
    assert archive.read_bytes() == before


def test_an_installation_in_use_is_not_written_over_by_mistake(
    filled: tuple[Installation, Path, dict[str, Any]],
) -> None:
    site, archive, _there = filled
    result = site.manage("zet_reservekopie_terug", str(archive))
    assert result.returncode == 1
    assert "--overschrijf" in result.stderr


@pytest.fixture(scope="module")
def refusals(
    filled: tuple[Installation, Path, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What the command says of each bad archive, in one process, as starting takes seconds."""
    site, archive, _there = filled
    folder = tmp_path_factory.mktemp("bad")
    files, counts = media_of(site), counts_of(site)
    paths: dict[str, str] = {}
    for number, (name, change) in enumerate(DAMAGE.items()):
        paths[name] = str(rewritten(archive, folder / f"{number}.tar", change))
    for number, (name, content) in enumerate(OTHER.items()):
        (folder / f"other{number}").write_bytes(content(archive))
        paths[name] = str(folder / f"other{number}")
    answers = site.run("tests.core.test_backup:try_to_restore", paths)
    assert media_of(site) == files
    assert counts_of(site) == counts
    assert not list(site.media.glob(".*")), "nothing is left behind"
    assert not list(folder.glob(".*")), "nothing is left behind"
    assert not list(folder.parent.rglob("boos.txt")), "nothing came out of the folder"
    return answers


def try_to_restore(paths: dict[str, str]) -> dict[str, str]:
    from django.core.management import CommandError, call_command  # noqa: PLC0415

    answers = {}
    for name, path in paths.items():
        try:
            call_command("zet_reservekopie_terug", path, overschrijf=True)
            answers[name] = ""
        except CommandError as error:
            answers[name] = str(error)
    return answers


@pytest.mark.parametrize("name", [*DAMAGE, *OTHER])
def test_what_is_not_a_whole_archive_changes_nothing(refusals: dict[str, str], name: str) -> None:
    assert refusals[name].startswith("Er is niets teruggezet.")


def test_a_back_up_is_whole_while_people_write(
    filled: tuple[Installation, Path, dict[str, Any]], tmp_path: Path
) -> None:
    """Rows come in during the copy: the counts in the manifest are those of the copy."""
    site, _archive, _there = filled
    code = "import django; django.setup();"
    code += "from tests.core.test_backup import keep_writing; keep_writing()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=site.env) as writer:  # noqa: S603
        try:
            target = tmp_path / "kopie.tar"
            assert site.manage("maak_reservekopie", str(target)).returncode == 0
        finally:
            writer.terminate()
    result = site.manage("zet_reservekopie_terug", str(target), "--overschrijf")
    assert result.returncode == 0, result.stderr


def keep_writing() -> None:
    from wagtail.models import Collection  # noqa: PLC0415

    root = Collection.get_first_root_node()
    for number in range(10_000):
        root.add_child(name=f"Verzameling {number}")


def test_sqlite_keeps_what_it_has_when_its_copy_is_broken(
    filled: tuple[Installation, Path, dict[str, Any]], tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL checks while it restores")
    site, archive, _there = filled

    def spoil(entries: list[Any]) -> None:
        made, data = entries[0]
        spoiled = data[:8192] + b"\xff" * 8192 + data[16384:]
        entries[0] = (made, spoiled)
        last, manifest = entries[-1]
        values = json.loads(manifest)
        values["files"]["database"] = hashlib.sha256(spoiled).hexdigest()
        entries[-1] = (last, json.dumps(values).encode())

    counts = counts_of(site)
    bad = rewritten(archive, tmp_path / "bad.tar", spoil)
    result = site.manage("zet_reservekopie_terug", str(bad), "--overschrijf")
    assert "beschadigd" in result.stderr
    assert counts_of(site) == counts
    with closing(sqlite3.connect(site.database.removeprefix("sqlite:///"))) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
