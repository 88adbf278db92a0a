"""What stands around the content of every page of a municipality's site."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from core.models.gemeente import Gemeente
from core.querysets import pages


def site_context(request: HttpRequest, home: Page) -> dict[str, Any]:
    """Return what header and footer need: the municipality and the chapters of its site."""
    chapters = list(pages().child_of(home).public())
    return {
        # Pages can be previewed before their site is made.
        "gemeente": Gemeente.for_request(request) if Site.find_for_request(request) else None,
        "home": home,
        "menu": [page for page in chapters if page.show_in_menus],
        # About, privacy, accessibility: what every site has and few people look for.
        "voetmenu": [page for page in chapters if not page.show_in_menus],
    }
