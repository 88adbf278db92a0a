"""News: a list with a feed, and its messages."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from core.fields import BlocksField
from core.models import BasePage
from core.models.pages import SAMENVATTING_PANEL
from core.querysets import PublicPageQuerySet
from wijkpaginas.blocks import INTRO_FEATURES, PageBlocks
from wijkpaginas.feeds import atom_feed
from wijkpaginas.models.thema import Thema, themas_of
from wijkpaginas.overviews import page_of


class NieuwsQuerySet(PublicPageQuerySet):
    def for_cards(self) -> "NieuwsQuerySet":
        """Fetch what a card in a list shows, and leave the text of the message."""
        return self.select_related("afbeelding", "thema").defer_streamfields()


def published_news(branch: Page) -> NieuwsQuerySet:
    """Return the public news below a page, newest first."""
    news: NieuwsQuerySet = NieuwsPage.objects.descendant_of(branch).public()
    return news.order_by("-datum", "-first_published_at", "-pk")


class NieuwsIndexPage(RoutablePageMixin, BasePage):
    """All news below the parent: of one neighbourhood, or of the whole municipality."""

    introductie = RichTextField(_("introductie"), blank=True, features=INTRO_FEATURES)

    under_home = True
    section_title = "Nieuws"
    section_slug = "nieuws"
    section_order = 20
    parent_page_types = ["wijkpaginas.WijkPage"]
    subpage_types = ["wijkpaginas.NieuwsPage"]
    max_count_per_parent = 1
    needs_review = False
    page_description = _("De lijst met nieuws van een wijk of van de hele gemeente.")

    page_size = 12
    feed_size = 30

    content_panels = [*BasePage.content_panels, FieldPanel("introductie")]

    class Meta:
        verbose_name = _("nieuwsoverzicht")
        verbose_name_plural = _("nieuwsoverzichten")

    def messages(self) -> NieuwsQuerySet:
        """Return the public news of the branch that this list stands in, newest first."""
        return published_news(self.get_parent())

    @staticmethod
    def latest_below(branch: Page, count: int) -> NieuwsQuerySet:
        return published_news(branch).for_cards()[:count]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        key = (self.pk,)
        messages, context["themas"], thema = themas_of(self.messages(), request, key)
        context["thema"] = thema
        one = (*key, thema and thema.pk)
        context["pagina"] = page_of(messages.for_cards(), request, self.page_size, one)
        context["feed_url"] = f"{self.get_url(request) or ''}{self.reverse_subpage('feed')}"
        return context

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return atom_feed(self, self.messages()[: self.feed_size], request)


class NieuwsPage(BasePage):
    """A message of a day."""

    datum = models.DateField(
        _("datum"),
        null=True,
        default=localdate,
        help_text=_("Staat bij het bericht. De lijst staat op volgorde van deze datum."),
    )
    thema = models.ForeignKey(
        Thema,
        verbose_name=_("thema"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    inhoud = BlocksField(PageBlocks(), verbose_name=_("inhoud"), blank=True)

    parent_page_types = ["wijkpaginas.NieuwsIndexPage", "wijkpaginas.VoorbeeldenPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False
    teaser_template = "components/news_card.html"
    reserved_slug = "feed"
    needs_review = False
    page_description = _("Een bericht over iets dat nu speelt.")

    objects = PageManager.from_queryset(NieuwsQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("datum"),
        SAMENVATTING_PANEL,
        FieldPanel("afbeelding"),
        FieldPanel("thema"),
        FieldPanel("inhoud"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("samenvatting"),
        index.SearchField("inhoud"),
        index.FilterField("datum"),
    ]

    class Meta:
        verbose_name = _("nieuwsbericht")
        verbose_name_plural = _("nieuwsberichten")
