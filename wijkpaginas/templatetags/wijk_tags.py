"""What the templates of neighbourhoods need beyond the general tags."""

from typing import Any

from django import template
from django.template import Context

from kaart.geocoding import is_available
from wijkpaginas.highlights import Highlight

register = template.Library()


@register.simple_tag
def finds_addresses() -> bool:
    """Say whether a neighbourhood can be found by an address, and not only by its name."""
    return is_available()


@register.simple_tag(takes_context=True)
def find_highlight(context: Context, highlight: Highlight) -> Any:
    """Return what a block of an add-on shows of the branch of this page."""
    return highlight.find(context["page"], context["request"])
