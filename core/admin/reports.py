"""The whole lists behind the panels of the dashboard, to filter and to take along."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from core.admin.columns import EditedColumn, ReviewColumn, SectionColumn, with_columns
from core.admin.filters import LinkReportFilterSet, PageReportFilterSet
from core.admin.links import broken_references, describe
from core.admin.pages import due_for_review, editable_pages, expiring, scheduled, with_go_live
from core.admin.panels import edit_url
from core.querysets import pages
from core.spreadsheets import harmless


class SiteReportView(ReportView):
    """A report that shows only pages which its reader may edit."""

    model = Page
    is_searchable = False
    any_permission_required = ["add", "change", "publish"]
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        str: {ReportView.FORMAT_CSV: harmless},
    }


def _title_column(accessor: Callable[[Any], str], get_url: Callable[[Any], str]) -> TitleColumn:
    return TitleColumn("title", label=_("Titel"), accessor=accessor, get_url=get_url, width="30%")


class PagesReportView(SiteReportView):
    """A report of pages."""

    filterset_class = PageReportFilterSet
    columns = [
        _title_column(lambda page: page.get_admin_display_title(), lambda page: edit_url(page.pk)),
        SectionColumn(),
        EditedColumn(),
        ReviewColumn(sortable=False),
        PageStatusColumn("status", label=_("Status"), width="12%"),
    ]
    list_export = ["title", "section_title", "full_url", "last_editor", "review_date"]
    export_headings = {
        "title": _("Titel"),
        "section_title": _("Wijk"),
        "full_url": _("Adres"),
        "last_editor": _("Laatst bewerkt door"),
        "review_date": _("Nagekeken op"),
    }


class ReviewReportView(PagesReportView):
    """All pages that nobody reviewed for a year."""

    page_title = _("Nakijken")
    header_icon = "calendar-check"
    index_url_name = "core_admin:nakijken"
    index_results_url_name = "core_admin:nakijken_results"
    results_template_name = "wagtailadmin/reports/samenwijk_nakijken.html"
    export_filename = "nakijken"

    def get_base_queryset(self) -> QuerySet[Any]:
        found = due_for_review(with_columns(editable_pages(self.request.user)))
        return found.prefetch_workflow_states().annotate_approved_schedule()


class PlanningReportView(PagesReportView):
    """All pages that the clock will publish, or take away within 30 days."""

    page_title = _("Planning")
    header_icon = "calendar-alt"
    index_url_name = "core_admin:planning"
    index_results_url_name = "core_admin:planning_results"
    results_template_name = "wagtailadmin/reports/samenwijk_planning.html"
    export_filename = "planning"
    columns = [
        *PagesReportView.columns[:2],
        DateColumn("goes_live_at", label=_("Gaat online"), width="15%"),
        DateColumn("expire_at", label=_("Gaat offline"), width="15%"),
        PageStatusColumn("status", label=_("Status"), width="12%"),
    ]
    list_export = ["title", "section_title", "full_url", "goes_live_at", "expire_at"]
    export_headings = {
        **PagesReportView.export_headings,
        "goes_live_at": _("Gaat online"),
        "expire_at": _("Gaat offline"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        mine = editable_pages(self.request.user)
        both = scheduled(mine).order_by().values("pk"), expiring(mine).order_by().values("pk")
        found = pages().filter(pk__in=both[0]) | pages().filter(pk__in=both[1])
        dated = with_columns(with_go_live(found)).order_by("expire_at", "title")
        return dated.prefetch_workflow_states().annotate_approved_schedule()


class LinkReportView(SiteReportView):
    """All links on own pages that visitors can't follow."""

    page_title = _("Kapotte links")
    header_icon = "link"
    index_url_name = "core_admin:kapotte_links"
    index_results_url_name = "core_admin:kapotte_links_results"
    results_template_name = "wagtailadmin/reports/samenwijk_kapotte_links.html"
    filterset_class = LinkReportFilterSet
    export_filename = "kapotte-links"
    columns = [
        _title_column(
            lambda link: link.page_title,
            # Wagtail's editor opens the block that this path names.
            lambda link: f"{edit_url(link.page.pk)}#:w:contentpath={link.content_path}",
        ),
        Column(
            "section_title",
            label=_("Wijk"),
            accessor=lambda link: link.section_title or _("hele gemeente"),
        ),
        Column("place", label=_("Waar")),
        Column("target", label=_("Link naar")),
        Column("reason", label=_("Wat is er mis?")),
    ]
    list_export = ["page_title", "section_title", "place", "target", "reason"]
    export_headings = {
        "page_title": _("Titel"),
        "section_title": _("Wijk"),
        "place": _("Waar"),
        "target": _("Link naar"),
        "reason": _("Wat is er mis?"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        return broken_references(editable_pages(self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["object_list"] = describe(context["object_list"])
        context["table"] = self.get_table(context["object_list"])
        return context
