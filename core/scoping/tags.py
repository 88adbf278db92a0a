"""The tags of pictures and documents: Wagtail keeps one list for the whole installation."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT
from wagtail.documents import get_document_model
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images import get_image_model
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImagesView
from wagtail.permissions import policy_registry

POPULAR = 10


def own_tags(user: Any, models: Iterable[type[Model]]) -> QuerySet[Tag]:
    """Return the tags of what the user may choose or change, the most used first."""
    used = Q(pk=None)
    for model in models:
        own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, {"choose", "change"}
        )
        meta = model._meta
        used |= Q(
            content_type__app_label=meta.app_label,
            content_type__model=meta.model_name,
            object_id__in=own.values("pk"),
        )
    items = TaggedItem.objects.filter(used)
    counted = Tag.objects.filter(pk__in=items.values("tag")).annotate(
        used=Count("taggit_taggeditem_items", filter=Q(taggit_taggeditem_items__in=items))
    )
    return counted.order_by("-used", "name")


def tag_autocomplete(request: HttpRequest, **kwargs: Any) -> JsonResponse:
    """Complete a tag that is being typed with those that the user may know."""
    term = request.GET.get("term", "").replace("\0", "")[:100]
    if not term:
        return JsonResponse([], safe=False)
    tags = own_tags(request.user, [get_image_model(), get_document_model()])
    names = tags.filter(name__istartswith=term).order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[:TAGS_AUTOCOMPLETE_LIMIT]), safe=False)


class OwnTagsMixin:
    """Offers the tags of the own pictures or documents as a filter."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)  # type: ignore[call-arg]
        filters: dict[str, Any] = self.filters  # type: ignore[attr-defined]
        model: type[Model] = self._meta.model  # type: ignore[attr-defined]
        if "tag" in filters:
            names = own_tags(request.user, [model]).values_list("name", flat=True)[:POPULAR]
            filters["tag"].extra["choices"] = [(name, name) for name in names]
            if not names:
                del filters["tag"]


class OwnImagesFilterSet(OwnTagsMixin, ImagesFilterSet):
    """The filters of the list of pictures."""


class OwnDocumentsFilterSet(OwnTagsMixin, DocumentsFilterSet):
    """The filters of the list of documents."""


class OwnImagesView(ImagesView):
    filterset_class = OwnImagesFilterSet


class OwnDocumentsView(DocumentsView):
    filterset_class = OwnDocumentsFilterSet


class OwnImageChooseView(ImageChooseView):
    """The dialog to choose a picture."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["popular_tags"] = own_tags(self.request.user, [self.model_class])[:POPULAR]
        return context


class OwnImageChooserViewSet(ImageChooserViewSet):
    choose_view_class = OwnImageChooseView


# Wagtail has registered its own, under this name; only the dialog of this one is used.
image_chooser = OwnImageChooserViewSet(
    "wagtailimages_chooser", model=get_image_model(), url_prefix="images/chooser"
)
