"""What the site's search finds of neighbourhoods: their pages, news and events."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import BasePage
from core.querysets import PublicPageQuerySet, pages
from core.search import (
    Hit,
    SearchPlace,
    SearchScope,
    SearchType,
    register_search_places,
    register_search_type,
)
from wijkpaginas.models import (
    AgendaPage,
    EvenementPage,
    InformatiePage,
    NieuwsIndexPage,
    NieuwsPage,
    WijkIndexPage,
    WijkPage,
)


def _pages() -> PublicPageQuerySet:
    """Return pages of all types with their days: one query for whatever was found."""
    return pages().annotate(
        news_day=F("nieuwspage__datum"), event_day=F("evenementpage__begindatum")
    )


def _public(found: PublicPageQuerySet, scope: SearchScope) -> PublicPageQuerySet:
    return found.filter(path__startswith=scope.path).public()


def _describe(page: Any, scope: SearchScope) -> Hit:
    published = localdate(page.last_published_at) if page.last_published_at else None
    return Hit(
        title=page.title,
        url=page.get_url(scope.request) or "",
        place=scope.place_of(page.path),
        day=page.news_day or page.event_day or published,
    )


def _register(
    key: str, label: Promise, models: tuple[type[BasePage], ...], recent: Callable[[datetime], Q]
) -> None:
    register_search_type(
        SearchType(key, label, models, _pages, _public, recent=recent, describe=_describe)
    )


_register("wijk", _("Wijken"), (WijkPage,), lambda since: Q(last_published_at__gte=since))
_register(
    "nieuws",
    _("Nieuws"),
    (NieuwsPage,),
    lambda since: Q(nieuwspage__datum__gte=localdate(since)),
)
_register(
    "agenda",
    _("Agenda"),
    (EvenementPage,),
    # What has begun and goes on is not old.
    lambda since: Q(evenementpage__eindigt_op__gte=since),
)
_register(
    "pagina",
    _("Pagina's"),
    (InformatiePage, WijkIndexPage, NieuwsIndexPage, AgendaPage),
    lambda since: Q(last_published_at__gte=since),
)


@register_search_places
def open_wijken(home: Page) -> Iterable[SearchPlace]:
    """Offer the neighbourhoods that show what is below them."""
    found = WijkPage.objects.descendant_of(home).public().filter(opening=WijkPage.Opening.OPEN)
    rows = found.order_by("title").values_list("slug", "title", "path")
    return [SearchPlace(slug, title, path) for slug, title, path in rows]
