"""Runs every check of the project, one after the other; `make test` calls it.

What can't run here for want of a program is named in the last lines; where `CI` is `true` that is a
failure. Exit status 0 when all that ran passed and nothing was left out that had to run.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres import find_programs, temporary_cluster

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CI = os.environ.get("CI") == "true"
PYTEST = [str(BIN / "pytest"), "--quiet", "--numprocesses", "2"]
# What an installation has to say of itself, as production has it.
ENOUGH = {
    "SECRET_KEY": "only-to-check-the-settings-" + "0123456789abcdef" * 2,
    "ALLOWED_HOSTS": "wijken.example.nl",
    "DATABASE_URL": "postgres://samenwijk@localhost/samenwijk",
    "EMAIL_URL": "smtp+tls://samenwijk:geheim@localhost:587",
    "DEFAULT_FROM_EMAIL": "wijken@example.nl",
    "WAGTAILADMIN_BASE_URL": "https://wijken.example.nl",
}


@dataclass
class Outcome:
    """What ran, what failed, and what could not run."""

    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def run(outcome: Outcome, name: str, command: list[str], env: dict[str, str] | None = None) -> None:
    """Run one check and note how it ended."""
    print(f"\n=== {name}", flush=True)  # noqa: T201
    start = time.monotonic()
    result = subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, check=False)  # noqa: S603
    list_ = outcome.passed if result.returncode == 0 else outcome.failed
    list_.append(f"{name} ({time.monotonic() - start:.0f} s)")


def lint(outcome: Outcome) -> None:
    manage = [str(BIN / "python"), "manage.py"]
    templates = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("templates/**/*.html"))]
    run(outcome, "style of the code", [str(BIN / "ruff"), "check", "."])
    run(outcome, "format of the code", [str(BIN / "ruff"), "format", "--check", "."])
    run(outcome, "layers of the apps", [str(BIN / "lint-imports")])
    run(
        outcome,
        "format of the templates",
        [str(BIN / "djade"), "--check", "--target-version", "5.2", *templates],
    )
    run(
        outcome,
        "migrations are complete",
        [*manage, "makemigrations", "--check", "--dry-run"],
        {"DJANGO_SETTINGS_MODULE": "cms.settings.test"},
    )
    run(
        outcome,
        "production settings",
        [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        {**ENOUGH, "DJANGO_SETTINGS_MODULE": "cms.settings.production"},
    )
    run(outcome, "types", [str(BIN / "mypy"), "."])


@contextmanager
def databases(outcome: Outcome) -> Iterator[dict[str, str]]:
    """Yield the address of each database that the suite can run on, by name."""
    found = {"SQLite": ""}
    programs = find_programs()
    if programs is None:
        outcome.left_out.append("tests on PostgreSQL: initdb and postgres are not on this machine")
        yield found
        return
    with temporary_cluster(programs) as address:
        yield {**found, "PostgreSQL": address}


def tests(outcome: Outcome) -> None:
    with databases(outcome) as found:
        for name, address in found.items():
            env = {"DATABASE_URL": address} if address else {}
            run(
                outcome,
                f"tests on {name}",
                [*PYTEST, "--dist", "worksteal", "-m", "not browser"],
                env,
            )
    if shutil.which("chromium") or shutil.which("google-chrome"):
        run(outcome, "tests in the browser", [*PYTEST, "--dist", "loadscope", "-m", "browser"])
    else:
        outcome.left_out.append("tests in the browser: Chromium is not on this machine")


def main() -> int:
    outcome = Outcome()
    lint(outcome)
    if "lint" not in sys.argv[1:]:
        tests(outcome)
    print()  # noqa: T201
    for label, names in (
        ("passed", outcome.passed),
        ("FAILED", outcome.failed),
        ("NOT RUN", outcome.left_out),
    ):
        for name in names:
            print(f"{label}: {name}")  # noqa: T201
    ran = f"{len(outcome.passed)} passed, {len(outcome.failed)} failed"
    print(f"{ran}, {len(outcome.left_out)} skipped")  # noqa: T201
    return 1 if outcome.failed or (CI and outcome.left_out) else 0


if __name__ == "__main__":
    sys.exit(main())
