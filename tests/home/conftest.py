"""The demo, with pictures that are quick to resize."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from PIL import Image

from home.demo import content
from tests.replay import Replay


@pytest.fixture(scope="session")
def small_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make thumbnails of the demo's pictures: which ones are there matters, their size does not."""
    folder = tmp_path_factory.mktemp("pictures")
    for path in content.PICTURES.iterdir():
        with Image.open(path) as picture:
            picture.thumbnail((64, 64))
            picture.save(folder / path.name)
    return folder


@pytest.fixture
def _quick_pictures(small_pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "PICTURES", small_pictures)


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
