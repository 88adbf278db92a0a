"""Refuses an address of the admin that names an object of somebody else."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Task, Workflow
from wagtail.permissions import policy_registry

from core.permissions import may_see, own_pages

Named = tuple[type[Model], Iterable[Any]]

PAGE_ARGUMENTS = {
    "page_id", "page_pk", "page_to_move_id", "destination_id", "parent_page_id",
}  # fmt: skip
# Wagtail leads somebody who explores elsewhere back to the own branch, and shows nothing.
EXPLORER = {"wagtailadmin_explore", "wagtailadmin_explore_results"}


class AdminScopeMiddleware:
    """Looks which objects an address of the admin names, before its view does anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Return the refusal that Wagtail's admin gives, or None to go on."""
        match = request.resolver_match
        if match is None or not _is_admin(match):
            return None
        # Whoever is not logged in is asked to do so by the view itself.
        if not request.user.is_authenticated or request.user.is_superuser:
            return None
        seen = all(may_see(request.user, model, keys) for model, keys in named(match, request))
        return None if seen and _may_enter(request, match) else permission_denied(request)


def _is_admin(match: ResolverMatch) -> bool:
    return match.route.startswith("admin/")


def named(match: ResolverMatch, request: HttpRequest) -> Iterator[Named]:
    """Yield the objects that an address and its query name, by their model."""
    namespace, name, arguments = match.namespace, match.url_name or "", match.kwargs
    if name in EXPLORER:
        return
    for argument in PAGE_ARGUMENTS & arguments.keys():
        yield Page, [arguments[argument]]
    for argument, model in _arguments(namespace).items():
        if argument in arguments:
            yield model, [arguments[argument]]
    if name == "wagtail_bulk_action":
        yield from _of_a_bulk_action(request, arguments)
    elif name == "wagtailadmin_choose_page_chosen_multiple":
        yield Page, request.GET.getlist("id")


def _arguments(namespace: str) -> dict[str, type[Model]]:
    """Return which model each argument of the addresses in a namespace stands for."""
    if namespace in {"wagtailadmin_pages", "wagtailadmin_api:pages"}:
        return {"pk": Page}
    if namespace in {"wagtailimages_chooser", "wagtailadmin_api:images"}:
        return {"pk": get_image_model(), "image_id": get_image_model()}
    if namespace in {"wagtaildocs_chooser", "wagtailadmin_api:documents"}:
        return {"pk": get_document_model()}
    return {
        "wagtailimages": {"image_id": get_image_model()},
        "wagtaildocs": {"document_id": get_document_model(), "doc_id": get_document_model()},
        "wagtailadmin_collections": {"pk": Collection, "collection_id": Collection},
        "wagtailusers_users": {"pk": get_user_model()},
    }.get(namespace, {})


def _of_a_bulk_action(request: HttpRequest, arguments: Mapping[str, Any]) -> Iterator[Named]:
    """Yield what an action on many names: Wagtail tells the titles of those it refuses."""
    try:
        model = apps.get_model(arguments["app_label"], arguments["model_name"])
    except LookupError:
        return
    keys = request.GET.getlist("id")
    yield model, [key for key in keys if key != "all"]
    if "all" in keys and issubclass(model, Page):
        # All pages below one: that one has to be the user's own, not just on the way to it.
        parent = request.GET.get("childOf", "")
        own = parent.isdecimal() and own_pages(request.user).filter(pk=parent[:18]).exists()
        yield Page, [parent if own else None]


def _may_enter(request: HttpRequest, match: ResolverMatch) -> bool:
    """Keep who manages no workflows out of their dialogs, which ask for no permission."""
    if match.namespace != "wagtailadmin_workflows":
        return True
    return any(
        policy_registry.get_by_type(model).user_has_any_permission(
            request.user, {"add", "change", "delete"}
        )
        for model in (Workflow, Task)
    )
