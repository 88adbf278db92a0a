"""Drawing the photos that people sent along."""

from typing import Any

from django import template

from deelname.models import Foto
from deelname.photos.reading import photos_of

register = template.Library()


@register.inclusion_tag("deelname/fotos.html")
def idee_fotos(onderwerp: Any, fotos: list[Foto] | None = None) -> dict[str, Any]:
    """Draw the photos of something that people take part in; one query when they are not given."""
    return {"fotos": list(photos_of(onderwerp)) if fotos is None else fotos}


@register.inclusion_tag("deelname/kleine_foto.html")
def kleine_foto(foto: Foto) -> dict[str, Any]:
    """Draw a photo small, as in a list: its description is the title beside it."""
    return {"foto": foto, "bestand": foto.for_lists}
