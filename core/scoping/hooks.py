"""What the scoping hands to Wagtail's hooks; `core.wagtail_hooks` brings it in."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.query import PageQuerySet

from core.permissions import linkable_pages
from core.scoping.api import register_own_media
from core.scoping.filters import limit_filters

# After those that register what it takes the place of.
hooks.register("construct_admin_api", register_own_media, order=100)


@hooks.register("construct_page_chooser_queryset")
def offer_linkable_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer the own pages and what the municipality has published about itself."""
    if request.user.is_superuser:
        return pages
    return pages.filter(pk__in=linkable_pages(request.user).values("pk"))


limit_filters()
