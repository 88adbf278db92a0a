"""The real site with the demo in it, as a process of its own for a browser to visit.

Migrating a database and loading the demo take most of a minute. Both are therefore kept in
`var/browser/`, by the content of what made them, and each server starts on a copy.
"""

import fcntl
import hashlib
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import requests

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "var" / "browser"
APPS = (
    "cms",
    "core",
    "bewoners",
    "kaart",
    "wijkpaginas",
    "deelname",
    "ideeen",
    "home",
    "search",
)
# The shell ends the server as soon as its own input closes: however the tests end, it never stays.
UNTIL_INPUT_CLOSES = '"$@" </dev/null & cat >/dev/null; kill $!; wait $!'


@dataclass(frozen=True)
class Wishes:
    """What a test wants of its site besides the demo."""

    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings that differ from those below."""
    prepare: Callable[[Path], None] | None = None
    """Changes the data in this folder before the server starts."""
    processes: int = 1
    """How many processes answer, each with a memory of its own."""
    worker: bool = False
    """Whether background work is done, such as delivering mail."""


NOTHING_SPECIAL = Wishes()


def environment(folder: Path, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the settings of a site whose data is in this folder, and which asks nobody else."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_ROOT": str(folder / "private"),
        "ERASURE_LEDGER": str(folder / "verwijderingen.jsonl"),
        "CACHE_URL": f"filecache://{folder}/cache",
        "EMAIL_URL": "consolemail://",
        "MAP_TILES_URL": "",
        # A port where nothing listens: the service for addresses does not answer.
        "GEOCODER_URL": "http://127.0.0.1:9/v3_1",
        "DEBUG": "0",
        **(settings or {}),
    }


@contextmanager
def demo_site(wishes: Wishes = NOTHING_SPECIAL) -> Iterator[str]:
    """Start a site on a copy of the demo, yield its address, and leave nothing behind."""
    kept = demo_data()
    folder = Path(tempfile.mkdtemp(prefix="samenwijk-browser-"))
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        if wishes.prepare:
            wishes.prepare(folder)
        with running_site(folder, wishes) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_site(folder: Path, wishes: Wishes = NOTHING_SPECIAL) -> Iterator[str]:
    """Start a web server on the data in this folder, yield its address, and end it."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [port])
    env = environment(folder, {"WAGTAILADMIN_BASE_URL": address, **wishes.settings})
    server = ["-m", "gunicorn", "tests.browser.wsgi", "--bind", f"127.0.0.1:{port}"]
    server += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    server += ["--workers", str(wishes.processes), "--no-control-socket"]
    worker = ["manage.py", "db_worker", "--no-startup-delay", "--interval", "0.2"]
    log = folder / "server.log"
    with ExitStack() as stack, log.open("w") as output:
        stack.enter_context(_process(server, env, output))
        if wishes.worker:
            stack.enter_context(_process(worker, env, output))
        _wait_until_healthy(address, log)
        yield address


@contextmanager
def _process(arguments: list[str], env: Mapping[str, str], output: IO[str]) -> Iterator[None]:
    """Run a Python program meanwhile."""
    process = subprocess.Popen(  # noqa: S603
        ["/bin/sh", "-c", UNTIL_INPUT_CLOSES, "sh", sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
    )
    try:
        yield
    finally:
        # Closes the input of the shell and waits for it.
        process.communicate(timeout=60)


@cache
def demo_data() -> Path:
    """Return a folder with the demo's database and media, made today from the present code."""
    code = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    content = (path for path in (ROOT / "home" / "demo").rglob("*") if path.is_file())
    day = datetime.now(tz=ZoneInfo("Europe/Amsterdam")).date()
    return _kept("demo", f"{day}-{_digest({*code, *content})}", _load_demo)


def _load_demo(folder: Path) -> None:
    migrations = {path for app in APPS for path in (ROOT / app).glob("migrations/*.py")}
    packages = ROOT / "requirements" / "development.txt"
    migrated = _kept("migrated", _digest({*migrations, packages}), _migrate)
    shutil.copytree(migrated, folder, dirs_exist_ok=True)
    manage(folder, "load_demo")
    # No worker runs here, which would do it one by one. The pictures stay as the demo shows them at
    # first: the worker would take minutes to make them smaller still.
    manage(folder, "update_index")
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute("DELETE FROM django_tasks_database_dbtaskresult")
    # The cache holds the address of this server; the next one has another.
    shutil.rmtree(folder / "cache", ignore_errors=True)


def _migrate(folder: Path) -> None:
    manage(folder, "migrate", "--verbosity", "0")


def pages_of(address: str) -> list[str]:
    """Return the addresses of all pages in the sitemap."""
    answer = requests.get(f"{address}/sitemap.xml", timeout=60)
    answer.raise_for_status()
    paths = [urlsplit(found).path for found in re.findall(r"<loc>(.*?)</loc>", answer.text)]
    return [address + path for path in paths]


def _kept(kind: str, key: str, build: Callable[[Path], None]) -> Path:
    """Return the folder that was built for this key; build it when there is none yet."""
    folder = KEPT / f"{kind}-{key}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{kind}.lock").open("w") as lock:
        # Other test workers wait here for the first one.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for older in KEPT.glob(f"{kind}-*"):
                shutil.rmtree(older)
            unfinished = KEPT / f"unfinished-{kind}"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            build(unfinished)
            unfinished.rename(folder)
    return folder


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def manage(folder: Path, *arguments: str) -> None:
    """Run a command of the site on the data in this folder."""
    command = [sys.executable, "manage.py", *arguments]
    result = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{result.stdout}{result.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, log: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if requests.get(f"{address}/healthz", timeout=5).ok:
                return
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.2)
    raise RuntimeError(f"The site did not start within {seconds:.0f} s:\n{log.read_text()}")
