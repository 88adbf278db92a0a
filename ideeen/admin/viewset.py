"""The snippet of ideas: its list, and the addresses of what can be done with one."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from ideeen.admin.filters import IdeeFilterSet, reported
from ideeen.admin.paper import PaperView
from ideeen.admin.photos import PhotoView
from ideeen.admin.policy import IdeePermissionPolicy
from ideeen.admin.views import NAMESPACE, HandelingView, IdeeDetailView, page_of
from ideeen.models import Idee
from ideeen.querysets import IdeeQuerySet


class SituationColumn(Column):
    """The stage, and what is the matter: in words, as colours say nothing to many people."""

    cell_template_name = "ideeen/admin/situatie_cell.html"


class IdeeIndexView(snippets.IndexView):
    """The ideas of the neighbourhoods in which somebody judges, the newest first."""

    results_template_name = "ideeen/admin/list_results.html"
    default_ordering = "-created_at"
    add_item_label = _("Idee invoeren")
    columns = [
        TitleColumn("titel", label=_("Idee"), get_url=page_of, sort_key="titel", width="40%"),
        Column("wijk", label=_("Wijk"), accessor="wijk.title"),
        SituationColumn("stadium", label=_("Stand van zaken")),
        DateColumn("stadium_sinds", label=_("Sinds"), sort_key="stadium_sinds"),
        Column("steun_aantal", label=_("Steun"), sort_key="steun_aantal"),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        found: IdeeQuerySet = Idee.objects.moderated_by(self.request.user)
        return found.select_related("wijk").annotate(gemeld=reported())

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find an idea by its number too, as it stands in mails and on the site."""
        number = (self.search_query or "").strip().lstrip("#")
        if number.isdecimal() and len(number) < 19:
            by_number = queryset.filter(pk=int(number))
            if by_number.exists():
                return by_number
        if "\0" in (self.search_query or ""):
            return queryset.none()
        return super().search_queryset(queryset)


class IdeeViewSet(SnippetViewSet):
    """Ideas in the admin. What changes one is an action, so Wagtail's own forms are left out."""

    model = Idee
    icon = "comment"
    menu_label = _("Ideeën")
    menu_name = "ideeen"
    menu_order = 150
    add_to_admin_menu = True
    admin_url_namespace = NAMESPACE
    base_url_path = "ideeen"
    copy_view_enabled = False
    index_view_class = IdeeIndexView
    filterset_class = IdeeFilterSet
    search_fields = ["titel", "tekst"]
    search_backend_name = None
    list_per_page = 25

    @property
    def add_view(self) -> Callable[..., Any]:
        return PaperView.as_view()

    @property
    def edit_view(self) -> Callable[..., Any]:
        return IdeeDetailView.as_view()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="list"),
            path("resultaten/", self.index_results_view, name="list_results"),
            path("invoeren/", self.add_view, name="add"),
            path("<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/foto/<int:foto>/", PhotoView.as_view(), name="foto"),
            path("<int:pk>/<slug:handeling>/", HandelingView.as_view(), name="handeling"),
        ]

    def register_chooser_viewset(self) -> None:
        """Offer no dialog to choose an idea in: pages do not hold any."""


def register() -> None:
    """Register ideas with the rights on them, before anything asks for those rights."""
    register_permission_policy(Idee, IdeePermissionPolicy(Idee))
    register_snippet(IdeeViewSet)
