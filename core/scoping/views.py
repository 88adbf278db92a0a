"""Views of the admin that tell of other municipalities, made to tell only of the own one."""

from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.chooser import BrowseView
from wagtail.admin.views.reports.audit_logging import (
    LogEntriesView,
    SiteHistoryReportFilterSet,
    get_users_for_filter,
)
from wagtail.admin.views.reports.page_types_usage import (
    PageTypesUsageReportFilterSet,
    PageTypesUsageReportView,
)
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.permissions import own_pages


class BrowsePagesView(BrowseView):
    """The dialog to choose a page; it opens at the top of what the user edits."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        if parent_page_id is None and not request.user.is_superuser:
            top = page_permission_policy.explorable_root_instance(request.user)
            parent_page_id = top.pk if top else Page.get_first_root_node().pk
        response: HttpResponse = super().get(request, parent_page_id)
        return response


class PageTypesFilterSet(PageTypesUsageReportFilterSet):
    """Without a list of all sites of the installation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites_filter_enabled = False
        self.filters.pop("site", None)


class PageTypesView(PageTypesUsageReportView):
    """How many pages of each type the user's own branches have, and the last one edited there."""

    filterset_class = PageTypesFilterSet

    def get_queryset(self) -> QuerySet[Any]:
        if self.request.user.is_superuser:
            everything: QuerySet[Any] = super().get_queryset()
            return everything
        own = own_pages(self.request.user)
        last = (
            own.filter(content_type=OuterRef("pk"))
            .order_by(F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk")
            .values("pk")[:1]
        )
        counted = (
            super()
            .get_queryset()
            .annotate(
                count=Count("pages", filter=Q(pages__in=own.values("pk")), distinct=True),
                last_edited_page_id=Subquery(last),
            )
        )
        return counted.filter(count__gt=0).order_by("-count", "app_label", "model")


class SiteHistoryFilterSet(SiteHistoryReportFilterSet):
    """Offers who did something that the user may see."""

    def get_users_queryset(self) -> QuerySet[Any]:
        people: QuerySet[Any] = get_users_for_filter(self.request.user)
        return people


class SiteHistoryView(LogEntriesView):
    """Who did what, in the own branches."""

    filterset_class = SiteHistoryFilterSet
