"""What people do for a neighbourhood beside editing, and the badge that says so to residents.

A role is a page permission, given to a group on the page of a neighbourhood, or above it. Who has
it is asked of the permissions: a name that somebody types gives no badge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Page
from wagtail.models.pages import PAGE_PERMISSION_TYPES

from core.querysets import ancestor_paths


@dataclass(frozen=True, slots=True)
class Role:
    """A page permission with what its badge says.

    `action` is what Wagtail's page permissions are asked for: its codename without the model.
    """

    action: str
    badge: str | Promise
    task: str | Promise

    @property
    def codename(self) -> str:
        return f"{self.action}_page"


REGISSEUR = Role("coordinate", _("Regisseur"), _("Regie voeren over ideeën en projecten"))
WIJKMANAGER = Role("host", _("Wijkmanager"), _("Aanspreekpunt van de wijk zijn"))
MODERATOR = Role("moderate", _("Moderator"), _("Beoordelen wat bewoners insturen"))
# Who publishes in a neighbourhood speaks for the municipality.
GEMEENTE = Role("publish", _("Gemeente"), _("Publiceren namens de gemeente"))

# Added to Wagtail's own.
NEW_ROLES = (REGISSEUR, WIJKMANAGER, MODERATOR)
# The first that somebody has is the one that is shown.
ROLES = (*NEW_ROLES, GEMEENTE)


def add_page_permissions() -> None:
    """Let Wagtail's form of a group offer the roles: it would take away what it does not know."""
    known = {action for action, _short, _long in PAGE_PERMISSION_TYPES}
    PAGE_PERMISSION_TYPES.extend(
        (role.action, role.badge, role.task) for role in NEW_ROLES if role.action not in known
    )
    # Wagtail's form counts on the order of the names.
    PAGE_PERMISSION_TYPES.sort()


def has_role(user: Any, role: Role, page: Page) -> bool:
    """Say whether somebody may do what a role does on a page and below; an administrator may."""
    tester = page.permissions_for_user(user)
    return bool(user.is_active and (user.is_superuser or role.action in tester.permissions))


def badges(user_ids: Iterable[int], page: Page) -> dict[int, Role]:
    """Return the role with which each of these people speaks about a page, in one query.

    Who has none is left out, as is who can't log in any more.
    """
    given = (
        GroupPagePermission.objects.filter(
            page__path__in=ancestor_paths(page.path),
            permission__codename__in=[role.codename for role in ROLES],
        )
        # In one condition: it is about the same person.
        .filter(group__user__in=set(user_ids), group__user__is_active=True)
        .values_list("group__user", "permission__codename")
    )
    found: dict[int, set[str]] = {}
    for user_id, codename in given:
        found.setdefault(user_id, set()).add(codename)
    return {
        user_id: next(role for role in ROLES if role.codename in codenames)
        for user_id, codenames in found.items()
    }


def roles_of(user: Any) -> list[tuple[Role, Page]]:
    """Return what somebody does for which part of the site, in the order of the roles."""
    given = GroupPagePermission.objects.filter(
        group__user=user, permission__codename__in=[role.codename for role in ROLES]
    ).values_list("permission__codename", "page")
    pages_by_key = Page.objects.in_bulk({page_id for _codename, page_id in given})
    found = {(codename, page_id) for codename, page_id in given}
    return [
        (role, pages_by_key[page_id])
        for role in ROLES
        for page_id in sorted(pages_by_key)
        if (role.codename, page_id) in found
    ]
