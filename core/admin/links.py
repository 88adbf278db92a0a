"""Links and buttons to pages and documents of the site that visitors can't open any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    PageLogEntry,
    ReferenceIndex,
    get_default_page_content_type,
)

from core.admin.pages import keyed, keys, with_section
from core.querysets import PublicPageQuerySet, pages


@dataclass(frozen=True)
class BrokenLink:
    """One link that leads nowhere: where it stands, what it named, and why it fails."""

    page: Any
    place: str
    target: str
    reason: str
    content_path: str

    @property
    def page_title(self) -> str:
        return str(self.page.title)

    @property
    def section_title(self) -> str:
        return self.page.section_title or ""


def broken_references(mine: PublicPageQuerySet) -> QuerySet[ReferenceIndex]:
    """Return the references from public pages among these to what is not public (any more).

    Set-based: what is linked to is looked at once, however many links there are.
    """
    page_type = get_default_page_content_type()
    document_type = _document_type()
    from_pages = ReferenceIndex.objects.filter(base_content_type=page_type)
    to_pages = from_pages.filter(to_content_type=page_type)
    public = keyed(pages()).filter(key__in=to_pages.values("to_object_id")).public()
    restricted = CollectionViewRestriction.objects.values("collection")
    documents = get_document_model().objects.exclude(collection__in=restricted)
    broken = from_pages.filter(
        Q(to_content_type=page_type) & ~Q(to_object_id__in=public.order_by().values("key"))
        | Q(to_content_type=document_type) & ~Q(to_object_id__in=keys(documents))
    )
    # A neighbourhood that is being prepared links to its own pages, which nobody sees yet.
    sources = keyed(mine).filter(key__in=broken.values("object_id")).public()
    found = broken.filter(object_id__in=sources.order_by().values("key"))
    return found.select_related("content_type").order_by("object_id", "pk")


def describe(references: Iterable[ReferenceIndex]) -> list[BrokenLink]:
    """Tell what is wrong with each, in a number of queries that does not depend on how many."""
    found = list(references)
    page_type, document_type = get_default_page_content_type(), _document_type()
    sources = _pages({reference.object_id for reference in found})
    to_pages = {r.to_object_id for r in found if r.to_content_type_id == page_type.pk}
    to_documents = {r.to_object_id for r in found if r.to_content_type_id == document_type.pk}
    targets = _pages(to_pages)
    documents = get_document_model().objects.in_bulk([int(key) for key in to_documents])
    gone = [int(key) for key in to_pages if int(key) not in targets]
    deleted = PageLogEntry.objects.filter(action="wagtail.delete", page_id__in=gone)
    titles = dict(deleted.values_list("page_id", "label"))
    result = []
    for reference in found:
        key = int(reference.to_object_id)
        if reference.to_content_type_id == page_type.pk:
            target, reason = _page_problem(targets.get(key), titles.get(key, ""))
        else:
            target, reason = _document_problem(documents.get(key))
        source = sources[int(reference.object_id)]
        place = reference.describe_source_field()
        result.append(BrokenLink(source, place, target, reason, reference.content_path))
    return result


def _document_type() -> ContentType:
    return ContentType.objects.get_for_model(get_document_model())


def _pages(found: set[str]) -> dict[int, Any]:
    return with_section(pages()).in_bulk([int(key) for key in found])


def _page_problem(page: Page | None, title: str) -> tuple[str, str]:
    if page is None:
        return title or _("een pagina"), _("verwijderd")
    if page.live:
        return page.title, _("niet voor iedereen te zien")
    return page.title, _("verlopen") if page.expired else _("niet gepubliceerd")


def _document_problem(document: Any) -> tuple[str, str]:
    if document is None:
        return _("een document"), _("verwijderd")
    return document.title, _("niet voor iedereen te zien")
