"""Which changes of the database change what the public sees, and of which site.

Each change of a page, of what belongs to a municipality, or of a model that an app registers here,
raises the edition of its site in the same transaction. What writes without signals (`update`,
`bulk_create`) calls `site_changed` or `all_sites_changed` itself.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import post_page_move

from core.models import Gemeente, MunicipalModel, SiteDocument, SiteEdition, SiteImage
from core.querysets import ancestor_paths

# A draft that is saved changes these alone, of a page that stays as the public sees it.
DRAFT_FIELDS = {
    "wagtail_admin_comments",
    "latest_revision_created_at",
    "draft_title",
    "latest_revision",
    "has_unpublished_changes",
}

_registered: dict[type[Model], Callable[[Any], None]] = {}


def all_sites_changed(_instance: Any = None) -> None:
    """Raise the edition of every site: what changed may show anywhere."""
    SiteEdition.objects.update(number=F("number") + 1)


def site_changed(site_id: int | None) -> None:
    """Raise the edition of a site."""
    SiteEdition.objects.filter(pk=site_id).update(number=F("number") + 1)


def page_changed(page: Page) -> None:
    """Raise the edition of the site that a page stands in."""
    sites = SiteEdition.objects.filter(site__root_page__path__in=ancestor_paths(page.path))
    sites.update(number=F("number") + 1)


def register_public(model: type[Model], changed: Callable[[Any], None] = all_sites_changed) -> None:
    """Have `changed` called with each row of this model that is saved or deleted."""
    _registered[model] = changed


def registered_models() -> set[type[Model]]:
    return set(_registered)


def connect() -> None:
    """Listen to the signals; called once, when all models are there."""
    post_save.connect(_saved, dispatch_uid="publication")
    post_delete.connect(_deleted, dispatch_uid="publication")
    post_page_move.connect(_moved, dispatch_uid="publication")


def _saved(
    sender: type[Model],
    instance: Any,
    *,
    update_fields: frozenset[str] | None,
    created: bool,
    **kwargs: Any,
) -> None:
    if isinstance(instance, Page):
        only_a_draft = update_fields is not None and set(update_fields) <= DRAFT_FIELDS
        if not only_a_draft and not (created and not instance.live):
            page_changed(instance)
        return
    if isinstance(instance, Site):
        SiteEdition.objects.get_or_create(site=instance)
    _row_changed(sender, instance)


def _deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        page_changed(instance)
    else:
        _row_changed(sender, instance)


def _row_changed(model: type[Model], row: Any) -> None:
    if isinstance(row, MunicipalModel):
        site_changed(row.site_id)
    elif changed := _registered.get(model):
        changed(row)


def _moved(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    page_changed(instance)
    page_changed(parent_page_before)


register_public(Gemeente, lambda row: site_changed(row.site_id))
register_public(PageViewRestriction, lambda row: page_changed(row.page))
for _model in (Site, SiteImage, SiteDocument, Collection, CollectionViewRestriction):
    register_public(_model)
