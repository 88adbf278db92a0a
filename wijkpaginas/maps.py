"""The map of neighbourhoods, drawn on the server."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest

from kaart.outlines import AreaMap, draw_areas

if TYPE_CHECKING:
    from wijkpaginas.models import WijkPage


def draw_wijken(wijken: Iterable["WijkPage"], request: HttpRequest) -> AreaMap | None:
    """Draw the neighbourhoods that have an area, each a link to its page; None when none has."""
    return draw_areas(
        [(wijk.gebied, wijk.title, wijk.get_url(request)) for wijk in wijken if wijk.gebied]
    )
