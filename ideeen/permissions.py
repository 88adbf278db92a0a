"""Who may do what with an idea. It follows from the rights on the page of its neighbourhood."""

from typing import Any

from core.roles import MODERATOR, REGISSEUR, Role, has_role
from ideeen.models import Idee
from ideeen.workflow import Rol

ROLES: dict[Rol, Role] = {Rol.MODERATOR: MODERATOR, Rol.REGISSEUR: REGISSEUR}


def roles_for(user: Any, idee: Idee) -> set[Rol]:
    """Return the roles that somebody has for an idea."""
    if not (user.is_authenticated and user.is_active):
        return set()
    found = {rol for rol, role in ROLES.items() if has_role(user, role, idee.wijk)}
    if idee.indiener_id == user.pk:
        found.add(Rol.AFZENDER)
    return found
