"""Doing several things at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import close_old_connections, connections


def at_the_same_time(*tasks: Callable[[], Any]) -> list[Any]:
    """Run these in a thread each, with a connection each; return what they returned, in order."""
    start = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        close_old_connections()
        start.wait(timeout=20)
        try:
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks, timeout=60))
