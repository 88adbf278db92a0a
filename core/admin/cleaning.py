"""The report of what was removed because its term was over."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from core.models import Opruiming
from core.retention import retention_terms


def _kinds() -> list[tuple[str, str]]:
    return [(term.key, str(term.what)) for term in retention_terms()]


class CleaningFilterSet(WagtailFilterSet):
    key = django_filters.ChoiceFilter(label=_("Wat"), choices=_kinds)
    removed = django_filters.BooleanFilter(
        label=_("Iets verwijderd"), field_name="count", lookup_expr="gt", method="filter_removed"
    )

    class Meta:
        model = Opruiming
        fields: list[str] = []

    def filter_removed(
        self,
        found: QuerySet[Opruiming],
        name: str,
        value: bool,  # noqa: FBT001  # as it is called
    ) -> QuerySet[Opruiming]:
        return found.filter(count__gt=0) if value else found.filter(count=0)


def kind_of(row: Opruiming) -> str:
    """Return what people call this kind; one that no app registers any more keeps its key."""
    return next((label for key, label in _kinds() if key == row.key), row.key)


class CleaningReportView(ReportView):
    """A line per kind and day: how much was removed, what stayed, and what went wrong."""

    model = Opruiming
    page_title = _("Opgeruimd")
    header_icon = "bin"
    index_url_name = "core_admin:opgeruimd"
    index_results_url_name = "core_admin:opgeruimd_results"
    results_template_name = "wagtailadmin/reports/samenwijk_opgeruimd.html"
    is_searchable = False
    permission_required = "core.view_opruiming"
    default_ordering = "-day"
    filterset_class = CleaningFilterSet
    export_filename = "opgeruimd"
    columns = [
        DateColumn("day", label=_("Dag"), width="15%"),
        Column("kind", label=_("Wat"), accessor=kind_of),
        Column("count", label=_("Verwijderd"), width="12%"),
        Column("skipped", label=_("Overgeslagen"), width="12%"),
        Column("error", label=_("Fout"), width="20%"),
    ]
    list_export = ["day", "key", "count", "skipped", "error", "finished_at"]
    export_headings = {
        "day": _("Dag"),
        "key": _("Wat"),
        "count": _("Verwijderd"),
        "skipped": _("Overgeslagen"),
        "error": _("Fout"),
        "finished_at": _("Klaar op"),
    }

    def get_base_queryset(self) -> Any:
        return Opruiming.objects.all()
