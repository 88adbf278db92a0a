"""What people agree to, in the admin."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from bewoners.models import Toestemmingstekst
from core.permissions import MunicipalPermissionPolicy
from core.viewsets import MunicipalSnippetViewSet


class NeverDeletedPolicy(MunicipalPermissionPolicy):
    """Rights per municipality, of which nobody has the one to delete."""

    def sites_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        left = set(actions) - {"delete"}
        return (
            super().sites_user_has_any_permission_for(user, left) if left else Site.objects.none()
        )

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))


class ToestemmingstekstViewSet(MunicipalSnippetViewSet):
    model = Toestemmingstekst
    icon = "lock"
    menu_label = _("Toestemming")
    menu_name = "toestemming"
    add_to_settings_menu = True
    list_display = ["__str__", "site", "geldig_vanaf"]


def register() -> None:
    """Register the snippet with the rights on it, before anything asks for those rights."""
    register_permission_policy(Toestemmingstekst, NeverDeletedPolicy(Toestemmingstekst))
    register_snippet(ToestemmingstekstViewSet)
