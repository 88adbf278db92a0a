"""The front page of a municipality."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.fields import BlocksField
from core.models import BasePage
from wijkpaginas.blocks import PageBlocks
from wijkpaginas.maps import draw_wijken
from wijkpaginas.models import AgendaPage, NieuwsIndexPage, WijkIndexPage
from wijkpaginas.models.agenda import published_events
from wijkpaginas.models.nieuws import published_news
from wijkpaginas.models.wijk import published_wijken


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wijken = list(published_wijken(self))
        context["wijken"] = wijken
        context["kaart"] = draw_wijken(wijken, request)
        context["nieuws"] = published_news(self).for_cards()[:3]
        context["agenda"] = published_events(self).upcoming().for_cards()[:4]
        context["wijken_pagina"] = WijkIndexPage.objects.child_of(self).public().first()
        context["nieuws_pagina"] = NieuwsIndexPage.objects.child_of(self).public().first()
        context["agenda_pagina"] = AgendaPage.objects.child_of(self).public().first()
        return context
