"""All that is public of a municipality, for search engines."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.querysets import PublicPageQuerySet, pages


class PageSitemap(Sitemap[Page]):
    """The pages of one site; Wagtail's own lists pages under an unpublished parent too."""

    def __init__(self, request: HttpRequest) -> None:
        site = Site.find_for_request(request)
        if site is None:
            raise Http404
        self.root: Page = site.root_page

    def items(self) -> PublicPageQuerySet:
        return pages().descendant_of(self.root, inclusive=True).public().order_by("path")

    def location(self, item: Page) -> str:
        return reverse("wagtail_serve", args=[item.url_path.removeprefix(self.root.url_path)])

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at or item.latest_revision_created_at


_more: dict[str, Callable[[HttpRequest], Sitemap[Any]]] = {}


def register_sitemap(section: str, make: Callable[[HttpRequest], Sitemap[Any]]) -> None:
    """Have search engines told of more than pages; `section` is its name in the address."""
    _more[section] = make


@require_safe
def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """Answer with the pages, or with an index of sitemaps when they are more than one may hold."""
    every = {"paginas": PageSitemap(request)} | {key: make(request) for key, make in _more.items()}
    sitemaps: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {**every}
    if section is None and any(one.paginator.num_pages > 1 for one in every.values()):
        sitemaps = {key: one for key, one in every.items() if one.paginator.count}
        return sitemap_index(request, sitemaps, sitemap_url_name="sitemap_part")
    return sitemap_view(request, sitemaps, section)
