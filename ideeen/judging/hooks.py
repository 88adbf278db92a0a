"""What judging adds to the admin: a menu, its screens, a panel, and names in the log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from ideeen.judging import paneel as _paneel  # noqa: F401  # registers its own
from ideeen.judging import snippets
from ideeen.judging.panels import JudgePanel
from ideeen.judging.people import is_judge
from ideeen.judging.services import ACTION

snippets.register()


@hooks.register("register_admin_urls")
def register_judging_urls() -> list[URLResolver]:
    return [path("beoordelen/", include("ideeen.judging.admin_urls"))]


class JudgeMenuItem(MenuItem):
    """The list of ideas, for who judges them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_judge(request.user)


@hooks.register("register_admin_menu_item")
def judge_menu_item() -> MenuItem:
    return JudgeMenuItem(
        _("Te beoordelen"),
        reverse("ideeen_judging:list"),
        name="te-beoordelen",
        icon_name="tasks",
        order=250,
    )


@hooks.register("construct_homepage_panels")
def judge_panel(request: HttpRequest, shown: list[Any]) -> None:
    shown.append(JudgePanel())


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(ACTION)
    class Judged(LogFormatter):  # Wagtail's way to name what a row tells
        label = _("Beoordeling")

        def format_message(self, log_entry: Any) -> str:
            return str(_("Beoordeling: %s")) % log_entry.data.get("wat", "")
