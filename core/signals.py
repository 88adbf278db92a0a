"""What follows from publishing and deleting pages, whoever does it."""

from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type
from wagtail.signals import page_published

from core.admin.review import note_review
from core.models import BasePage

_FIELDS = (
    "content_type_id",
    "object_id",
    "to_content_type_id",
    "to_object_id",
    "model_path",
    "content_path",
    "content_path_hash",
)


@receiver(page_published)
def publishing_is_reviewing(instance: Page, **kwargs: Any) -> None:
    """Note that somebody looked at the page today."""
    if isinstance(instance, BasePage):
        note_review(instance)


@receiver(pre_delete, sender=Page)
@receiver(pre_delete, sender=get_document_model())
def remember_links_to_deleted(instance: Any, **kwargs: Any) -> None:
    """Keep which pages link to what is deleted, as editors have to mend those links.

    Wagtail forgets these references together with what they lead to. They are written again after
    the deletion, and go when the page that holds the link is saved without it.
    """
    page_type = get_default_page_content_type()
    lost = [
        ReferenceIndex(base_content_type_id=page_type.pk, **values)
        for values in ReferenceIndex.get_references_to(instance)
        .filter(base_content_type=page_type)
        .exclude(object_id=str(instance.pk))
        .values(*_FIELDS)
    ]
    if lost:
        transaction.on_commit(lambda: _restore(lost))


def _restore(lost: list[ReferenceIndex]) -> None:
    """Write the references of pages that are still there themselves."""
    sources = [int(reference.object_id) for reference in lost]
    present = {str(pk) for pk in Page.objects.filter(pk__in=sources).values_list("pk", flat=True)}
    ReferenceIndex.objects.bulk_create(
        [reference for reference in lost if reference.object_id in present], ignore_conflicts=True
    )
