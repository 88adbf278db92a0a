"""The neighbourhoods: one page each, and the page that lists them."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
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
from wijkpaginas.highlights import highlights
from wijkpaginas.maps import draw_wijken
from wijkpaginas.models.agenda import AgendaPage
from wijkpaginas.models.nieuws import NieuwsIndexPage
from wijkpaginas.names import matches
from wijkpaginas.overviews import overviews


class WijkQuerySet(PublicPageQuerySet):
    def for_cards(self) -> "WijkQuerySet":
        """Fetch what lists and maps show, without outlines: they come when they are drawn."""
        return (
            self.select_related("afbeelding", "gebied")
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
    admin_default_ordering = "title"

    content_panels = [*BasePage.content_panels, FieldPanel("introductie")]

    class Meta:
        verbose_name = _("wijkenoverzicht")
        verbose_name_plural = _("wijkenoverzichten")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        term = request.GET.get("q", "").replace("\0", "").strip()[:100]
        context["zoekterm"] = term
        context["unfiltered"] = None if term else True
        # Only asked for when the list is not remembered.
        wijken = SimpleLazyObject(lambda: list(published_wijken(self)))
        context["wijken"] = (
            [wijk for wijk in wijken if matches(term, wijk.title)] if term else wijken
        )
        context["kaart"] = SimpleLazyObject(lambda: draw_wijken(wijken, request))
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
    # As in the menu that visitors see.
    admin_default_ordering = "ord"

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
        indexes = [
            # Each list of pages asks which neighbourhoods are closed.
            models.Index(
                fields=["page_ptr"], name="wijk_not_open", condition=~models.Q(opening="open")
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.opening == self.Opening.OPEN

    def shows_what_is_below(self) -> bool:
        return bool(super().shows_what_is_below() and self.is_open)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["kaart"] = SimpleLazyObject(lambda: draw_wijken([self], request))
        context["kerncijfers"] = SimpleLazyObject(
            lambda: key_figures(self.gebied) if self.gebied else []
        )
        context["mensen"] = SimpleLazyObject(self._people)
        context["nieuws"] = SimpleLazyObject(lambda: NieuwsIndexPage.latest_below(self, 3))
        context["agenda"] = SimpleLazyObject(lambda: AgendaPage.latest_below(self, 4))
        for kind, listed in overviews(self, request).items():
            context[f"{kind}_pagina"] = listed
        context["onderdelen"] = SimpleLazyObject(self._parts)
        context["blokken"] = highlights() if self.is_open else []
        return context

    def _parts(self) -> list[Any]:
        """Return what stands below, beside that of which the page itself shows what is new."""
        shown = (block.section for block in highlights())
        below = pages().child_of(self).public()
        return teasers(below.not_type(NieuwsIndexPage, AgendaPage, *shown))

    def _people(self) -> list[Any]:
        """Return the people, the neighbourhood's own manager first."""
        people = self.contacten.select_related("contactpersoon__foto")
        return sorted(people, key=lambda person: not person.contactpersoon.is_wijkmanager)


@register_closed_branches
def wijken_being_prepared() -> PublicPageQuerySet:
    """A neighbourhood that is not open yet shows its own page and nothing below it."""
    return WijkPage.objects.exclude(opening=WijkPage.Opening.OPEN)
