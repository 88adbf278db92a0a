"""The cache of an installation on one machine."""

from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


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
