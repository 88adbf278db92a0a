"""Which pages someone edits, and what an editor wants to know about them."""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import Page, Revision, get_page_models
from wagtail.permissions import policy_registry

from core.models import BasePage
from core.querysets import PublicPageQuerySet, pages

Found = TypeVar("Found", bound=QuerySet[Any])

REVIEW_TERM = timedelta(days=365)
EXPIRES_WITHIN = timedelta(days=30)


def editable_pages(user: Any) -> PublicPageQuerySet:
    """Return the pages that this person may change or publish, as Wagtail's permissions say."""
    policy = policy_registry.get_by_type(Page)
    mine = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return pages().filter(pk__in=mine.order_by().values("pk"), depth__gt=1)


def writes_pages(user: Any) -> bool:
    """Say whether this person may add, change or publish any page."""
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(user, {"add", "change", "publish"}))


def types_with(attribute: str) -> list[type[Page]]:
    """Return the page types that say yes to a promise of `BasePage`."""
    return [model for model in get_page_models() if getattr(model, attribute, False)]


def content_types(models: list[type[Page]]) -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*models).values()) if models else []


def sections(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Keep the pages that open a section, such as neighbourhoods, by name."""
    return found.filter(content_type__in=content_types(types_with("opens_section"))).order_by(
        "title"
    )


def with_section(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Tell of each page the name of the section it is in, as `section_title`; None above them."""
    section = sections(pages().filter(path__ancestor_of=OuterRef("path"))).order_by("depth")
    return found.annotate(section_title=Subquery(section.values("title")[:1]))


def with_review_date(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Tell of each page when it was last reviewed, as `review_date`: each type keeps its own."""
    kept = [
        F(f"{model._meta.model_name}__nagekeken_op")
        for model in get_page_models()
        if issubclass(model, BasePage) and model._meta.get_field("nagekeken_op").model is model
    ]
    return found.annotate(review_date=Coalesce(*kept))


def review_limit() -> date:
    """Return the day before which a review was too long ago."""
    return timezone.localdate() - REVIEW_TERM


def due_for_review(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Keep public pages that nobody reviewed for a year, the longest ago first.

    News and events tell of their day; nobody has to keep them up to date.
    """
    lasting = content_types(types_with("needs_review"))
    overdue = Q(review_date__lt=review_limit()) | Q(review_date=None)
    return (
        with_review_date(found.filter(live=True, content_type__in=lasting))
        .filter(overdue)
        .order_by(F("review_date").asc(nulls_first=True), "title")
    )


def expiring(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Keep public pages that will expire soon, first to go first."""
    until = timezone.now() + EXPIRES_WITHIN
    return found.filter(live=True, expire_at__lt=until).order_by("expire_at")


def scheduled(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Keep pages of which a version will be published by itself, first to come first."""
    waiting = _approved_revisions().values("object_id")
    return with_go_live(keyed(found).filter(key__in=waiting)).order_by("goes_live_at")


def with_go_live(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Tell of each page when a version of it will be published by itself, as `goes_live_at`."""
    of_page = _approved_revisions().filter(object_id=Cast(OuterRef("pk"), CharField()))
    when = of_page.order_by("approved_go_live_at").values("approved_go_live_at")[:1]
    return found.annotate(goes_live_at=Subquery(when))


def _approved_revisions() -> QuerySet[Revision]:
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False)


def keyed(found: Found) -> Found:
    """Let each object have its key as text, `key`: so Wagtail stores what it refers to."""
    return found.annotate(key=Cast("pk", CharField()))


def keys(found: QuerySet[Any]) -> QuerySet[Any]:
    """Return only those keys, for use in another query."""
    return keyed(found).order_by().values("key")
