"""What the help screen explains, with links to the screens of whoever reads it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry


def help_context(request: HttpRequest) -> dict[str, Any]:
    """Return where this person's pages begin, and what they may do with them."""
    policy = policy_registry.get_by_type(Page)
    start = policy.explorable_root_instance(request.user)
    return {
        "start_url": reverse("wagtailadmin_explore", args=[start.pk])
        if start
        else reverse("wagtailadmin_explore_root"),
        "may_publish": policy.user_has_permission(request.user, "publish"),
        "may_edit": policy.user_has_any_permission(request.user, {"add", "change"}),
    }
