"""Where the neighbourhoods, the news and the calendar of a branch are listed."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Page

from core.navigation import remembered
from core.querysets import PublicPageQuerySet, pages

# The section that lists it, by what is listed.
OVERVIEWS = {"wijken": "WijkIndexPage", "nieuws": "NieuwsIndexPage", "agenda": "AgendaPage"}
# As routed by those pages.
FEEDS = {"nieuws": "feed/", "agenda": "ical/"}


@dataclass(frozen=True, slots=True)
class Overview:
    """The address of a list, and of the feed below it, of those that have one."""

    url: str
    feed_url: str


def overviews(branch: Page, request: HttpRequest | None) -> dict[str, Overview]:
    """Return the public lists right below a page, by what they list."""
    return remembered(("overviews", branch.pk), lambda: _find(branch, request))


def _find(branch: Page, request: HttpRequest | None) -> dict[str, Overview]:
    models = {apps.get_model("wijkpaginas", name): kind for kind, name in OVERVIEWS.items()}
    found: dict[str, Overview] = {}
    for page in pages().child_of(branch).public().type(*models):
        kind = models[page.specific_class]
        url = page.get_url(request) or ""
        found.setdefault(kind, Overview(url, f"{url}{FEEDS.get(kind, '')}"))
    return found


def page_of(
    found: PublicPageQuerySet, request: HttpRequest, size: int, key: tuple[Hashable, ...]
) -> Any:
    """Return the page of a list that the visitor asks for; the key says which list it is.

    How long the list is, is counted once for each edition of the site. What is on the page is asked
    for when the template needs it.
    """
    paginator = Paginator(found, size)
    # A cached property: who knows the value already spares it the question.
    vars(paginator)["count"] = remembered(("count", *key), found.count)
    return paginator.get_page(request.GET.get("pagina"))
