"""Which pages the public may see, decided in one place for lists, menus, feeds and the sitemap."""

from collections.abc import Callable
from functools import cache
from typing import Any, Self

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, CharField, F, Func, Lookup, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from wagtail.images import get_image_model
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

# Deepest level of the page tree: the number of ancestors to look at has to be known beforehand.
MAX_DEPTH = 12

_closed_branches: list[Callable[[], QuerySet[Any]]] = []


def register_closed_branches(pages: Callable[[], QuerySet[Any]]) -> Callable[[], QuerySet[Any]]:
    """Register a query of pages below which nothing is public, though they may be so themselves.

    Upper apps call it for page types with a closed state of their own, such as a neighbourhood that
    is still being prepared.
    """
    _closed_branches.append(pages)
    _hiding_sql.cache_clear()
    return pages


def ancestor_paths(path: str) -> list[str]:
    """Return the paths of the pages above the one with this path, and its own."""
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]


@CharField.register_lookup
class AncestorOf(Lookup[bool]):
    """`path__ancestor_of=other`: this path is that of an ancestor of the other page, or its own.

    As a list of prefixes, so that an index finds them.
    """

    lookup_name = "ancestor_of"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        path, params = self.process_lhs(compiler, connection)
        other, other_params = self.process_rhs(compiler, connection)
        lengths = range(Page.steplen, MAX_DEPTH * Page.steplen + 1, Page.steplen)
        prefixes = ", ".join(f"SUBSTR({other}, 1, {length})" for length in lengths)
        return f"{path} IN ({prefixes})", [*params, *list(other_params) * len(lengths)]


class IsHidden(Func):
    """Whether the page with this path is restricted, or lies below something that is not public.

    One subquery over the ancestors. But for the path it is the same in every query, and Django
    takes longer to write it than the database to answer it: it is written once.
    """

    output_field = BooleanField()
    conditional = True

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_: Any, **__: Any
    ) -> Any:
        path, path_params = compiler.compile(self.get_source_expressions()[0])
        sql, values = _hiding_sql(connection.vendor)
        parts = iter(sql.split("%s"))
        written, params = [next(parts)], list[Any]()
        for value, part in zip(values, parts, strict=True):
            is_path = value == PATH
            written += [path if is_path else "%s", part]
            params += path_params if is_path else [value]
        return f"EXISTS({''.join(written)})", params


# Stands for the path of the page in question while the subquery is written.
PATH = "the path of the page"


@cache
def _hiding_sql(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Write the query of what hides a page, with `PATH` among its values."""
    # Wagtail itself keeps serving pages under an unpublished parent.
    closed = Q(live=False)
    for branches in _closed_branches:
        closed |= Q(pk__in=branches().values("pk"))
    restricted = Q(pk__in=PageViewRestriction.objects.values("page"))
    query = pages().filter(restricted | closed & ~Q(path=PATH), path__ancestor_of=PATH).query
    # Not the name that a query around this one may use.
    query.change_aliases({alias: f"hiding_{alias}" for alias in query.alias_map})
    sql, values = query.exists().get_compiler(connection=connection).as_sql()
    return sql, tuple(values)


class PublicPageQuerySet(PageQuerySet):
    """Page queries that know what the public may see."""

    def for_serving(self) -> Self:
        """Fetch with a page what every page shows."""
        return self.select_related("afbeelding")

    def public(self) -> Self:
        """Keep pages that are live, restricted to nobody, and below no closed branch."""
        return self.live().filter(~IsHidden(F("path")), depth__lte=MAX_DEPTH)


def pages() -> PublicPageQuerySet:
    """Return a query of pages of all types, as plain `Page` objects."""
    return PublicPageQuerySet(Page)


def teasers(found: PublicPageQuerySet) -> list[Any]:
    """Return pages of any type with the pictures of their teasers, in a fixed number of queries."""
    result = list(found.specific())
    wanted = {page.afbeelding_id for page in result if getattr(page, "afbeelding_id", None)}
    pictures = get_image_model().objects.in_bulk(wanted)
    for page in result:
        if getattr(page, "afbeelding_id", None):
            page.afbeelding = pictures.get(page.afbeelding_id)
    return result


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)
