"""Asking on the personal page whether somebody agrees to a new version of the text."""

from typing import Any

from django import template
from wagtail.models import Site

from bewoners.consent.versions import current_text, has_to_agree

register = template.Library()


@register.inclusion_tag("deelnemen/consent_notice.html", takes_context=True)
def consent_notice(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the question where there is one, and else nothing."""
    request = context["request"]
    site = Site.find_for_request(request)
    text = current_text(site) if site and has_to_agree(request.user, site) else None
    return {"toestemmingstekst": text, "csrf_token": context.get("csrf_token")}
