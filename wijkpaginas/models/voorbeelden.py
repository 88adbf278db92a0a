"""Pages that editors begin with, instead of with an empty one."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.models import BasePage


class VoorbeeldenPage(BasePage):
    """Holds the examples of a municipality; neither it nor what is below it is ever public."""

    under_home = True
    parent_page_types: list[str] = []
    max_count_per_parent = 1
    holds_examples = True
    show_in_menus_default = False
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    needs_review = False
    page_description = _("De map met voorbeelden waarmee redacteuren een pagina kunnen beginnen.")

    content_panels = Page.content_panels
    promote_panels = [FieldPanel("slug")]

    class Meta:
        verbose_name = _("map met voorbeelden")
        verbose_name_plural = _("mappen met voorbeelden")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Stay unpublished, which closes the whole branch to visitors."""
        self.live = False
        super().save(*args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Show visitors nothing, at any address below this one."""
        raise Http404
