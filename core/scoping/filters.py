"""What the filters beside lists and reports offer."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
)

from core.permissions import colleagues_of, municipalities_of, tasks_of, workflows_of

Offer = Callable[[Any], QuerySet[Any]]


def limit_filters() -> None:
    """Let the filters of Wagtail's lists offer only what the user may know of.

    A list that extends one of Wagtail's, as those of this project do, shares its filters.
    """
    for filterset, name, offer in (
        (PageFilterSet, "owner", colleagues_of),
        (PageFilterSet, "edited_by", colleagues_of),
        (PageFilterSet, "site", municipalities_of),
        (LockedPagesReportFilterSet, "locked_by", colleagues_of),
        (WorkflowReportFilterSet, "requested_by", colleagues_of),
        (WorkflowReportFilterSet, "workflow", workflows_of),
        (WorkflowTasksReportFilterSet, "workflow", workflows_of),
        (WorkflowTasksReportFilterSet, "task", tasks_of),
    ):
        choice = filterset.base_filters[name]
        choice.queryset = _limited(choice.queryset, offer)


def _limited(stock: Any, offer: Offer) -> Callable[[HttpRequest], QuerySet[Any]]:
    """Return what Wagtail offers, as far as the user may know of it."""

    def queryset(request: HttpRequest) -> QuerySet[Any]:
        everything: QuerySet[Any] = stock(request) if callable(stock) else stock.all()
        return everything.filter(pk__in=offer(request.user).values("pk"))

    return queryset
