"""The demo, with pictures that are quick to resize."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from PIL import Image

from home.demo import content
from tests.replay import Replay


@pytest.fixture(scope="session")
def small_pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make thumbnails of the demo's pictures: which ones are there matters, their size does not."""
    folders = {}
    for name in ("PICTURES", "PHOTOS"):
        folders[name] = tmp_path_factory.mktemp(name.lower())
        for path in getattr(content, name).iterdir():
            with Image.open(path) as picture:
                picture.thumbnail((64, 64))
                picture.save(folders[name] / path.name)
    return folders


@pytest.fixture
def _quick_pictures(small_pictures: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in small_pictures.items():
        monkeypatch.setattr(content, name, folder)


def load_demo(**options: object) -> str:
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def _load() -> None:
    load_demo()


demo_rows = Replay(_load)


@pytest.fixture
def demo(db: None, _quick_pictures: None) -> None:
    """Load the demo, once per process."""
    demo_rows()
