"""The snippets of a municipality in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.permissions import MunicipalPermissionPolicy
from core.viewsets import MunicipalSnippetViewSet
from wijkpaginas.models import Contactpersoon, Standaardtekst, Thema


class ContactpersoonViewSet(MunicipalSnippetViewSet):
    model = Contactpersoon
    icon = "group"
    menu_label = _("Contactpersonen")
    list_display = ["naam", "functie", "telefoon", "email", BooleanColumn("is_wijkmanager")]
    list_filter = ["is_wijkmanager"]
    search_fields = ["naam", "functie"]


class ThemaViewSet(MunicipalSnippetViewSet):
    model = Thema
    icon = "tag"
    menu_label = _("Thema's")
    list_display = ["naam", "uitleg", "volgorde"]
    search_fields = ["naam"]


class StandaardtekstViewSet(MunicipalSnippetViewSet):
    model = Standaardtekst
    icon = "doc-full"
    menu_label = _("Standaardteksten")
    list_display = ["naam"]
    search_fields = ["naam", "tekst"]


class GemeenteViewSetGroup(SnippetViewSetGroup):
    """What the whole municipality uses, in one menu."""

    items: Any = (ContactpersoonViewSet, ThemaViewSet, StandaardtekstViewSet)
    menu_label = _("Vaste onderdelen")
    menu_icon = "snippet"
    menu_name = "vaste-onderdelen"
    menu_order = 300


def register() -> None:
    """Register the snippets with the rights on them, before anything asks for those rights."""
    for model in (Contactpersoon, Thema, Standaardtekst):
        register_permission_policy(model, MunicipalPermissionPolicy(model))
    register_snippet(GemeenteViewSetGroup)
