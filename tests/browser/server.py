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
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import requests

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "var" / "browser"
APPS = ("cms", "core", "bewoners", "kaart", "wijkpaginas", "home")
# The shell ends the server as soon as its own input closes: however the tests end, it never stays.
UNTIL_INPUT_CLOSES = '"$@" </dev/null & cat >/dev/null; kill $!; wait $!'


def environment(folder: Path, tiles: str = "") -> dict[str, str]:
    """Return the settings of a site whose data is in this folder, and which asks nobody else."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "CACHE_URL": f"filecache://{folder}/cache",
        "EMAIL_URL": "consolemail://",
        "MAP_TILES_URL": tiles,
        "DEBUG": "0",
    }


@contextmanager
def demo_site(tiles: str = "") -> Iterator[str]:
    """Start a site on a copy of the demo, yield its address, and leave nothing behind."""
    kept = demo_data()
    folder = Path(tempfile.mkdtemp(prefix="samenwijk-browser-"))
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        with running_site(folder, tiles) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_site(folder: Path, tiles: str = "") -> Iterator[str]:
    """Start a web server on the data in this folder, yield its address, and end it."""
    port = _free_port()
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [port])
    log = folder / "server.log"
    server = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603
            ["/bin/sh", "-c", UNTIL_INPUT_CLOSES, "sh", *server, *options],
            cwd=ROOT,
            env=environment(folder, tiles),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, log)
        yield address
    finally:
        # Closes the input of the shell and waits for it.
        process.communicate(timeout=30)


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
    _manage(folder, "load_demo")
    # Pictures get their sizes at the first visit of a page: have that behind us as well.
    with running_site(folder) as address:
        for page in pages_of(address):
            requests.get(page, timeout=60).raise_for_status()
    # The cache holds the address of this server; the next one has another.
    shutil.rmtree(folder / "cache")


def _migrate(folder: Path) -> None:
    _manage(folder, "migrate", "--verbosity", "0")


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


def _manage(folder: Path, *arguments: str) -> None:
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
