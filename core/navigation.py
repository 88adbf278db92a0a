"""What stands around the content of every page of a municipality's site."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest
from wagtail.models import Page, Site

from core.editions import current
from core.footer import Footer, footer_of
from core.models.gemeente import Gemeente
from core.querysets import pages

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Link:
    """A page in a menu or in the breadcrumbs."""

    pk: int
    title: str
    url: str


def link_to(page: Page, request: HttpRequest) -> Link:
    """Return the link to a page; a page outside every site has an empty address."""
    return Link(page.pk, page.title, page.get_url(request) or "")


def remembered(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return what was made in this edition of the site; make it when there is no edition."""
    edition = current()
    return edition.remember(key, make) if edition else make()


def site_context(request: HttpRequest, home: Page) -> dict[str, Any]:
    """Return what header and footer need: the municipality and the chapters of its site."""
    menu, footer = remembered(("chapters", home.pk), lambda: _chapters(request, home))
    # Pages can be previewed before their site is made.
    site = Site.find_for_request(request)
    gemeente = remembered("gemeente", lambda: Gemeente.for_request(request)) if site else None
    footer_links = Footer()
    if gemeente:
        footer_links = remembered(("footer", home.pk), lambda: footer_of(gemeente, home, request))
    return {
        "gemeente": gemeente,
        "voet": footer_links,
        "home": remembered(("home", home.pk), lambda: link_to(home, request)),
        "menu": menu,
        # About, privacy, accessibility: what every site has and few people look for.
        "voetmenu": footer,
        # No item is marked, unless a page says so.
        "menu_mark": "",
    }


def public_url(page_id: int) -> str:
    """Return the address of a page; nothing when the public may not see it."""

    def find() -> str:
        page = pages().public().filter(pk=page_id).first()
        return (page.url or "") if page else ""

    return remembered(("address", page_id), find)


def section_menu(request: HttpRequest, section: Page) -> list[Link]:
    """Return the public pages that a section shows in its menu."""

    def make() -> list[Link]:
        found = pages().child_of(section).in_menu().public()
        return [link_to(page, request) for page in found]

    return remembered(("section", section.pk), make)


def _chapters(request: HttpRequest, home: Page) -> tuple[list[Link], list[Link]]:
    chapters = list(pages().child_of(home).public())
    return (
        [link_to(page, request) for page in chapters if page.show_in_menus],
        [link_to(page, request) for page in chapters if not page.show_in_menus],
    )
