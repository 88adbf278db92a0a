"""Making neighbourhoods: the page, its sections, and who edits it. All of it can be done again."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    get_page_models,
)

from core.models import BasePage
from kaart.models import Gebied
from wijkpaginas.models import WijkGroup, WijkIndexPage, WijkPage

PAGE_PERMISSIONS = {
    WijkGroup.Role.REDACTIE: ["add_page", "change_page"],
    WijkGroup.Role.EINDREDACTIE: ["add_page", "change_page", "publish_page"],
}
# Wagtail ties these to its own models, whichever models of ours hold the pictures and documents.
MEDIA_PERMISSIONS = {
    "wagtailimages": ["add_image", "change_image", "choose_image"],
    "wagtaildocs": ["add_document", "change_document", "choose_document"],
}


def add_published(parent: Page, page: BasePage) -> BasePage:
    """Add a page below a parent and publish it, with a first revision to go back to."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(clean=False, log_action="wagtail.create").publish()
    page.refresh_from_db(fields=["live", "first_published_at", "last_published_at"])
    return page


def add_missing_sections(parent: BasePage) -> list[BasePage]:
    """Add the section pages that this page lacks, of every app that offers one; return them.

    A section that an editor unpublished is not missing: it stays off.
    """
    children = list(parent.get_children())
    present = {child.specific_class for child in children}
    taken = {child.slug for child in children}
    missing = [
        model
        for model in get_page_models()
        if getattr(model, "section_slug", "")
        and model not in present
        and model.can_create_at(parent)
    ]
    return [
        add_published(
            parent,
            model(
                title=model.section_title,
                # Without one, Wagtail makes a free one from the title.
                slug="" if model.section_slug in taken else model.section_slug,
                show_in_menus=True,
            ),
        )
        for model in sorted(missing, key=lambda model: model.section_order)
    ]


@transaction.atomic
def create_wijk(index: WijkIndexPage, gebied: Gebied, *, opening: str) -> WijkPage:
    """Make and publish the page of an area, with its sections and editor groups."""
    wijk = WijkPage(title=gebied.naam, gebied=gebied, opening=opening, show_in_menus=True)
    add_published(index, wijk)
    complete_wijk(wijk)
    return wijk


@transaction.atomic
def complete_wijk(wijk: WijkPage) -> bool:
    """Add the sections and editor groups that a neighbourhood lacks; return whether any was."""
    sections = add_missing_sections(wijk)
    groups = add_missing_groups(wijk)
    return bool(sections or groups)


def add_missing_groups(wijk: WijkPage) -> list[Group]:
    """Make the editor groups that a neighbourhood lacks, with their permissions; return them."""
    present = set(wijk.editor_groups.values_list("role", flat=True))
    missing = [role for role in WijkGroup.Role if role not in present]
    if not missing:
        return []
    collection = _collection_of(wijk)
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    page_permissions = Permission.objects.filter(content_type__app_label="wagtailcore")
    media_permissions = [
        permission
        for app, codenames in MEDIA_PERMISSIONS.items()
        for permission in Permission.objects.filter(
            content_type__app_label=app, codename__in=codenames
        )
    ]
    groups = []
    for role in missing:
        group = Group.objects.create(name=_group_name(wijk, role))
        group.permissions.add(access)
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page=wijk, permission=permission)
            for permission in page_permissions.filter(codename__in=PAGE_PERMISSIONS[role])
        )
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in media_permissions
        )
        WijkGroup.objects.create(wijk=wijk, group=group, role=role)
        groups.append(group)
    return groups


def _collection_of(wijk: WijkPage) -> Collection:
    """Return the collection for the neighbourhood's pictures and documents; make it if needed."""
    collections = Collection.objects.filter(group_permissions__group__wijk_group__wijk=wijk)
    return collections.first() or _municipal_collection(wijk).add_child(
        instance=Collection(name=wijk.title)
    )


def _municipal_collection(wijk: WijkPage) -> Collection:
    """Return the collection that holds those of all neighbourhoods; make it with the first one."""
    index = wijk.get_parent()
    sibling = Collection.objects.filter(
        group_permissions__group__wijk_group__wijk__in=WijkPage.objects.child_of(index)
    ).first()
    if sibling:
        return sibling.get_parent()
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=index.get_parent().title))


def _group_name(wijk: WijkPage, role: WijkGroup.Role) -> str:
    """Return a name that no other group has; it is only for people to read."""
    municipality = wijk.get_parent().get_parent().title
    base = _("%(wijk)s (%(gemeente)s)") % {"wijk": wijk.title, "gemeente": municipality}
    name = f"{base[:120]} – {role.label}"
    return f"{name} {wijk.pk}" if Group.objects.filter(name=name).exists() else name
