"""Pages that begin as a copy of an example of the municipality."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from wagtail.models import Page

from core.admin.pages import content_types, types_with
from core.models import BasePage
from core.querysets import PublicPageQuerySet, pages

# The root of the tree stands above the front pages of the municipalities.
HOME_PATH = 2 * Page.steplen


def examples_for(parent: Page) -> PublicPageQuerySet:
    """Return the examples of the same municipality that may stand below this page, by title.

    An example is offered once it is published. Visitors do not see it then either: what it stands
    below is closed.
    """
    folders = pages().filter(
        path__startswith=parent.path[:HOME_PATH],
        content_type__in=content_types(types_with("holds_examples")),
    )
    allowed = [
        model
        for model in parent.specific_class.creatable_subpage_models()
        if model.can_create_at(parent)
    ]
    found = pages().none()
    if parent.depth < 2 or getattr(parent.specific_class, "holds_examples", False):
        return found
    for folder in folders:
        found |= pages().child_of(folder)
    return found.filter(live=True, content_type__in=content_types(allowed)).order_by("title")


@transaction.atomic
def begin_with(example: Page, parent: Page, user: Any) -> Page:
    """Make a draft below the parent that begins as a copy of the example; return it.

    Raises PermissionDenied for who may not add a page there, and for what is no example for it.
    Nothing of when the example was made or is planned comes along.
    """
    if not parent.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    if not examples_for(parent).filter(pk=example.pk).exists():
        raise PermissionDenied
    source = example.specific
    page: Page = source.copy(
        to=parent,
        recursive=False,
        copy_revisions=False,
        keep_live=False,
        user=user,
        update_attrs={"slug": _free_slug(source, parent), **_fresh_dates(source)},
        # Adding a page is logged by itself, as that of its owner.
        log_action=None,
    )
    return page


def _fresh_dates(source: BasePage) -> dict[str, Any]:
    """Return what the dates of a new page of this type are."""
    fields = [
        field
        for field in source._meta.get_fields()
        if isinstance(field, models.DateField) and field.model is type(source)
    ]
    fresh = {field.name: field.get_default() for field in fields}
    return fresh | {"go_live_at": None, "expire_at": None, "expired": False}


def _free_slug(source: Page, parent: Page) -> str:
    taken = set(pages().child_of(parent).values_list("slug", flat=True))
    slug, number = source.slug, 1
    while slug in taken:
        number += 1
        slug = f"{source.slug}-{number}"
    return str(slug)
