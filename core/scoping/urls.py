"""Addresses of Wagtail's admin that other views answer; they come before Wagtail's own."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access

from core.admin.external_link import AskingExternalLinkView
from core.scoping.tags import OwnDocumentsView, OwnImagesView, image_chooser, tag_autocomplete
from core.scoping.views import BrowsePagesView, PageTypesView, SiteHistoryView


def _at(address: str, view: Callable[..., Any]) -> URLPattern:
    """Answer for an address of Wagtail's; its own name goes on to lead there."""
    return path(address, require_admin_access(view))


urlpatterns = [
    _at("choose-page/", BrowsePagesView.as_view()),
    _at("choose-page/<int:parent_page_id>/", BrowsePagesView.as_view()),
    _at("choose-external-link/", AskingExternalLinkView.as_view()),
    _at("tag-autocomplete/", tag_autocomplete),
    _at("tag-autocomplete/<slug:app_name>/<slug:model_name>/", tag_autocomplete),
    _at("images/", OwnImagesView.as_view()),
    _at("images/results/", OwnImagesView.as_view(results_only=True)),
    _at("images/chooser/", image_chooser.choose_view),
    _at("documents/", OwnDocumentsView.as_view()),
    _at("documents/results/", OwnDocumentsView.as_view(results_only=True)),
    _at("reports/page-types-usage/", PageTypesView.as_view()),
    _at("reports/page-types-usage/results/", PageTypesView.as_view(results_only=True)),
    _at("reports/site-history/", SiteHistoryView.as_view()),
    _at("reports/site-history/results/", SiteHistoryView.as_view(results_only=True)),
]
