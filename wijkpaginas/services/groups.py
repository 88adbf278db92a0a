"""The editor groups of neighbourhoods and municipalities, and what each may do."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)
from wagtail.query import PageQuerySet

from core.models import MunicipalModel
from core.roles import MODERATOR, REGISSEUR, WIJKMANAGER
from wijkpaginas.models import GemeenteGroup, WijkGroup, WijkPage
from wijkpaginas.services.beginnings import begin_municipality
from wijkpaginas.services.workflows import add_missing_workflow, let_communicatie_approve

PAGE_PERMISSIONS = {
    WijkGroup.Role.REDACTIE: ["add_page", "change_page"],
    WijkGroup.Role.EINDREDACTIE: ["add_page", "change_page", "publish_page"],
    WijkGroup.Role.MODERATOR: [MODERATOR.codename],
    WijkGroup.Role.REGISSEUR: [REGISSEUR.codename],
    WijkGroup.Role.WIJKMANAGER: [WIJKMANAGER.codename],
    GemeenteGroup.Role.COMMUNICATIE: [
        "add_page", "change_page", "publish_page", "lock_page", "unlock_page",
    ],
}  # fmt: skip
# These write no pages, so that they need no pictures, and choose no standard texts.
NO_EDITORS = {WijkGroup.Role.MODERATOR, WijkGroup.Role.REGISSEUR, WijkGroup.Role.WIJKMANAGER}
# Wagtail ties these to its own models, whichever models of ours hold the pictures and documents.
MEDIA_PERMISSIONS = {
    "wagtailimages": ["add_image", "change_image", "choose_image"],
    "wagtaildocs": ["add_document", "change_document", "choose_document"],
}
COLLECTION_PERMISSIONS = {"wagtailcore": ["add_collection", "change_collection"]}


def site_of(wijk: Page) -> Site | None:
    """Return the site of a page's municipality; None when its pages came before its site."""
    home = wijk.get_ancestors().filter(depth=2)
    return Site.objects.filter(root_page__in=home).order_by("-is_default_site", "pk").first()


def add_missing_groups(wijk: WijkPage) -> list[Group]:
    """Make the editor groups and workflow that a neighbourhood lacks; return the new groups."""
    site = site_of(wijk)
    rows = {row.role: row for row in wijk.editor_groups.select_related("group")}
    missing = [role for role in WijkGroup.Role if role not in rows]
    collection = _collection_of(wijk) if set(missing) - NO_EDITORS else None
    name = _name_of(wijk)
    groups = []
    for role in missing:
        group = _create_group(name, role, wijk.pk)
        _give_page_permissions(group, wijk, PAGE_PERMISSIONS[role])
        if collection and role not in NO_EDITORS:
            _give_collection_permissions(group, collection, MEDIA_PERMISSIONS)
        rows[role] = WijkGroup.objects.create(wijk=wijk, group=group, role=role)
        groups.append(group)
    for role, row in rows.items():
        if role not in NO_EDITORS:
            _give_site_permissions(row.group, site, of_wijk=True)
    add_missing_workflow(rows[WijkGroup.Role.EINDREDACTIE], wijk, name, site)
    return groups


@transaction.atomic
def complete_gemeente(site: Site) -> bool:
    """Make the group, collection and workflow of a municipality; say whether its group is new."""
    home = site.root_page
    row = GemeenteGroup.objects.filter(site=site, role=GemeenteGroup.Role.COMMUNICATIE).first()
    is_new = row is None
    if row is None:
        role = GemeenteGroup.Role.COMMUNICATIE
        group = _create_group(home.title, role, site.pk)
        _give_page_permissions(group, home, PAGE_PERMISSIONS[role])
        _give_collection_permissions(
            group, municipal_collection(site), MEDIA_PERMISSIONS | COLLECTION_PERMISSIONS
        )
        row = GemeenteGroup.objects.create(site=site, group=group, role=role)
        let_communicatie_approve(row)
    _give_site_permissions(row.group, site, of_wijk=False)
    add_missing_workflow(row, home, home.title, site)
    begin_municipality(site)
    return is_new


def municipal_collection(site: Site) -> Collection:
    """Return the collection of a municipality, which holds those of its neighbourhoods."""
    wijken = WijkPage.objects.descendant_of(site.root_page)
    own = Collection.objects.filter(group_permissions__group__gemeente_group__site=site).first()
    if own:
        return own
    of_a_wijk = collections_of(wijken).filter(depth__gt=2).first()
    if of_a_wijk:
        return of_a_wijk.get_parent()
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=site.root_page.title))


@transaction.atomic
def settle_moved_wijk(wijk: WijkPage) -> None:
    """Bring groups, collection and workflow of a neighbourhood along to another municipality."""
    site = site_of(wijk)
    if site is None:
        return
    for row in wijk.editor_groups.select_related("group"):
        elsewhere = GroupSitePermission.objects.filter(group=row.group).exclude(site=site)
        if elsewhere.exists():
            elsewhere.delete()
            _give_site_permissions(row.group, site, of_wijk=True)
        if row.task:
            row.task.groups.remove(*Group.objects.filter(gemeente_group__isnull=False))
    let_communicatie_approve(*GemeenteGroup.objects.filter(site=site))
    collection = _own_collection(wijk)
    parent = municipal_collection(site)
    if collection and collection.get_parent() != parent:
        collection.move(parent, "sorted-child")


def _create_group(name: str, role: WijkGroup.Role | GemeenteGroup.Role, number: int) -> Group:
    """Make a group that can enter the admin, with a name that no other has."""
    wanted = f"{name[:120]} – {role.label}"
    taken = Group.objects.filter(name=wanted).exists()
    group = Group.objects.create(name=f"{wanted} {number}" if taken else wanted)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return group


def _give_page_permissions(group: Group, page: Page, codenames: list[str]) -> None:
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=permission)
        for permission in _permissions({"wagtailcore": codenames})
    )


def _give_collection_permissions(
    group: Group, collection: Collection, codenames: Mapping[str, list[str]]
) -> None:
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in _permissions(codenames)
    )


def _give_site_permissions(group: Group, site: Site | None, *, of_wijk: bool) -> None:
    """Give the rights on settings and snippets of a municipality, to a group that has none yet."""
    if site is None or GroupSitePermission.objects.filter(group=group).exists():
        return
    _give_kinds(group, site, apps.get_models(), of_wijk=of_wijk)


@transaction.atomic
def give_rights_to_new_kinds() -> None:
    """Let the groups work with settings and snippets that came with a newer version.

    A kind to which no group has any right is new. What an administrator took from one group stays
    taken.
    """
    known = set(GroupSitePermission.objects.values_list("permission__content_type", flat=True))
    if not known:
        return
    kinds = ContentType.objects.get_for_models(*apps.get_models())
    new = [model for model, kind in kinds.items() if kind.pk not in known]
    for row in GemeenteGroup.objects.select_related("group", "site"):
        _give_kinds(row.group, row.site, new, of_wijk=False)
    for wijk_row in WijkGroup.objects.exclude(role__in=NO_EDITORS).select_related("group", "wijk"):
        site = site_of(wijk_row.wijk)
        if site:
            _give_kinds(wijk_row.group, site, new, of_wijk=True)


def _give_kinds(group: Group, site: Site, models: Iterable[type[Model]], *, of_wijk: bool) -> None:
    codenames: dict[str, list[str]] = {}
    for model in models:
        if issubclass(model, MunicipalModel):
            actions = model.editors_may if of_wijk else ("add", "change", "delete")
        elif issubclass(model, BaseSiteSetting) and model in settings_registry and not of_wijk:
            actions = ("change",)
        else:
            continue
        meta = model._meta
        names = [f"{action}_{meta.model_name}" for action in actions]
        codenames.setdefault(meta.app_label, []).extend(names)
    GroupSitePermission.objects.bulk_create(
        GroupSitePermission(group=group, site=site, permission=permission)
        for permission in _permissions(codenames)
    )


def _permissions(codenames: Mapping[str, Iterable[str]]) -> list[Permission]:
    return [
        permission
        for app, names in codenames.items()
        for permission in Permission.objects.filter(content_type__app_label=app, codename__in=names)
    ]


def collections_of(wijken: PageQuerySet) -> QuerySet[Collection]:
    """Return the collections of neighbourhoods: their editors may choose in others, but not add."""
    granted = GroupCollectionPermission.objects.filter(
        group__wijk_group__wijk__in=wijken, permission__codename="add_image"
    )
    return Collection.objects.filter(pk__in=granted.values("collection"))


def _own_collection(wijk: WijkPage) -> Collection | None:
    return collections_of(WijkPage.objects.filter(pk=wijk.pk)).first()


def _collection_of(wijk: WijkPage) -> Collection:
    """Return the collection for the neighbourhood's pictures and documents; make it if needed."""
    return _own_collection(wijk) or _collection_above(wijk).add_child(
        instance=Collection(name=wijk.title)
    )


def _collection_above(wijk: WijkPage) -> Collection:
    site = site_of(wijk)
    if site:
        return municipal_collection(site)
    siblings = WijkPage.objects.child_of(wijk.get_parent())
    sibling = collections_of(siblings).first()
    if sibling:
        return sibling.get_parent()
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=wijk.get_parent().get_parent().title))


def _name_of(wijk: WijkPage) -> str:
    """Return what tells a neighbourhood from one of the same name elsewhere."""
    municipality = wijk.get_parent().get_parent().title
    return _("%(wijk)s (%(gemeente)s)") % {"wijk": wijk.title, "gemeente": municipality}
