"""The cache of an installation on one machine."""

import random
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

# Whether the folder is full is asked once in so many writes: to list its files takes longer than to
# write one.
WRITES_PER_LOOK = 100


class SharedFileCache(FileBasedCache):
    """Django's cache in a folder, in which only one process can be the first to add something.

    Limits on logging in count with it: without a lock, two processes would both be first.
    """

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep a value under a key that has none; return whether this call did."""
        self._createdir()  # type: ignore[attr-defined]
        with Path(self._dir, "add.lock").open("w") as file:  # type: ignore[attr-defined]
            locks.lock(file, locks.LOCK_EX)
            return bool(super().add(key, value, timeout, version))

    def _cull(self) -> None:
        # By chance: each thread and process writes some of them.
        if random.randrange(WRITES_PER_LOOK) == 0:  # noqa: S311  # nothing secret
            super()._cull()  # type: ignore[misc]
