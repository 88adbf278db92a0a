"""Pictures in templates: `{% picture page.afbeelding sizes="100vw" alt="…" eager=True %}`."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.pictures import html

register = template.Library()


@register.simple_tag
def picture(image: Any, **options: Any) -> SafeString | str:
    """Draw a picture; nothing where an editor deleted it. `core.pictures.html` has the options."""
    return html.draw_picture(image, **options) if image else ""


@register.simple_tag
def share_picture(image: Any) -> dict[str, Any] | None:
    """Return the version of a picture for sharing (`url`, `width`, `height`), if there is one."""
    return html.share_picture(image) if image else None
