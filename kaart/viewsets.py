"""Areas in the admin: to look at and to search, not to edit."""

from typing import Any

import django_filters
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from .figures import key_figures
from .models import Gebied, Niveau
from .outlines import draw_areas


def _years() -> list[tuple[int, int]]:
    years = Gebied.objects.order_by("-jaar").values_list("jaar", flat=True).distinct()
    return [(year, year) for year in years]


class GebiedFilterSet(WagtailFilterSet):
    """A country has hundreds of municipalities: their name is typed, not picked."""

    gemeente = django_filters.CharFilter(label=_("Gemeente"), method="filter_gemeente")
    niveau = django_filters.ChoiceFilter(label=_("Niveau"), choices=Niveau.choices)
    jaar = django_filters.ChoiceFilter(label=_("Jaar"), choices=_years)

    class Meta:
        model = Gebied
        fields: list[str] = []

    def filter_gemeente(
        self, queryset: QuerySet[Gebied], _name: str, value: str
    ) -> QuerySet[Gebied]:
        """Find by the beginning of the name, or by the code."""
        gemeenten = Gebied.objects.filter(niveau=Niveau.GEMEENTE)
        found = gemeenten.filter(naam__istartswith=value.strip()) | gemeenten.filter(
            code__iexact=value.strip()
        )
        return queryset.filter(gemeentecode__in=found.values("gemeentecode"))


class GebiedIndexView(IndexView):
    """The list, without outlines."""

    def get_base_queryset(self) -> QuerySet[Gebied]:
        """Bring along the names of municipalities."""
        return Gebied.objects.with_gemeente()


class GebiedInspectView(InspectView):
    """One area with its outline drawn and its figures written out."""

    def get_omtrek_display_value(self) -> SafeString:
        """Draw the outline."""
        kaart = draw_areas([(self.object, self.object.naam, None)], width=400)
        if kaart is None:
            return SafeString("")
        return format_html(
            '<svg viewBox="{}" width="300" role="img" aria-label="{}">'
            '<path d="{}" fill="currentColor" fill-opacity="0.2" stroke="currentColor" '
            'stroke-width="2"/></svg>',
            kaart.viewbox,
            self.object.naam,
            kaart.areas[0].path,
        )

    def get_kerncijfers_display_value(self) -> str:
        """Write the figures in one line."""
        return "; ".join(
            f"{figure.label}: {figure.waarde_tekst or _('geen gegevens')} {figure.eenheid}".strip()
            for figure in key_figures(self.object)
        )


class GebiedViewSet(ModelViewSet):
    """List and details."""

    model = Gebied
    icon = "site"
    menu_label = _("Gebieden")
    add_to_settings_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields: list[str] = []
    index_view_class = GebiedIndexView
    inspect_view_class = GebiedInspectView
    filterset_class = GebiedFilterSet
    search_fields = ("naam", "code")
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "naam",
        "code",
        "niveau",
        Column("gemeente", label=_("Gemeente"), accessor="gemeentenaam"),
        "jaar",
    ]
    inspect_view_fields = [
        "naam",
        "code",
        "jaar",
        "niveau",
        "parent",
        "kerncijfers",
        "bron",
        "credit",
        "afgeleid",
        "updated_at",
        "omtrek",
    ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Offer only the permission to look in the form of a group."""
        return super().get_permissions_to_register().filter(codename="view_gebied")

    def register_admin_url_finder(self) -> None:
        """Register nothing: there is no address at which an area is edited."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Leave out the addresses that change something."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]


gebied_viewset: Any = GebiedViewSet("gebieden")
