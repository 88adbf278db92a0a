"""The neighbourhoods that people can choose as their own: an upper app says which there are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page, Site

Choices = Callable[[Site], "QuerySet[Page]"]
Find = Callable[[str, Site], Page | None]


@dataclass(frozen=True, slots=True)
class Wijken:
    """Which neighbourhoods a site has open, and which one an address or postcode lies in."""

    choices: Choices
    find: Find


_registered: list[Wijken] = []


def register_wijken(choices: Choices, find: Find) -> None:
    """Say where neighbourhoods come from; the last one to say so is asked."""
    _registered[:] = [Wijken(choices, find)]


def open_wijken(site: Site | None) -> "QuerySet[Page]":
    """Return the neighbourhoods of a site that are open to the public."""
    if site is None or not _registered:
        return Page.objects.none()
    return _registered[0].choices(site)


def find_wijk(text: str, site: Site | None) -> Page | None:
    """Return the neighbourhood that a postcode, an address or a name stands for, if any."""
    return _registered[0].find(text, site) if site and _registered else None
