"""The reasons and standard texts of a municipality in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.permissions import MunicipalPermissionPolicy
from core.viewsets import MunicipalSnippetViewSet
from deelname.models import Antwoordtekst, Reden


class RedenViewSet(MunicipalSnippetViewSet):
    model = Reden
    icon = "clipboard-list"
    menu_label = _("Redenen")
    list_display = ["naam", "soort", "volgorde"]
    list_filter = ["soort"]
    search_fields = ["naam", "uitleg"]


class AntwoordtekstViewSet(MunicipalSnippetViewSet):
    model = Antwoordtekst
    icon = "doc-full-inverse"
    menu_label = _("Antwoordteksten")
    list_display = ["naam"]
    search_fields = ["naam", "tekst"]


class AnswersViewSetGroup(SnippetViewSetGroup):
    """With what a municipality answers residents, in one menu."""

    items: Any = (RedenViewSet, AntwoordtekstViewSet)
    menu_label = _("Redenen en teksten")
    menu_icon = "mail"
    menu_name = "redenen-en-teksten"
    menu_order = 310


def register() -> None:
    """Register the snippets with the rights on them, before anything asks for those rights."""
    for model in (Reden, Antwoordtekst):
        register_permission_policy(model, MunicipalPermissionPolicy(model))
    register_snippet(AnswersViewSetGroup)
