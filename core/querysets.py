"""Which pages the public may see, decided in one place for lists, menus, feeds and the sitemap."""

from collections.abc import Callable
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
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
    return pages


def _path_prefixes() -> list[Substr]:
    """Return the paths of all ancestors of the outer query's page, and its own."""
    return [Substr(OuterRef("path"), 1, depth * Page.steplen) for depth in range(1, MAX_DEPTH + 1)]


class PublicPageQuerySet(PageQuerySet):
    """Page queries that know what the public may see."""

    def public(self) -> Self:
        """Keep pages that are live, restricted to nobody, and below no closed branch.

        One subquery over the ancestors asks all of it: a page shows a dozen such lists, and Django
        takes longer to write the query than the database to answer it.
        """
        # Wagtail itself keeps serving pages under an unpublished parent.
        closed = Q(live=False)
        for branches in _closed_branches:
            closed |= Q(pk__in=branches().values("pk"))
        restricted = Q(pk__in=PageViewRestriction.objects.values("page"))
        hiding = pages().filter(
            restricted | closed & ~Q(path=OuterRef("path")), path__in=_path_prefixes()
        )
        return self.live().filter(~Exists(hiding), depth__lte=MAX_DEPTH)


def pages() -> PublicPageQuerySet:
    """Return a query of pages of all types, as plain `Page` objects."""
    return PublicPageQuerySet(Page)


def teasers(found: PublicPageQuerySet) -> list[Any]:
    """Return pages of any type with the pictures of their teasers, in a fixed number of queries."""
    result = list(found.specific())
    wanted = {page.afbeelding_id for page in result if getattr(page, "afbeelding_id", None)}
    pictures = get_image_model().objects.prefetch_related("renditions").in_bulk(wanted)
    for page in result:
        if getattr(page, "afbeelding_id", None):
            page.afbeelding = pictures.get(page.afbeelding_id)
    return result


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)
