"""What the templates of neighbourhoods need beyond the general tags."""

from django import template

from kaart.geocoding import is_available

register = template.Library()


@register.simple_tag
def finds_addresses() -> bool:
    """Say whether a neighbourhood can be found by an address, and not only by its name."""
    return is_available()
