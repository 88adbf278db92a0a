"""What the templates of the admin need beyond Wagtail's own tags."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from wagtail.models import Site

from core.models import Gemeente

register = template.Library()


@register.simple_tag(takes_context=True)
def admin_site_name(context: Context) -> str:
    """Return the name of the municipality whose host the editor uses, or that of the product."""
    request: Any = context.get("request")
    site = Site.find_for_request(request) if request else None
    name = Gemeente.for_site(site).naam if site else ""
    return name or str(settings.WAGTAIL_SITE_NAME)
