"""The front page of a municipality."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.fields import BlocksField
from core.models import BasePage, Gemeente
from wijkpaginas.blocks import PageBlocks
from wijkpaginas.highlights import highlights
from wijkpaginas.maps import draw_wijken
from wijkpaginas.models import AgendaPage, NieuwsIndexPage
from wijkpaginas.models.wijk import published_wijken
from wijkpaginas.overviews import overviews


class HomePage(BasePage):
    """Where a resident arrives: find your neighbourhood, see what goes on."""

    hero_titel = models.CharField(
        _("grote titel"), max_length=100, blank=True, help_text=_("Leeg: de titel van de pagina.")
    )
    hero_tekst = models.CharField(_("tekst onder de titel"), max_length=300, blank=True)
    inhoud = BlocksField(PageBlocks(), verbose_name=_("inhoud"), blank=True)

    is_home = True
    parent_page_types = ["wagtailcore.Page"]
    page_description = _("De voorpagina van een gemeente.")
    admin_default_ordering = "ord"

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_titel"), FieldPanel("hero_tekst")], heading=_("Boven aan de pagina")
        ),
        FieldPanel("inhoud"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("inhoud")]

    class Meta:
        verbose_name = _("voorpagina")
        verbose_name_plural = _("voorpagina's")

    def shows_what_is_below(self) -> bool:
        closed = Gemeente.objects.filter(site__root_page=self).exclude(
            opening=Gemeente.Opening.OPEN
        )
        return bool(super().shows_what_is_below() and not closed.exists())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # Only asked for when the map and the list are not remembered.
        wijken = SimpleLazyObject(lambda: list(published_wijken(self)))
        context["wijken"] = wijken
        context["kaart"] = SimpleLazyObject(lambda: draw_wijken(wijken, request))
        context["nieuws"] = SimpleLazyObject(lambda: NieuwsIndexPage.latest_below(self, 3))
        context["agenda"] = SimpleLazyObject(lambda: AgendaPage.latest_below(self, 4))
        context["blokken"] = highlights()
        for kind, listed in overviews(self, request).items():
            context[f"{kind}_pagina"] = listed
        return context
