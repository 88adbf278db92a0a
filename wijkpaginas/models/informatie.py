"""Editorial pages, any depth."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.fields import BlocksField
from core.models import BasePage
from core.querysets import pages, teasers
from wijkpaginas.blocks import INTRO_FEATURES, PageBlocks


class InformatiePage(BasePage):
    """A page with whatever editors want to tell."""

    introductie = RichTextField(
        _("introductie"),
        blank=True,
        features=INTRO_FEATURES,
        help_text=_("Het belangrijkste eerst, in een paar zinnen."),
    )
    inhoud = BlocksField(PageBlocks(), verbose_name=_("inhoud"), blank=True)

    under_home = True
    parent_page_types = [
        "wijkpaginas.WijkPage",
        "wijkpaginas.InformatiePage",
        "wijkpaginas.VoorbeeldenPage",
    ]
    page_description = _("Uitleg over een onderwerp. Er kunnen pagina's onder staan.")

    content_panels = [*BasePage.content_panels, FieldPanel("introductie"), FieldPanel("inhoud")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("samenvatting"),
        index.SearchField("introductie"),
        index.SearchField("inhoud"),
    ]

    class Meta:
        verbose_name = _("informatiepagina")
        verbose_name_plural = _("informatiepagina's")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["onderdelen"] = SimpleLazyObject(self._children_to_list)
        return context

    def _children_to_list(self) -> list[Any]:
        """Return the pages below this one, unless a block already lists them."""
        if any(block.block_type == "onderliggend" for block in self.inhoud):
            return []
        return teasers(pages().child_of(self).public())
