"""What every municipality's site adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel as StockSubmitted
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel as StockWaiting
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from core import rich_text as _rich_text  # noqa: F401  # registers its own
from core.admin import panels, review
from core.admin.checker import SiteChecker
from core.admin.explorer import SitePageViewSet
from core.scoping import hooks as _scoping_hooks  # noqa: F401  # registers its own

# Ours tell the same in fewer words and a fixed number of queries.
REPLACED_PANELS = (StockWaiting, StockSubmitted)
REPLACED_REPORTS = {"aging-pages"}
# Links to the site of Wagtail's makers, in English.
FOREIGN_HELP = ("editor-guide", "whats-new")
# After what other apps add.
LAST = 1000


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    """Give our own screens addresses below that of the admin."""
    return [path("samenwijk/", include("core.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_page_viewset() -> SitePageViewSet:
    """Take the place of Wagtail's own screens for pages."""
    return SitePageViewSet()


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("js/admin.js"))


@hooks.register("construct_homepage_panels")
def dashboard_panels(request: HttpRequest, shown: list[Any]) -> None:
    """Tell editors about their own pages."""
    shown[:] = [panel for panel in shown if not isinstance(panel, REPLACED_PANELS)]
    shown += [panels.TipsPanel(), panels.WaitingPanel(), panels.SubmittedPanel()]
    if user_has_any_page_permission(request.user):
        shown += [panels.PlannedPanel(), panels.ReviewPanel(), panels.BrokenLinksPanel()]


@hooks.register("construct_homepage_summary_items", order=LAST)
def no_counts(request: HttpRequest, items: list[Any]) -> None:
    """Leave out how many pages and pictures there are: nobody works with those numbers."""
    items[:] = [item for item in items if not type(item).__module__.startswith("wagtail.")]


class PageReportMenuItem(MenuItem):
    """A report for everyone who edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


@hooks.register("register_reports_menu_item")
def review_report() -> MenuItem:
    url = reverse("core_admin:nakijken")
    return PageReportMenuItem(
        _("Nakijken"), url, name="nakijken", icon_name="calendar-check", order=100
    )


@hooks.register("register_reports_menu_item")
def planning_report() -> MenuItem:
    url = reverse("core_admin:planning")
    return PageReportMenuItem(
        _("Planning"), url, name="planning", icon_name="calendar-alt", order=110
    )


@hooks.register("register_reports_menu_item")
def link_report() -> MenuItem:
    url = reverse("core_admin:kapotte_links")
    return PageReportMenuItem(
        _("Kapotte links"), url, name="kapotte-links", icon_name="link", order=120
    )


class CleaningReportMenuItem(MenuItem):
    """A report for who looks after the whole installation."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("core.view_opruiming"))


@hooks.register("register_reports_menu_item")
def cleaning_report() -> MenuItem:
    url = reverse("core_admin:opgeruimd")
    return CleaningReportMenuItem(_("Opgeruimd"), url, name="opgeruimd", icon_name="bin", order=130)


class AuditReportMenuItem(MenuItem):
    """The log of personal data, for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("core.view_auditentry"))


@hooks.register("register_reports_menu_item")
def audit_report() -> MenuItem:
    url = reverse("core_admin:logboek")
    return AuditReportMenuItem(
        _("Logboek persoonsgegevens"), url, name="logboek", icon_name="history", order=900
    )


@hooks.register("construct_reports_menu")
def replace_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in REPLACED_REPORTS]


@hooks.register("register_help_menu_item")
def help_menu_item() -> MenuItem:
    return MenuItem(
        _("Zo werkt het"), reverse("core_admin:help"), name="hulp", icon_name="help", order=100
    )


@hooks.register("construct_help_menu", order=LAST)
def own_help_only(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("construct_wagtail_userbar")
def site_checker(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Check pages by the rules that our editors can do something about."""
    items[:] = [
        SiteChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(review.ACTION, _("Nagekeken"), _("Nagekeken: klopt nog"))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def review_button(
    page: Page, user: Any, next_url: str | None = None, view_name: str = ""
) -> Iterator[Button]:
    """Offer in the menu of a page, and in lists, to say that it is still right."""
    if review.can_review(page, user):
        address = reverse("core_admin:review", args=[page.pk])
        yield Button(
            _("Nagekeken: klopt nog"),
            f"{address}?{urlencode({'next': next_url})}" if next_url else address,
            icon_name="calendar-check",
            priority=5,
        )
