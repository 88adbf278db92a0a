"""In which neighbourhoods somebody has a role."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

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
    codenames = [role.codename for role in roles or JUDGES]
    paths = GroupPagePermission.objects.filter(
        group__user=user, permission__codename__in=codenames
    ).values_list("page__path", flat=True)
    inside = Q(pk=None)
    for path in set(paths):
        inside |= Q(path__startswith=path)
    return wijken.filter(inside)
