"""What the templates of ideas need beyond the general tags."""

from typing import Any

from django import template
from django.template import Context

from core.navigation import remembered
from deelname.models import Foto
from deelname.photos.reading import first_photos
from ideeen.models import Idee
from ideeen.reading.drawing import IdeaMap, draw, draw_place

register = template.Library()


@register.simple_tag
def first_photos_of(ideeen: Any) -> dict[int, Foto]:
    """Return the first photo of each of these ideas, by the number of the idea; one query."""
    return first_photos(list(ideeen))


@register.simple_tag
def photo_of(fotos: dict[int, Foto] | None, idee: Idee) -> Foto | None:
    return (fotos or {}).get(idee.pk)


@register.simple_tag(takes_context=True)
def idea_url(context: Context, idee: Idee) -> str:
    """Return the address of an idea's page."""
    return idee.get_url(context.get("request"))


@register.simple_tag(takes_context=True)
def idea_map(context: Context) -> IdeaMap | None:
    """Draw the ideas that the page lists; once for each edition, unless somebody typed a word."""
    filters, wijk, request = context["filters"], context["wijk"], context["request"]

    def make() -> IdeaMap | None:
        return draw(filters, wijk, request)

    return make() if filters.text else remembered(("ideeen drawing", *filters.key), make)


@register.filter
def as_list(idee: Idee) -> list[Idee]:
    return [idee]


@register.simple_tag
def place_map(idee: Idee) -> IdeaMap | None:
    """Draw where in its neighbourhood an idea is; one query."""
    return draw_place(idee)
