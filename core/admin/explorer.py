"""Walking through the pages, adding one and editing one, as the editors of this site do it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import AddSubpageView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from core.admin.columns import EditedColumn, ReviewColumn, SectionColumn, with_columns
from core.admin.examples import examples_for
from core.admin.filters import SitePageFilterSet, oldest_review_first
from core.admin.side_panel import TextSidePanel
from core.querysets import PublicPageQuerySet

REPLACED = {"latest_revision_created_at": EditedColumn()}


class SiteExplorerView(ExplorableIndexView):
    """The page tree, with the neighbourhood, the last editor and the date of review."""

    base_columns = [
        *(REPLACED.get(column.name, column) for column in ExplorableIndexView.base_columns),
        ReviewColumn(),
    ]

    @cached_property
    def explorable_columns(self) -> list[Any]:
        """Tell the neighbourhood where rows of several stand together: in what was searched."""
        columns = list(super().explorable_columns)
        if self.is_searching or self.is_filtering:
            columns.insert(2, SectionColumn())
        return columns

    def annotate_queryset(self, pages: PublicPageQuerySet) -> QuerySet[Page]:
        found: QuerySet[Page] = super().annotate_queryset(with_columns(pages))
        return found

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        if self.ordering in {"review_date", "-review_date"} and not self.is_searching:
            return oldest_review_first(queryset, descending=self.ordering.startswith("-"))
        ordered: QuerySet[Page] = super().order_queryset(queryset)
        return ordered

    def get_valid_orderings(self) -> list[str]:
        orderings: list[str] = super().get_valid_orderings()
        if self.is_searching:
            # The search index does not hold it.
            return [ordering for ordering in orderings if "review_date" not in ordering]
        return orderings


class SiteAddSubpageView(AddSubpageView):
    """The choice of what to add: an empty page of some type, or an example to begin with."""

    template_name = "wagtailadmin/pages/samenwijk_add_subpage.html"

    def dispatch(
        self, request: HttpRequest, parent_page_id: int, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Ask even where only one type is possible, when there is an example of it."""
        response: HttpResponse = super().dispatch(request, parent_page_id, *args, **kwargs)
        if response.status_code == 302 and examples_for(self.parent_page).exists():
            return self.render_to_response(self.get_context_data())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["examples"] = examples_for(self.parent_page).specific(defer=False)
        return context


class SiteEditView(EditView):
    """The editor of a page, with what could be written better beside it."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if not self.expects_json_response and not self.hydrate_create_view:
            panels.append(TextSidePanel(self.page, self.request))
        return panels


class SitePageViewSet(PageViewSet):
    """How all pages are listed, added and edited."""

    model = Page
    index_view_class = SiteExplorerView
    filterset_class = SitePageFilterSet
    add_subpage_view_class = SiteAddSubpageView
    edit_view_class = SiteEditView
