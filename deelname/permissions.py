"""In which neighbourhoods somebody has a role."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permissions import page_permission_policy

from core.roles import MODERATOR, REGISSEUR, Role
from wijkpaginas.models import WijkPage

JUDGES = (MODERATOR, REGISSEUR)


def wijken_for(user: Any, *roles: Role) -> QuerySet[WijkPage]:
    """Return the neighbourhoods in which somebody has one of these roles; for an admin all."""
    wijken: QuerySet[WijkPage] = WijkPage.objects.all()
    if not (user.is_authenticated and user.is_active):
        return wijken.none()
    if user.is_superuser:
        return wijken
    codenames = {role.codename for role in roles or JUDGES}
    # Wagtail keeps these with the person for the length of a request.
    given = page_permission_policy.get_cached_permissions_for_user(user)
    paths = {row.page.path for row in given if row.permission.codename in codenames}
    if not paths:
        return wijken.none()
    inside = Q()
    for path in paths:
        inside |= Q(path__startswith=path)
    return wijken.filter(inside)
