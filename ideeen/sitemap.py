"""The ideas of a municipality, for search engines."""

from datetime import datetime
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from wagtail.models import Site

from core.sitemap import register_sitemap
from ideeen.models import Idee
from ideeen.querysets import IdeeQuerySet


class IdeeSitemap(Sitemap[Idee]):
    """Ideas that stand in lists."""

    limit = 10_000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.site = Site.find_for_request(request)

    def items(self) -> IdeeQuerySet:
        found = Idee.objects.listed(self.site).select_related("wijk")
        return found.only("titel", "stadium_sinds", *(f"wijk__{name}" for name in WIJK)).order_by(
            "pk"
        )

    def location(self, item: Idee) -> str:
        return urlsplit(item.get_url(self.request)).path

    def lastmod(self, item: Idee) -> datetime:
        return item.stadium_sinds


# What the address of a neighbourhood is made of.
WIJK = ("path", "depth", "url_path", "slug", "locale")

register_sitemap("ideeen", IdeeSitemap)
