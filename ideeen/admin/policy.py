"""Who sees ideas in the admin: who moderates or coordinates their neighbourhood."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission
from wagtail.permission_policies.base import BasePermissionPolicy

from deelname.permissions import JUDGES, wijken_for
from ideeen.models import Idee

# Nobody deletes, locks or publishes one by hand: its stage says where it stands.
ALLOWED = frozenset({"add", "change", "view"})


class IdeePermissionPolicy(BasePermissionPolicy):
    """Rights on ideas, which follow from the rights on the page of their neighbourhood."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ALLOWED and bool(wijken_for(user).exists())

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return bool(ALLOWED & set(actions)) and bool(wijken_for(user).exists())

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return action in ALLOWED and bool(wijken_for(user).filter(pk=instance.wijk_id).exists())

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        return any(
            self.user_has_permission_for_instance(user, action, instance)
            for action in ALLOWED & set(actions)
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> "QuerySet[Idee]":
        if not ALLOWED & set(actions):
            return Idee.objects.none()
        found: QuerySet[Idee] = Idee.objects.moderated_by(user)
        return found

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        people = get_user_model()._default_manager.filter(is_active=True)
        if not ALLOWED & set(actions):
            return people.none()
        groups = GroupPagePermission.objects.filter(
            permission__codename__in=[role.codename for role in JUDGES]
        ).values("group")
        return people.filter(Q(is_superuser=True) | Q(groups__in=groups)).distinct()
