"""What add-ons show on the page of a neighbourhood and on the front page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Highlight:
    """A block that shows what is new in a branch of the site.

    `find` returns what the template gets as `blok`, or nothing for no block at all; it may depend
    on nothing but public content. `section` is the page type that lists it all: where the block
    is, its teaser is not.
    """

    key: str
    section: type[Page]
    template: str
    find: Callable[[Page, HttpRequest], Any]


_highlights: dict[str, Highlight] = {}


def register_highlight(highlight: Highlight) -> Highlight:
    """Make a block known; one with the same key takes the place of the earlier one."""
    _highlights[highlight.key] = highlight
    return highlight


def highlights() -> list[Highlight]:
    """Return the blocks in the order in which their apps came."""
    return list(_highlights.values())
