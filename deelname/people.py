"""Who has a role for a neighbourhood, to be told of something."""

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.models import GroupPagePermission, Page

from bewoners.models import User
from core.querysets import ancestor_paths
from core.roles import Role


def people_with_role(role: Role, wijk: Page) -> "QuerySet[User]":
    """Return who has a role on the page of a neighbourhood, or above it, and can log in."""
    given = GroupPagePermission.objects.filter(
        page__path__in=ancestor_paths(wijk.path), permission__codename=role.codename
    )
    groups = Group.objects.filter(pk__in=given.values("group"))
    return User.objects.filter(groups__in=groups, is_active=True).distinct().order_by("pk")
