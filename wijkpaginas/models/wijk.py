"""The neighbourhoods: one page each, and the page that lists them."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from core.fields import BlocksField
from core.models import BasePage
from core.querysets import PublicPageQuerySet, pages, register_closed_branches, teasers
from kaart.figures import key_figures
from wijkpaginas.blocks import INTRO_FEATURES, PageBlocks
from wijkpaginas.maps import draw_wijken
from wijkpaginas.models.agenda import AgendaPage, published_events
from wijkpaginas.models.nieuws import NieuwsIndexPage, published_news
from wijkpaginas.names import matches


class WijkQuerySet(PublicPageQuerySet):
    def for_cards(self) -> "WijkQuerySet":
        """Fetch what lists and maps show, without outlines: they come when they are drawn."""
        return (
            self.select_related("afbeelding", "gebied")
            .prefetch_related("afbeelding__renditions")
            .defer_streamfields()
            .defer("gebied__omtrek", "gebied__kerncijfers", "introductie")
            .order_by("title")
        )


def published_wijken(branch: Page) -> WijkQuerySet:
    """Return the public neighbourhoods below a page, by name."""
    wijken: WijkQuerySet = WijkPage.objects.descendant_of(branch).public()
    return wijken.for_cards()


class WijkIndexPage(BasePage):
    """All neighbourhoods of the municipality: on a map, in a list, by name."""

    introductie = RichTextField(_("introductie"), blank=True, features=INTRO_FEATURES)

    under_home = True
    section_title = "Wijken"
    section_slug = "wijken"
    section_order = 10
    parent_page_types: list[str] = []
    subpage_types = ["wijkpaginas.WijkPage"]
    max_count_per_parent = 1
    page_description = _("De kaart en de lijst van alle wijken van de gemeente.")

    content_panels = [*BasePage.content_panels, FieldPanel("introductie")]

    class Meta:
        verbose_name = _("wijkenoverzicht")
        verbose_name_plural = _("wijkenoverzichten")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wijken = list(published_wijken(self))
        term = request.GET.get("q", "").replace("\0", "").strip()[:100]
        context["zoekterm"] = term
        context["wijken"] = [wijk for wijk in wijken if matches(term, wijk.title)]
        context["kaart"] = draw_wijken(wijken, request)
        return context


class WijkPage(BasePage):
    """One neighbourhood: its outline, people, figures, news and pages."""

    class Opening(models.TextChoices):
        OPEN = "open", _("open")
        BINNENKORT = "binnenkort", _("binnenkort: alleen deze pagina is te zien")

    gebied = models.ForeignKey(
        "kaart.Gebied",
        verbose_name=_("gebied"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="wijkpaginas",
        help_text=_("De omtrek en de kerncijfers komen van dit gebied."),
    )
    opening = models.CharField(
        _("toestand"), max_length=20, choices=Opening.choices, default=Opening.OPEN
    )
    opening_tekst = models.CharField(
        _("tekst zolang de wijk nog niet open is"),
        max_length=300,
        blank=True,
        help_text=_("Bijvoorbeeld wanneer de wijk opengaat en wie je nu al kunt bellen."),
    )
    introductie = RichTextField(_("introductie"), blank=True, features=INTRO_FEATURES)
    inhoud = BlocksField(PageBlocks(), verbose_name=_("inhoud"), blank=True)

    opens_section = True
    parent_page_types = ["wijkpaginas.WijkIndexPage"]
    teaser_template = "components/wijk_card.html"
    page_description = _("De voorkant van een wijk. Nieuws en agenda komen er vanzelf onder.")

    objects = PageManager.from_queryset(WijkQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introductie"),
        InlinePanel("contacten", heading=_("Mensen van de wijk"), label=_("Contactpersoon")),
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [FieldPanel("opening"), FieldPanel("opening_tekst")], heading=_("Opening van de wijk")
        ),
        FieldPanel("gebied"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("samenvatting"),
        index.SearchField("introductie"),
        index.SearchField("inhoud"),
        index.FilterField("gebied_id"),
    ]

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")

    @property
    def is_open(self) -> bool:
        return self.opening == self.Opening.OPEN

    def shows_what_is_below(self) -> bool:
        return bool(super().shows_what_is_below() and self.is_open)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["kaart"] = draw_wijken([self], request)
        context["mensen"] = self._people()
        context["kerncijfers"] = key_figures(self.gebied) if self.gebied else []
        context["nieuws"] = published_news(self).for_cards()[:3]
        context["agenda"] = published_events(self).upcoming().for_cards()[:4]
        children = teasers(pages().child_of(self).public())
        context["nieuws_pagina"] = _first(children, NieuwsIndexPage)
        context["agenda_pagina"] = _first(children, AgendaPage)
        context["onderdelen"] = [
            child for child in children if not isinstance(child, NieuwsIndexPage | AgendaPage)
        ]
        return context

    def _people(self) -> list[Any]:
        """Return the people, the neighbourhood's own manager first."""
        people = self.contacten.select_related("contactpersoon__foto").prefetch_related(
            "contactpersoon__foto__renditions"
        )
        return sorted(people, key=lambda person: not person.contactpersoon.is_wijkmanager)


@register_closed_branches
def wijken_being_prepared() -> PublicPageQuerySet:
    """A neighbourhood that is not open yet shows its own page and nothing below it."""
    return WijkPage.objects.exclude(opening=WijkPage.Opening.OPEN)


def _first(children: Iterable[Page], model: type[Page]) -> Page | None:
    return next((child for child in children if isinstance(child, model)), None)
