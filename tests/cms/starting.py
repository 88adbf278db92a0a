"""Starting Python as a server does, with an environment of its own."""

import os
import subprocess
import sys

from tests.conftest import PROJECT

ENOUGH = {
    "SECRET_KEY": "only-to-check-the-settings-" + "0123456789abcdef" * 2,
    "ALLOWED_HOSTS": "wijken.example.nl",
    "DATABASE_URL": "postgres://samenwijk@localhost/samenwijk",
    "EMAIL_URL": "smtp+tls://samenwijk:geheim@localhost:587",
    "DEFAULT_FROM_EMAIL": "wijken@example.nl",
    "WAGTAILADMIN_BASE_URL": "https://wijken.example.nl",
}


def python(
    code: list[str], values: dict[str, str], settings: str = "production"
) -> subprocess.CompletedProcess[str]:
    """Run Python as a server would, with nothing but these values in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = {**kept, **values, "DJANGO_SETTINGS_MODULE": f"cms.settings.{settings}"}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error::DeprecationWarning:cms", *code],
        cwd=PROJECT, env=env, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def start(values: dict[str, str], show: str = "") -> subprocess.CompletedProcess[str]:
    return python(["-c", f"from cms.settings import production as s; print({show or 1})"], values)
