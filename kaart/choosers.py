"""Picking an area by name or code, where a list of thousands would not do."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from .models import Gebied, Niveau


class GebiedFilterForm(BaseFilterForm):
    """Search on name, code or municipality; every word has to be found somewhere."""

    q = forms.CharField(
        label=_("Naam, code of gemeente"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Bijvoorbeeld: centrum nijmegen")}),
    )
    niveau = forms.ChoiceField(
        label=_("Niveau"), required=False, choices=[("", _("Alle niveaus")), *Niveau.choices]
    )

    def filter(self, objects: QuerySet[Gebied]) -> QuerySet[Gebied]:
        """Narrow the list, and tell the view whether this was a search."""
        objects = super().filter(objects)
        self.search_query = self.cleaned_data["q"].strip()
        self.is_searching = bool(self.search_query or self.cleaned_data["niveau"])
        if self.cleaned_data["niveau"]:
            objects = objects.filter(niveau=self.cleaned_data["niveau"])
        for word in self.search_query.split()[:8]:
            gemeenten = Gebied.objects.filter(niveau=Niveau.GEMEENTE, naam__icontains=word)
            objects = objects.filter(
                Q(naam__icontains=word)
                | Q(code__istartswith=word)
                | Q(gemeentecode__in=gemeenten.values("gemeentecode"))
            )
        return objects


class BaseGebiedChooseView(BaseChooseView):
    """The list, with the municipality beside each name: many neighbourhoods are called Centrum."""

    filter_form_class = GebiedFilterForm
    ordering = ["naam", "code", "-jaar"]

    def get_object_list(self) -> QuerySet[Gebied]:
        """Read no outlines: a page of a list would be megabytes."""
        return Gebied.objects.with_gemeente()

    @property
    def columns(self) -> list[Column]:
        """Name, level, municipality."""
        return [
            *super().columns,
            Column("niveau", label=_("Niveau"), accessor="get_niveau_display"),
            Column("gemeente", label=_("Gemeente"), accessor="gemeentenaam"),
        ]


class GebiedChooseView(ChooseViewMixin, CreationFormMixin, BaseGebiedChooseView):
    """The whole dialog."""


class GebiedChooseResultsView(ChooseResultsViewMixin, CreationFormMixin, BaseGebiedChooseView):
    """The list in the dialog, after each letter typed."""


class GebiedChooser(BaseChooser):
    """The field in a form. Areas are not edited, so there is no link to do so."""

    show_edit_link = False


class GebiedChooserViewSet(ChooserViewSet):
    """Registers itself for every form field that refers to an area."""

    model = Gebied
    icon = "site"
    choose_one_text = _("Kies een gebied")
    choose_another_text = _("Kies een ander gebied")
    search_tab_label = _("Zoeken")
    per_page = 15
    base_widget_class = GebiedChooser
    choose_view_class = GebiedChooseView
    choose_results_view_class = GebiedChooseResultsView


gebied_chooser = GebiedChooserViewSet("gebied_chooser")
