"""The cache in a folder counts right when several processes use it at once."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from core.cache import WRITES_PER_LOOK, SharedFileCache

PROGRAM = """
import sys
from django.conf import settings
settings.configure()
from core.cache import SharedFileCache
cache = SharedFileCache(sys.argv[1], {})
print(sum(cache.add(f"key-{number}", 1, 60) for number in range(200)))
"""


def test_of_many_one_is_the_first(tmp_path: Path) -> None:
    caches = [SharedFileCache(str(tmp_path), {}) for _ in range(8)]
    with ThreadPoolExecutor(8) as people:
        for number in range(25):
            added = people.map(
                lambda cache, key: cache.add(key, 1, 60), caches, [f"key-{number}"] * 8
            )
            assert sorted(added) == [False] * 7 + [True]


def test_of_two_processes_one_is_the_first(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, cwd=settings.BASE_DIR)  # noqa: S603
        for _ in range(2)
    ]
    counts = [int(process.communicate(timeout=60)[0]) for process in running]
    assert sum(counts) == 200


def test_what_was_added_and_is_over_can_be_added_again(tmp_path: Path) -> None:
    cache = SharedFileCache(str(tmp_path), {})
    assert cache.add("key", 1, 60)
    assert not cache.add("key", 2, 60)
    assert cache.get("key") == 1
    cache.touch("key", -1)
    assert cache.add("key", 3, 60)
    assert cache.get("key") == 3


def test_a_full_folder_is_made_smaller_without_a_look_at_each_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random.seed(1)
    looks = []
    listed = SharedFileCache._list_cache_files  # noqa: SLF001  # what takes long
    monkeypatch.setattr(
        SharedFileCache, "_list_cache_files", lambda cache: looks.append(1) or listed(cache)
    )
    cache = SharedFileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 50}})
    number = WRITES_PER_LOOK * 10
    for key in range(number):
        cache.set(str(key), 1)
    assert 0 < len(looks) < number / 10
    assert len(list(tmp_path.glob("*.djcache"))) < number
