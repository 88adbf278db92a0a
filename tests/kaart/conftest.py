"""Sources on disk, the folder with real areas, and an index that starts empty."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from kaart import lookup

REAL_AREAS = settings.BASE_DIR.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def _forget_areas() -> None:
    """The index of a test before this one may hold rows that were rolled back."""
    lookup.forget()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write a source and return its path: text as it is, anything else as JSON."""

    def write_source(content: Any, name: str = "bron.geojson") -> str:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write_source


@pytest.fixture
def run() -> Callable[..., str]:
    """Run the import and return what it says."""

    def run_import(source: Any, **options: Any) -> str:
        out = StringIO()
        call_command("import_gebieden", str(source), stdout=out, **options)
        return out.getvalue().strip()

    return run_import


@pytest.fixture(scope="session")
def real_areas() -> Path:
    if not REAL_AREAS.is_dir():
        pytest.skip(f"real areas are not part of the project, and not at {REAL_AREAS}")
    return REAL_AREAS
