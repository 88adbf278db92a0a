"""The interface that the admin's own scripts ask."""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OwnMediaMixin:
    """Only what the user may choose or change."""

    def get_queryset(self) -> QuerySet[Any]:
        view: Any = self
        queryset: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        own = policy_registry.get_by_type(queryset.model).instances_user_has_any_permission_for(
            view.request.user, {"choose", "change"}
        )
        return queryset.filter(pk__in=own.values("pk"))


class OwnImagesViewSet(OwnMediaMixin, ImagesAdminAPIViewSet):
    """Pictures."""


class OwnDocumentsViewSet(OwnMediaMixin, DocumentsAdminAPIViewSet):
    """Documents."""


def register_own_media(router: Any) -> None:
    """Put these in the place of Wagtail's, which list what the whole installation has."""
    router.register_endpoint("images", OwnImagesViewSet)
    router.register_endpoint("documents", OwnDocumentsViewSet)
