"""The criteria of a municipality in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from core.permissions import MunicipalPermissionPolicy
from core.viewsets import MunicipalSnippetViewSet
from ideeen.models import Criterium


class CriteriumViewSet(MunicipalSnippetViewSet):
    model = Criterium
    icon = "tasks"
    menu_label = _("Criteria voor ideeën")
    menu_name = "criteria"
    add_to_settings_menu = True
    list_display = ["naam", "uitleg", BooleanColumn("in_gebruik"), "volgorde"]
    list_filter = ["in_gebruik"]
    search_fields = ["naam"]


def register() -> None:
    """Register the snippet with the rights on it, before anything asks for those rights."""
    register_permission_policy(Criterium, MunicipalPermissionPolicy(Criterium))
    register_snippet(CriteriumViewSet)
