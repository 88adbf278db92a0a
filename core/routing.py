"""From an address to a page, without walking down the tree at each request."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from core.navigation import Link, link_to
from core.querysets import pages


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a page stands: what was found out on the way to it."""

    ancestors: tuple[Page, ...]
    """Plain pages from the front page to the parent; shared by requests, not to be changed."""
    links: tuple[Link, ...]
    section: Page | None
    """The page with a menu of its own, as a neighbourhood; perhaps the page itself."""
    branch: Page
    """The section, or the front page for what is in none."""
    restricted: bool
    """Whether Wagtail has to ask who the visitor is."""


@dataclass(frozen=True, slots=True)
class Route:
    """The page at an address."""

    model: type[Page]
    pk: int
    trail: Trail


def marked_item(steps: list[int], start: int) -> str:
    """Say which item of the menu below `start` is marked for the last of these pages, and how.

    A menu looks the same on all pages for which this is the same.
    """
    below = steps[steps.index(start) + 1 :]
    return f"{below[0]}{'' if len(below) == 1 else '/'}" if below else ""


def trail_of(page: Page, request: HttpRequest) -> Trail:
    """Walk up from a page."""
    here = pages().ancestor_of(page, inclusive=True).filter(depth__gt=1).order_by("depth")
    steps = list(here) or [page]
    ancestors = tuple(step for step in steps if step.pk != page.pk)
    section = next((s for s in steps if getattr(s.specific_class, "opens_section", False)), None)
    return Trail(
        ancestors,
        tuple(link_to(ancestor, request) for ancestor in ancestors),
        section,
        section or steps[0],
        _is_restricted(page, steps),
    )


def _is_restricted(page: Page, steps: list[Page]) -> bool:
    """Say whether somebody may not see this page, or one above it."""
    if any(step.alias_of_id for step in steps):
        # An alias has the restrictions of its source, wherever that stands.
        return bool(page.get_view_restrictions().exists())
    return PageViewRestriction.objects.filter(page__path__ancestor_of=page.path).exists()
