"""What a restore may not undo: an app keeps it aside before, and carries it through after."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keeper:
    """Something that outlives a restore.

    `before` is called when an archive was found good, and nothing was replaced yet; it raises
    BackupError to prevent that. `after` is called when everything was replaced; it returns a
    sentence for who runs the command, or an empty text.
    """

    before: Callable[[], None]
    after: Callable[[], str]


_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    _keepers.append(keeper)


def keepers() -> list[Keeper]:
    return list(_keepers)
