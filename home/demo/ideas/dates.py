"""Moments before today at which people would have done something."""

from datetime import datetime, timedelta
from zlib import crc32

from django.utils import timezone

SATURDAY = 5


def number_of(text: str) -> int:
    """Return a number that is the same for the same text: chance that repeats itself."""
    return crc32(text.encode())


class Clock:
    """Turns days before today into moments, each of them after the one before it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.now = timezone.now()
        self.last = self.now - timedelta(days=3650)

    def moment(self, days: float, *, at_work: bool = False) -> datetime:
        """Return a moment so many days ago, later than the last one; `at_work`: no weekend."""
        at = self._day(days)
        if at_work:
            late = at.weekday() - SATURDAY + 1
            earlier = at - timedelta(days=max(0, late))
            at = earlier if earlier > self.last else at
        at = max(at, self.last + timedelta(minutes=11))
        self.last = min(at, self.now - timedelta(minutes=1))
        return self.last

    def any_time(self, days: float, salt: str = "") -> datetime:
        """Return a moment so many days ago, beside the others."""
        return min(self._day(days, salt), self.now - timedelta(minutes=1))

    def _day(self, days: float, salt: str = "") -> datetime:
        if days < 1:
            return self.now - timedelta(days=days)
        local = timezone.localtime(self.now - timedelta(days=days))
        minutes = number_of(f"{self.name} {days} {salt}") % (12 * 60)
        start = local.replace(hour=8, minute=30, second=0, microsecond=0)
        return start + timedelta(minutes=minutes, seconds=minutes % 60)
