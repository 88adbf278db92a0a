"""How editors narrow down lists of pages."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.models import Page, ReferenceIndex

from core.admin.pages import (
    editable_pages,
    keys,
    review_limit,
    sections,
    with_review_date,
)
from core.querysets import pages

REVIEW_STATES = [
    ("overdue", _("langer dan een jaar geleden")),
    ("recent", _("in het afgelopen jaar")),
    ("never", _("nog nooit")),
]


def _own_sections(request: HttpRequest | None) -> QuerySet[Page]:
    user = getattr(request, "user", None)
    return sections(editable_pages(user)) if user else pages().none()


class SectionFilter(django_filters.ModelChoiceFilter):
    """A choice among the neighbourhoods that this person edits; keeps the pages in it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Wijk"), queryset=_own_sections, **kwargs)

    def filter(self, found: QuerySet[Any], section: Page | None) -> QuerySet[Any]:
        return found.filter(path__startswith=section.path) if section else found


class ReferenceSectionFilter(SectionFilter):
    """The same, for references from pages."""

    def filter(self, found: QuerySet[Any], section: Page | None) -> QuerySet[Any]:
        if section is None:
            return found
        return found.filter(object_id__in=keys(pages().filter(path__startswith=section.path)))


class ReviewFilter(django_filters.ChoiceFilter):
    """When somebody last said that a page is still right."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Nagekeken"),
            choices=REVIEW_STATES,
            empty_label=_("maakt niet uit"),
            widget=RadioSelect,
            **kwargs,
        )

    def filter(self, found: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return found
        limit = review_limit()
        asked = {
            "overdue": Q(review_date__lt=limit),
            "recent": Q(review_date__gte=limit),
            "never": Q(review_date=None),
        }[value]
        return found.filter(pk__in=with_review_date(pages()).filter(asked).values("pk"))


class SitePageFilterSet(GenericPageFilterSet):
    """The filters of the page tree, without those that name what belongs to others."""

    wijk = SectionFilter()
    nagekeken = ReviewFilter()
    owner = None
    site = None
    has_child_pages = None

    class Meta:
        model = Page
        fields: list[str] = []


class PageReportFilterSet(WagtailFilterSet):
    wijk = SectionFilter()

    class Meta:
        model = Page
        fields: list[str] = []


class LinkReportFilterSet(WagtailFilterSet):
    wijk = ReferenceSectionFilter()

    class Meta:
        model = ReferenceIndex
        fields: list[str] = []


def oldest_review_first(found: QuerySet[Any], *, descending: bool) -> QuerySet[Any]:
    """Order by date of review; never reviewed counts as longest ago."""
    date = F("review_date")
    return found.order_by(
        date.desc(nulls_last=True) if descending else date.asc(nulls_first=True), "pk"
    )
