"""Asking on the personal page whether somebody agrees to a new version of the text."""

from typing import Any

from django import template
from wagtail.models import Site

from bewoners.consent.versions import open_question

register = template.Library()


@register.inclusion_tag("deelnemen/consent_notice.html", takes_context=True)
def consent_notice(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the question where there is one, and else nothing."""
    request = context["request"]
    site = Site.find_for_request(request)
    question = open_question(request.user, site) if site else None
    return {"question": question, "csrf_token": context.get("csrf_token")}
