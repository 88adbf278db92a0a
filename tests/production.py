"""The site as it runs on a server: production settings, gunicorn, a database of its own."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import requests
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
HOST = "wijken.example.nl"
LOG_IN = "/account/inloggen/wachtwoord/"


@dataclass
class Installation:
    """A database and a media folder of their own, and the settings that name them."""

    folder: Path
    database: str

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
            "ALLOWED_HOSTS": HOST,
            "DATABASE_URL": self.database,
            "EMAIL_URL": "smtp://127.0.0.1:9",
            "DEFAULT_FROM_EMAIL": "wijken@example.nl",
            "WAGTAILADMIN_BASE_URL": f"https://{HOST}",
            # What needs it has tests of its own.
            "STAFF_SECOND_FACTOR": "false",
            "MEDIA_ROOT": str(self.media),
            "PRIVATE_ROOT": str(self.folder / "private"),
            "ERASURE_LEDGER": str(self.folder / "verwijderingen.jsonl"),
            "STATIC_ROOT": str(self.folder / "static"),
            "CACHE_URL": f"filecache://{self.folder}/cache",
            "TRUST_PROXY": "true",
        }

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command; the test looks at how it ended."""
        return subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a function, as `module:name`, on this installation; return its answer."""
        code = (
            "import json, sys, importlib, django; django.setup();"
            "module, name = sys.argv[1].split(':');"
            "function = getattr(importlib.import_module(module), name);"
            "print('\\n' + json.dumps(function(*json.loads(sys.argv[2]))))"
        )
        result = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code, function, json.dumps(arguments)],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout.splitlines()[-1])


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Copy the migrated database of the test run: an installation on which nothing was done yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        path = folder / "db.sqlite3"
        # Not Django's own connection: the transaction of a test would be in the way.
        source = sqlite3.connect(connection.settings_dict["NAME"])
        with closing(source), closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
        yield Installation(folder, f"sqlite:///{path}")
        return
    with postgresql_copy() as address:
        yield Installation(folder, address)


@contextmanager
def postgresql_copy() -> Iterator[str]:
    values = connection.settings_dict
    user = values["USER"] + (f":{values['PASSWORD']}" if values["PASSWORD"] else "")
    server = f"postgres://{user}@{values['HOST']}:{values['PORT'] or 5432}"
    name = f"samenwijk_{uuid.uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        dump = subprocess.Popen(  # noqa: S603
            ["pg_dump", "--no-owner", f"{server}/{values['NAME']}"],  # noqa: S607
            stdout=subprocess.PIPE,
        )
        subprocess.run(  # noqa: S603
            ["psql", "--quiet", "-v", "ON_ERROR_STOP=1", f"{server}/{name}"],  # noqa: S607
            stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        assert dump.wait() == 0
        try:
            yield f"{server}/{name}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Visitor:
    """Talks to the server as the proxy in front of it does: HTTPS was used, for this host."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", **options.pop("headers", {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers.setdefault("Referer", f"https://{HOST}/")
        response = requests.request(
            method, self.address + path, headers=headers, allow_redirects=False, timeout=60,
            **options,
        )  # fmt: skip
        self.cookies.update(response.cookies.get_dict())
        return response

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, data: dict[str, str], **options: Any) -> requests.Response:
        return self.ask("POST", path, data=data, **options)

    def token(self, path: str) -> str:
        """Return the token of the form at this address."""
        text = self.get(path).text
        return text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]

    def log_in(self, email: str, password: str, **more: str) -> requests.Response:
        data = {"login": email, "password": password, **more}
        data["csrfmiddlewaretoken"] = self.token(LOG_IN)
        return self.post(LOG_IN, data)


@dataclass
class Server:
    port: int
    log: Path

    def visitor(self) -> Visitor:
        return Visitor(self.port)


@contextmanager
def serving(site: Installation, application: str = "cms.wsgi") -> Iterator[Server]:
    """Collect the static files and start gunicorn as the Procfile does."""
    static = site.folder / "static"
    if not static.exists():
        static.mkdir()
        # All of Wagtail's would take a minute to compress; the admin's pages are not looked at.
        (static / "staticfiles.json").write_text(site.run("tests.production:static_manifest"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    log = site.folder / "server.log"
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=site.env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        end = time.monotonic() + 60
        while True:
            try:
                Visitor(port).get("/healthz")
                break
            except requests.ConnectionError:
                assert time.monotonic() < end, log.read_text()
                assert process.poll() is None, log.read_text()
                time.sleep(0.2)
        yield Server(port, log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def static_manifest() -> str:
    """Return a manifest in which every static file has its plain name, and copy the site's own."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415

    root = Path(settings.STATIC_ROOT)
    names = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            names[name] = name
            if not name.startswith("wagtail"):
                target = root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(Path(storage.path(name)).read_bytes())
    return json.dumps({"version": "1.1", "hash": "", "paths": names})
