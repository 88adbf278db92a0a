"""What is derived from public content is kept in memory until the site changes.

Each site has a number in the database, its edition, that goes up in the transaction of every public
change (`core.publication`). A request reads it once. What another process published a moment ago is
therefore never missed, and a process that dies loses no invalidation.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest
from wagtail.models import Site

Value = TypeVar("Value")


class Memory:
    """The most recently used values of a process, each good for one edition of one site."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, edition: int) -> Any:
        """Return the value that was kept in this edition, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None or found[0] != edition:
                return None
            self._values.move_to_end(key)
            return found[1]

    def keep(self, key: Hashable, edition: int, value: Any) -> None:
        with self._lock:
            self._values[key] = (edition, value)
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


_memory = Memory(10_000)
_hosts = Memory(1_000)


@dataclass(frozen=True)
class Edition:
    """The published state of a site that a request answers from."""

    site_id: int
    number: int

    @property
    def site(self) -> Site:
        """The site with its front page; shared by all requests, so not to be changed."""
        site: Site = self.remember(
            "site", lambda: Site.objects.select_related("root_page").get(pk=self.site_id)
        )
        return site

    def recall(self, key: Hashable) -> Any:
        """Return what was remembered under this key in this edition, or None."""
        return _memory.get((self.site_id, key), self.number)

    def keep(self, key: Hashable, value: Any) -> None:
        _memory.keep((self.site_id, key), self.number, value)

    def remember(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what `make` returned earlier in this edition, or now.

        It may depend on nothing but public content and the key: not on the visitor, not on the
        time. It is shared by requests, so nobody may change it; None is not remembered.
        """
        value: Value | None = self.recall(key)
        if value is None:
            value = make()
            self.keep(key, value)
        return value


_current: ContextVar[Edition | None] = ContextVar("edition", default=None)


def current() -> Edition | None:
    """Return the edition that this request answers from; None in commands and previews."""
    return _current.get()


def enter(edition: Edition | None) -> Callable[[], None]:
    """Make this the current edition; return what ends that."""
    token = _current.set(edition)
    return lambda: _current.reset(token)


def number_of(site_id: int) -> int | None:
    """Read the number of a site's edition."""
    with connection.cursor() as cursor:
        # Every request asks this: the ORM takes longer to write it than the database to answer.
        cursor.execute("SELECT number FROM core_siteedition WHERE site_id = %s", [site_id])
        row = cursor.fetchone()
    return row[0] if row else None


def edition_for(request: HttpRequest) -> Edition | None:
    """Return the edition of the site that the request is for; None for a host without a site.

    The host has to be checked before. Which site a host belongs to is remembered too: a change of
    sites is a change of all editions.
    """
    host = (request.get_host(), request.get_port())
    site_id = _hosts.get(host, 0)
    if site_id is not None:
        edition = _fresh(site_id)
        if edition and edition.recall(host):
            return edition
    site = Site.find_for_request(request)
    edition = _fresh(site.pk) if site else None
    if edition:
        _hosts.keep(host, 0, edition.site_id)
        edition.keep(host, value=True)
    return edition


def _fresh(site_id: int) -> Edition | None:
    number = number_of(site_id)
    return None if number is None else Edition(site_id, number)


def forget_all() -> None:
    """Empty this process's memory, as when the database was exchanged."""
    _memory.clear()
    _hosts.clear()
