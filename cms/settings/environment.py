"""Reads what an installation sets, and lets nothing start with what can't be meant.

A variable that is there but empty, as compose files hand them over, means its default. What is
wrong is gathered as sentences for people, so that all of it is said at once: see `stop_if_wrong`.
"""

import math
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
# gunicorn starts a worker that ends in another way again, and again.
NO_USE_TO_TRY_AGAIN = 3


class Environment:
    """The variables of one installation, by their names."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._problems: dict[str, str] = {}

    def text(self, name: str, default: str = "", *, may_be_empty: bool = False) -> str:
        """Return a text; `may_be_empty` says that an empty one has a meaning of its own."""
        value = self._values.get(name)
        if value is None or not (value.strip() or may_be_empty):
            return default
        return value.strip()

    def items(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Return what stands between commas."""
        found = [item.strip() for item in self.text(name).split(",")]
        return [item for item in found if item] or list(default)

    def days(self, name: str) -> dict[str, int]:
        """Return days by what they are for, as in `mails=45,accounts=365`."""
        found: dict[str, int] = {}
        for item in self.items(name):
            key, _sign, days = (part.strip() for part in item.partition("="))
            number = _whole(days)
            if number is None:
                self.refuse(name, f"has '{item}': write a name, = and a number of days.")
            else:
                found[key] = number
        return found

    def switch(self, name: str, *, default: bool) -> bool:
        """Return yes or no; nothing else counts as either of them."""
        value = self.text(name).lower()
        if value and value not in YES | NO:
            self.refuse(name, f"is '{value}': write true or false.")
        return value in YES if value in YES | NO else default

    def number(self, name: str, default: int, *, least: int) -> int:
        value = self.text(name, str(default))
        found = _whole(value)
        if found is not None and found >= least:
            return found
        self.refuse(name, f"is '{value}': write a whole number, {least} or more.")
        return default

    def seconds(self, name: str, default: float) -> float:
        value = self.text(name, str(default))
        try:
            found = float(value)
        except ValueError:
            found = math.nan
        if 0 < found < math.inf:
            return found
        self.refuse(name, f"is '{value}': write a number of seconds, such as {default}.")
        return default

    def web_address(
        self, name: str, default: str, *, may_be_empty: bool = False, may_be_path: bool = False
    ) -> str:
        """Return the address of a site or a service; a path is on the site itself."""
        value = self.text(name, default, may_be_empty=may_be_empty)
        if not value or (may_be_path and value.startswith("/")) or _can_be_asked(value):
            return value
        self.refuse(name, f"is '{value}': write an address that begins with https://.")
        return default

    def service(
        self, name: str, default: str, read: Callable[[str], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return the settings of what an address with a password in it names, by what reads it."""
        # Nothing repeats what stands there: it may be a password, and this ends up in logs.
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return read(self.text(name, default))
        except (ImproperlyConfigured, KeyError, ValueError):
            self.refuse(name, "can't be read: docs/settings.md shows how to write it.")
            return read(default)

    def refuse(self, name: str, why: str) -> None:
        """Note what is wrong with a variable; of two things, the first is said."""
        self._problems.setdefault(name, f"{name} {why}")

    def stop_if_wrong(self) -> None:
        if self._problems:
            stop(self._problems.values())


def stop(sentences: Iterable[str]) -> NoReturn:
    """End the process, and say why in a sentence for each thing that is wrong."""
    sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences))
    sys.exit(NO_USE_TO_TRY_AGAIN)


def _whole(value: str) -> int | None:
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None


def _can_be_asked(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


env = Environment(os.environ)
