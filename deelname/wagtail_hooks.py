"""What taking part adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from core.roles import MODERATOR
from deelname.admin import snippets
from deelname.admin.panels import QueuePanel
from deelname.permissions import wijken_for

snippets.register()


@hooks.register("register_admin_urls")
def register_queue_urls() -> list[URLResolver]:
    return [path("wachtrij/", include("deelname.admin.urls"))]


class QueueMenuItem(MenuItem):
    """The queue, for who moderates what residents send in."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(wijken_for(request.user, MODERATOR).exists())


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    return QueueMenuItem(
        _("Wachtrij"),
        reverse("deelname_admin:queue"),
        name="wachtrij",
        icon_name="tasks",
        order=140,
    )


@hooks.register("construct_homepage_panels")
def queue_on_dashboard(request: HttpRequest, shown: list[Any]) -> None:
    """Tell moderators how much waits for them."""
    shown.append(QueuePanel())


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Give what is done with comments and reports a name in the log."""
    for name, label in (
        ("reactie", _("Reactie beoordeeld")),
        ("melding", _("Melding beoordeeld")),
        ("bezwaar_afgewezen", _("Bezwaar tegen het verbergen van een reactie afgewezen")),
    ):
        actions.register_action(f"deelname.{name}", label, label)
