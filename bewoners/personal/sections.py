"""The sections of the personal page: each app that people do something in adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from bewoners.models import User


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the personal page.

    `template` draws what stands under the title, with what `context` returns for the person and
    the request; None leaves the section out. `key` is its anchor, and `order` its place: low
    numbers come first.
    """

    key: str
    title: str | Promise
    order: int
    template: str
    context: Callable[[User, HttpRequest], dict[str, Any] | None] = lambda _user, _request: {}


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a section; one with the same key takes the place of the earlier one."""
    _sections[section.key] = section


def sections() -> list[Section]:
    """Return all sections in the order in which they are shown."""
    return sorted(_sections.values(), key=lambda section: (section.order, section.key))
