"""The folder with what people uploaded."""

import shutil
from collections.abc import Iterator
from pathlib import Path

# Beside the files themselves, as the folder may be a disk of its own; no upload begins with a dot.
NEW, OLD = ".terugzetten-nieuw", ".terugzetten-oud"


def media_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of each file, without links and without what begins with a dot."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = name.parts[0].startswith(".")
        if path.is_file() and not path.is_symlink() and not hidden:
            yield name.as_posix(), path


class MediaSwap:
    """Puts a new set of files in the place of the old one, and can take that back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.new = folder / NEW
        self.old = folder / OLD

    def prepare(self) -> Path:
        """Return an empty folder for the new files."""
        self.new.mkdir(parents=True)
        return self.new

    def swap(self) -> None:
        """Put the new files in the place of the old ones, which are kept aside."""
        self.old.mkdir()
        _move_all(self.folder, self.old)
        _move_all(self.new, self.folder)

    def undo(self) -> None:
        """Put everything back as it was before `swap`."""
        if self.old.exists():
            _move_all(self.folder, self.new)
            _move_all(self.old, self.folder)

    def clean_up(self) -> None:
        """Remove what was kept aside."""
        for folder in (self.new, self.old):
            shutil.rmtree(folder, ignore_errors=True)

    def is_unfinished(self) -> bool:
        """Say whether an earlier one was broken off."""
        return self.new.exists() or self.old.exists()


def _move_all(source: Path, target: Path) -> None:
    for path in list(source.iterdir()):
        if path.name not in {NEW, OLD}:
            path.rename(target / path.name)
