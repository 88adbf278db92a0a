"""The report of who saw or changed which personal data: for administrators, to look at only."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.audit import record
from core.models import AuditEntry
from core.spreadsheets import harmless


def _actors(request: HttpRequest | None) -> QuerySet[Any]:
    seen = AuditEntry.objects.order_by().values("actor")
    return get_user_model()._default_manager.filter(pk__in=seen).order_by("email")


def _kinds() -> list[tuple[str, str]]:
    seen = AuditEntry.objects.order_by("about_model").values_list("about_model", flat=True)
    return [(label, kind_of(label)) for label in seen.distinct()]


def kind_of(label: str, *, many: bool = False) -> str:
    """Return what people call a kind of data; one that is no longer there keeps its key."""
    try:
        names = apps.get_model(label)._meta
    except LookupError:
        return label
    return str(names.verbose_name_plural if many else names.verbose_name)


class AuditFilterSet(WagtailFilterSet):
    """Who, about whom, what, and when."""

    actor = django_filters.ModelChoiceFilter(label=gettext_lazy("Wie"), queryset=_actors)
    about = django_filters.CharFilter(
        label=gettext_lazy("Over wie"),
        method="keep_about",
        help_text=gettext_lazy("E-mailadres of nummer van een account."),
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Soort gegevens"), field_name="about_model", choices=_kinds
    )
    number = django_filters.CharFilter(
        label=gettext_lazy("Nummer"),
        field_name="about_id",
        help_text=gettext_lazy("Van wat bij ‘Soort gegevens’ is gekozen, zoals een idee."),
    )
    action = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Handeling"), choices=AuditEntry.Action.choices
    )
    made_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Periode"), widget=DateRangePickerWidget
    )

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def keep_about(
        self, found: "QuerySet[AuditEntry]", name: str, value: str
    ) -> "QuerySet[AuditEntry]":
        """Keep the rows about the account with this address or number."""
        people = get_user_model()
        key = value.strip()
        if not key.isdecimal():
            account = people._default_manager.filter(email=key.lower()).first()
            key = str(account.pk) if account else ""
        if not key:
            return found.none()
        return found.filter(about_model=people._meta.label_lower, about_id=key[:64])


class AuditReportView(ReportView):
    """All rows, the newest first."""

    model = AuditEntry
    page_title = gettext_lazy("Logboek persoonsgegevens")
    header_icon = "history"
    index_url_name = "core_admin:logboek"
    index_results_url_name = "core_admin:logboek_results"
    results_template_name = "wagtailadmin/reports/samenwijk_logboek.html"
    filterset_class = AuditFilterSet
    is_searchable = False
    permission_policy = ModelPermissionPolicy(AuditEntry)
    permission_required = "view"
    export_filename = "logboek-persoonsgegevens"
    default_ordering = "-made_at"
    columns = [
        DateColumn("made_at", label=gettext_lazy("Wanneer"), width="14%"),
        Column("actor_name", label=gettext_lazy("Wie")),
        Column("action", label=gettext_lazy("Handeling"), accessor="get_action_display"),
        Column("about_name", label=gettext_lazy("Over wie of wat")),
        Column("details", label=gettext_lazy("Velden en bijzonderheden")),
        Column("site_name", label=gettext_lazy("Gemeente")),
    ]
    list_export = [
        "made_at",
        "actor_id",
        "action",
        "about_model",
        "about_id",
        "details",
        "site_name",
        "request_id",
    ]
    export_headings = {
        "made_at": gettext_lazy("Wanneer"),
        "actor_id": gettext_lazy("Wie (nummer)"),
        "action": gettext_lazy("Handeling"),
        "about_model": gettext_lazy("Soort gegevens"),
        "about_id": gettext_lazy("Over wie of wat (nummer)"),
        "details": gettext_lazy("Velden en bijzonderheden"),
        "site_name": gettext_lazy("Gemeente"),
        "request_id": gettext_lazy("Verzoek"),
    }
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        str: {ReportView.FORMAT_CSV: harmless},
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        return AuditEntry.objects.select_related("actor", "site")

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> Iterable[Any]:
        return object_list if self.is_export else with_names(object_list)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not self.is_export:
            context["object_list"] = with_names(context["object_list"])
            context["table"] = self.get_table(context["object_list"])
        return context

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """Hand over the rows, numbers only, and note that."""
        record(
            self.request.user,
            AuditEntry.Action.GEEXPORTEERD,
            AuditEntry,
            request=self.request,
            label=spreadsheet_format,
        )
        response: HttpResponse = super().as_spreadsheet(queryset, spreadsheet_format)
        return response


def with_names(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """Give each row the present name of the account it is about, in one query for all."""
    rows = list(entries)
    people = get_user_model()
    label = people._meta.label_lower
    keys = {row.about_id for row in rows if row.about_model == label and row.about_id}
    known = people._default_manager.in_bulk([int(key) for key in keys if key.isdecimal()])
    for row in rows:
        person = None
        if row.about_model == label and row.about_id.isdecimal():
            person = known.get(int(row.about_id))
        row.about_name = _about(row, person)  # type: ignore[attr-defined]
    return rows


def _about(row: AuditEntry, person: Any) -> str:
    if not row.about_id:
        return kind_of(row.about_model, many=True)
    numbered = f"{kind_of(row.about_model)} {row.about_id}"
    return f"{numbered}: {person}" if person else numbered
