"""The database and the web servers that are measured, and the processor time they take."""

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psycopg

from benchmarks.areas import ROOT
from benchmarks.store import FLOOR_HOST, HOST
from tests.postgres import find_programs, temporary_cluster

KEPT = ROOT / "var" / "bench"
TICKS = os.sysconf("SC_CLK_TCK")
APPS = (
    "core", "bewoners", "kaart", "wijkpaginas", "deelname", "ideeen", "home", "search",
    "benchmarks",
)  # fmt: skip


@dataclass
class Database:
    """A PostgreSQL server; `address` is that of one of its databases."""

    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """Return the processor time of all its processes, those that ended included."""
        pids = [self.pid, *_children(self.pid)]
        return sum(_seconds(pid) for pid in pids) + _seconds(self.pid, of_ended_children=True)

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database and return its address."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.address.rsplit("/", 1)[0] + f"/{name}"


@dataclass
class Server:
    """A site that answers at a port of this machine."""

    name: str
    port: int
    pid: int
    env: dict[str, str]

    def cpu_seconds(self) -> float:
        """Return the processor time of the worker processes."""
        return sum(_seconds(pid) for pid in _children(self.pid))


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _seconds(pid: int, *, of_ended_children: bool = False) -> float:
    try:
        # The name of the program stands in brackets and may hold anything.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    user, system = (13, 14) if of_ended_children else (11, 12)
    return (int(fields[user]) + int(fields[system])) / TICKS


@contextmanager
def postgresql() -> Iterator[Database]:
    """Start a PostgreSQL server for as long as the measurement takes."""
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL is not on this machine: the pages are measured on it.")
    with temporary_cluster(programs) as address:
        with psycopg.connect(address) as connection:
            row = connection.execute("SELECT pg_backend_pid()").fetchone()
            assert row  # noqa: S101  # a SELECT without FROM gives a row
            status = Path(f"/proc/{row[0]}/stat").read_text()
            server = int(status.rpartition(")")[2].split()[1])
        yield Database(address, server)


def environment(database: str, folder: Path, *, page_cache: bool) -> dict[str, str]:
    """Return production settings for a site on this database, with its cache in this folder."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "DATABASE_URL": database,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": f"{HOST},{FLOOR_HOST},127.0.0.1",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "wijken@example.nl",
        "WAGTAILADMIN_BASE_URL": f"https://{HOST}",
        "SECURE_SSL_REDIRECT": "false",
        "MEDIA_ROOT": str(KEPT / "media"),
        "STATIC_ROOT": str(KEPT / "static"),
        "CACHE_URL": f"filecache://{folder}/cache",
        "PAGE_CACHE": "true" if page_cache else "false",
    }


@contextmanager
def web_server(name: str, env: dict[str, str], folder: Path) -> Iterator[Server]:
    """Start gunicorn as the Procfile does, with two workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "4", "--workers", "2"]
    command += ["--no-control-socket", "--log-level", "warning"]
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", process, log)
        yield Server(name, port, process.pid, env)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310
        except OSError:
            if time.monotonic() > end or process.poll() is not None:
                sys.exit(f"The site did not start:\n{log.read_text()}")
            time.sleep(0.2)
        else:
            return


def run_step(module: str, *arguments: str, env: dict[str, str]) -> str:
    """Run a Python module as a process of its own and return what it prints."""
    command = [sys.executable, "-m", module, *arguments]
    result = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if result.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")
    return result.stdout


def base_database(database: Database) -> str:
    """Return the name of a database with the demo; kept in `var/bench` until the code changes."""
    key = _digest(path for app in APPS for path in (ROOT / app).rglob("*") if _fills(path))
    dump = KEPT / f"base-{key}.dump"
    address = database.create("base")
    if dump.exists():
        restore(dump, address)
        return "base"
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    env = environment(address, KEPT, page_cache=False)
    run_step("django", "migrate", "--verbosity", "0", env=env)
    run_step("benchmarks.store", "base", env=env)
    keep(address, dump)
    return "base"


def restore(dump: Path, address: str) -> None:
    """Fill an empty database from what was kept of another one."""
    _postgresql_program("pg_restore", "--no-owner", "--dbname", address, str(dump))


def keep(address: str, dump: Path) -> None:
    """Keep what is in a database, all of it or nothing."""
    unfinished = dump.with_suffix(".new")
    _postgresql_program("pg_dump", "--format", "custom", "--file", str(unfinished), address)
    unfinished.rename(dump)


def _postgresql_program(name: str, *arguments: str) -> None:
    """Run a program that comes with the server that was started."""
    folder = find_programs()
    subprocess.run([str(folder / name) if folder else name, *arguments], check=True)  # noqa: S603


def collect_static(address: str) -> None:
    """Collect and compress the static files, unless nothing changed since the last time."""
    folders = [ROOT / "static_dist", *(ROOT / app / "static" for app in APPS)]
    key = _digest(path for folder in folders for path in folder.rglob("*") if path.is_file())
    done = KEPT / f"static-{key}"
    if not done.exists():
        env = environment(address, KEPT, page_cache=False)
        run_step("django", "collectstatic", "--no-input", "--verbosity", "0", env=env)
        done.touch()


def _fills(path: Path) -> bool:
    """Say whether the content of the store may depend on a file."""
    code = path.suffix == ".py" and path.parent.name == "migrations"
    return path.is_file() and (code or path.name == "store.py" or "demo" in path.parts)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        if "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
