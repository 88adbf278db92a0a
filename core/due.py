"""What the apps have to do at some moment: each registers its own.

`run_due` calls each of them every minute. So each finds out by itself whether something has to be
done, cheaply, and does nothing twice when several processes call it at once.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

logger = logging.getLogger(__name__)

Due = Callable[[datetime], object]

_due: dict[str, Due] = {}


def register_due(key: str, task: Due) -> None:
    """Have `task` called every minute with the time; one with the same key replaces the earlier."""
    _due[key] = task


def unregister_due(key: str) -> None:
    del _due[key]


def run_due_tasks(now: datetime | None = None) -> list[str]:
    """Call each of them; return the keys of those that failed, which are logged."""
    moment = now or timezone.now()
    failed = []
    for key, task in list(_due.items()):
        try:
            task(moment)
        except Exception:  # whatever it is, the others come next
            logger.exception("The task %s failed", key)
            failed.append(key)
    return failed
