"""What somebody of the admin may see: the own branch of the tree, and the own municipality's.

All of it follows from Wagtail's page permissions. Nothing here knows a group.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, Site, Task, Workflow, get_page_models
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry

from core.querysets import PublicPageQuerySet, ancestor_paths, pages

# A municipality is a child of the root of the tree.
HOME_PATH_LENGTH = 2 * Page.steplen


def branch_paths(user: Any) -> set[str]:
    """Return the paths of the pages on which the user was given any permission."""
    if not user.is_authenticated or not user.is_active or user.is_superuser:
        return set()
    given = page_permission_policy.get_cached_permissions_for_user(user)
    return {permission.page.path for permission in given}


def municipalities_of(user: Any) -> QuerySet[Site]:
    """Return the sites in whose tree the user works; all of them for an administrator."""
    if user.is_active and user.is_superuser:
        return Site.objects.all()
    paths = branch_paths(user)
    if any(len(path) < HOME_PATH_LENGTH for path in paths):
        return Site.objects.all()
    return Site.objects.filter(root_page__path__in={path[:HOME_PATH_LENGTH] for path in paths})


def own_pages(user: Any) -> PublicPageQuerySet:
    """Return the pages in the branches that the user was given, drafts included."""
    if user.is_active and user.is_superuser:
        return pages()
    return pages().filter(_in_branches(branch_paths(user)))


def _in_branches(paths: Iterable[str]) -> Q:
    """Return the condition of standing in one of the branches that begin at these paths."""
    inside = Q(pk=None)
    for path in paths:
        inside |= Q(path__startswith=path)
    return inside


def _on_the_way(paths: Iterable[str]) -> Q:
    """Return the condition of standing at one of these paths, or above it."""
    return Q(path__in={step for path in paths for step in ancestor_paths(path)})


def linkable_pages(user: Any) -> PublicPageQuerySet:
    """Return the pages that the user may link to and has to pass on the way.

    These are the own ones, those above them, and what the municipality has published about itself,
    such as its privacy statement. What lies in the neighbourhood of others is not among them.
    """
    if user.is_active and user.is_superuser:
        return pages()
    paths = branch_paths(user)
    allowed = _on_the_way(paths) | _in_branches(paths)
    homes = _in_branches({path[:HOME_PATH_LENGTH] for path in paths})
    sections = [model for model in get_page_models() if getattr(model, "opens_section", False)]
    in_a_section = pages().filter(path__ancestor_of=OuterRef("path")).type(*sections)
    public = pages().public().filter(homes, ~Exists(in_a_section)).values("pk")
    return pages().filter(allowed | Q(pk__in=public))


def colleagues_of(user: Any) -> QuerySet[Any]:
    """Return the people whose names the user may meet: who works in the same branches, or above."""
    people = get_user_model()._default_manager.all()
    if user.is_active and user.is_superuser:
        return people
    paths = branch_paths(user)
    if not paths:
        return people.filter(pk=user.pk)
    shared = pages().filter(_on_the_way(paths) | _in_branches(paths)).values("pk")
    return people.filter(
        Q(pk=user.pk) | Q(groups__page_permissions__page__in=shared) | Q(is_superuser=True)
    ).distinct()


def workflows_of(user: Any) -> QuerySet[Workflow]:
    """Return the workflows that are assigned to a page in the user's branches."""
    if user.is_active and user.is_superuser:
        return Workflow.objects.all()
    return Workflow.objects.filter(workflow_pages__page__in=own_pages(user).values("pk"))


def tasks_of(user: Any) -> QuerySet[Task]:
    """Return the steps of those workflows."""
    if user.is_active and user.is_superuser:
        return Task.objects.all()
    return Task.objects.filter(workflow_tasks__workflow__in=workflows_of(user)).distinct()


def may_see(user: Any, model: type[Any], keys: Iterable[Any]) -> bool:
    """Say whether the user may see each of these objects in the admin; unknown keys are not seen.

    `keys` come from addresses: what is no number is no key.
    """
    try:
        wanted = {int(key) for key in keys}
    except (TypeError, ValueError):
        return False
    if not all(0 < key < 2**63 for key in wanted):
        return False
    if issubclass(model, Page):
        seen: QuerySet[Any] = linkable_pages(user)
    else:
        policy = policy_registry.get_by_type(model)
        seen = policy.instances_user_has_any_permission_for(
            user, {"add", "change", "delete", "choose", "view"}
        )
    return seen.filter(pk__in=wanted).distinct().count() == len(wanted)


class MunicipalPermissionPolicy(SitePermissionPolicy):
    """Rights on what belongs to one municipality: given per site; who works there may choose."""

    def sites_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        actions = set(actions)
        sites = super().sites_user_has_any_permission_for(user, actions - {"choose"})
        if "choose" not in actions:
            return sites
        return Site.objects.filter(
            Q(pk__in=sites.values("pk")) | Q(pk__in=municipalities_of(user).values("pk"))
        )

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return bool(self.sites_user_has_any_permission_for(user, actions).exists())

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        site = instance.pk if isinstance(instance, Site) else instance.site_id
        sites = self.sites_user_has_any_permission_for(user, actions)
        return bool(sites.filter(pk=site).exists())
