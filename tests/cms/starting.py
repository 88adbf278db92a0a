"""Starting Python as a server does, with an environment of its own."""

import os
import subprocess
import sys

from tests.everything import ROOT


def python(
    code: list[str], values: dict[str, str], settings: str = "production"
) -> subprocess.CompletedProcess[str]:
    """Run Python as a server would, with nothing but these values in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = {**kept, **values, "DJANGO_SETTINGS_MODULE": f"cms.settings.{settings}"}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error::DeprecationWarning:cms", *code],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def start(values: dict[str, str], show: str = "") -> subprocess.CompletedProcess[str]:
    return python(["-c", f"from cms.settings import production as s; print({show or 1})"], values)
