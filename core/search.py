"""What can be found on the site: apps register it here, and `search` finds it.

A model that is to be found has `Searchable` among its bases, and an `index.SearchField` for each
text. An app that has such models registers a `SearchType` for each kind of result.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends.database.sqlite.utils import fts5_available
from wagtail.search.models import IndexEntry

from core.words import fold, stems_of

# Stands before stems in the index, so that an excerpt can leave them out.
STEMS_BEGIN = "\x1e"


def _as_text(value: Any) -> str:
    """Write a value of a search field as the search back ends do."""
    if isinstance(value, list | tuple):
        return " ".join(_as_text(item) for item in value)
    if isinstance(value, dict):
        return _as_text(list(value.values()))
    return "" if value is None else str(value)


class StemmedField(index.SearchField):
    """A field's stems, indexed beside its text: SQLite can't stem, PostgreSQL keeps accents."""

    def get_value(self, obj: Any) -> str:
        return f"{STEMS_BEGIN} {' '.join(stems_of(_as_text(super().get_value(obj))))}"


class FoldedField(index.AutocompleteField):
    """A field for suggestions without its accents."""

    def get_value(self, obj: Any) -> str:
        return fold(_as_text(super().get_value(obj)))


class Searchable(index.Indexed):
    """A model whose texts are also found by other forms of their words."""

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """Add the stems of what is searched, after all texts, and the plain form of suggestions."""
        fields = super().get_search_fields()
        stems = [StemmedField(f.field_name) for f in fields if type(f) is index.SearchField]
        plain = [FoldedField(f.field_name) for f in fields if type(f) is index.AutocompleteField]
        return [*fields, *stems, *plain]


def forget_gone_words() -> None:
    """Take words out of the index that stand in no text any more.

    SQLite only marks them as gone, until it happens to merge the parts of its index.
    """
    if connection.vendor == "sqlite" and fts5_available():
        table = f"{IndexEntry._meta.db_table}_fts"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """A part of the site that a search can be limited to: the page at `path` and all below it."""

    key: str
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Where to search: a municipality's site, perhaps one place in it, perhaps from some day on."""

    request: HttpRequest
    home: Page
    places: tuple[SearchPlace, ...] = ()
    place: SearchPlace | None = None
    since: date | None = None

    @property
    def path(self) -> str:
        """The path in the page tree that everything found lies at or below."""
        return self.place.path if self.place else str(self.home.path)

    @property
    def since_moment(self) -> datetime | None:
        """Midnight at the begin of the first day."""
        return timezone.make_aware(datetime.combine(self.since, time.min)) if self.since else None

    def place_of(self, path: str) -> str:
        """Return the name of the place that a page lies in; empty for the municipality's own."""
        return next((place.label for place in self.places if path.startswith(place.path)), "")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a result shows of an object."""

    title: str
    url: str
    place: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SearchType:
    """A kind of result.

    `objects` returns all there are, with what `describe` needs to turn one into what a list shows.
    `public` keeps what everyone may see at or below the scope's path: it alone decides what can be
    found, and asks for nothing that changes without a new edition of the site. `recent` is the
    condition for what is not older than a moment. Types with the same `objects` and `public` are
    asked for together.
    """

    key: str
    label: str | Promise
    models: tuple[type[Model], ...]
    objects: Callable[[], Any]
    public: Callable[[Any, SearchScope], Any]
    recent: Callable[[datetime], Q]
    describe: Callable[[Any, SearchScope], Hit]


_types: dict[str, SearchType] = {}
_places: list[Callable[[Page], Iterable[SearchPlace]]] = []


def register_search_type(kind: SearchType) -> SearchType:
    """Make a kind of result known; types are offered in the order in which they come."""
    if kind.key in _types:
        raise ValueError(f"There is a search type {kind.key} already.")
    _types[kind.key] = kind
    return kind


def unregister_search_type(key: str) -> None:
    del _types[key]


def search_types() -> list[SearchType]:
    return list(_types.values())


def register_search_places(
    provider: Callable[[Page], Iterable[SearchPlace]],
) -> Callable[[Page], Iterable[SearchPlace]]:
    """Register a function that returns the places of a site, given its front page."""
    _places.append(provider)
    return provider


def search_places(home: Page) -> tuple[SearchPlace, ...]:
    """Return all places of a site that a search can be limited to."""
    return tuple(place for provider in _places for place in provider(home))
