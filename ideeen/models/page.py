"""The page with the ideas of a neighbourhood, or of all neighbourhoods of a municipality."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.models import BasePage
from ideeen.reading import views
from wijkpaginas.blocks import INTRO_FEATURES
from wijkpaginas.models import WijkPage

INTRO = _("introductie")


class IdeeenPage(RoutablePageMixin, BasePage):
    """All ideas below the parent: its list, its map, and the page of each of its ideas."""

    class Controle(models.TextChoices):
        VOORAF = "vooraf", _("een moderator kijkt voordat een idee op de site komt")
        ACHTERAF = "achteraf", _("een idee staat meteen op de site, een moderator kijkt daarna")

    introductie = RichTextField(INTRO, blank=True, features=INTRO_FEATURES)
    controle = models.CharField(
        _("nakijken"), max_length=10, choices=Controle.choices, default=Controle.VOORAF
    )
    drempel = models.PositiveIntegerField(
        _("steun die nodig is"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text=_("Bij zoveel steun gaat een idee vanzelf naar de beoordeling."),
    )
    behandeltermijn = models.PositiveSmallIntegerField(
        _("dagen voor de beoordeling"),
        default=42,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
        help_text=_("Wij beloven bewoners binnen zoveel dagen een antwoord."),
    )
    beoordelaar = models.CharField(
        _("wie beoordeelt"),
        max_length=120,
        blank=True,
        help_text=_("Bijvoorbeeld: de gebiedsregisseur samen met de afdeling Groen."),
    )

    under_home = True
    owns_addresses = True
    section_title = "Ideeën"
    section_slug = "ideeen"
    section_order = 15
    parent_page_types = ["wijkpaginas.WijkPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    needs_review = False
    page_description = _("De ideeën van bewoners, op een lijst en op een kaart.")

    # Addresses of ideas end in the name of this section: it has no other.
    promote_panels = [panel for panel in BasePage.promote_panels if panel.field_name != "slug"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introductie"),
        MultiFieldPanel(
            [
                FieldPanel("controle"),
                FieldPanel("drempel"),
                FieldPanel("behandeltermijn"),
                FieldPanel("beoordelaar"),
            ],
            heading=_("Zo gaat het in deze wijk"),
        ),
    ]

    class Meta:
        verbose_name = _("ideeën")
        verbose_name_plural = _("ideeën")

    @cached_property
    def wijk(self) -> WijkPage | None:
        """The neighbourhood whose ideas these are; None for those of a whole municipality."""
        parent = self.get_parent().specific_deferred
        return parent if isinstance(parent, WijkPage) else None

    @classmethod
    def of_wijk(cls, wijk: Page) -> "IdeeenPage | None":
        """Return the page of a neighbourhood's ideas, whether it is published or not."""
        return cls.objects.child_of(wijk).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["wijk"] = self.wijk
        return context

    @path("")
    def index(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, context_overrides=views.list_context(self, request))

    @path("nieuw/", name="submit")
    def submit(self, request: HttpRequest) -> HttpResponse:
        from ideeen.sending.views import submit  # noqa: PLC0415  # it needs the models

        return submit(request, self)

    @path("<int:pk>/")
    @path("<int:pk>-<slug:slug>/")
    def detail(self, request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
        return views.detail(self, request, pk, slug)

    @path("kaart/punten/")
    def points(self, request: HttpRequest) -> HttpResponse:
        return views.points(self, request)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return views.feed(self, request)

    @path("export/")
    def take_along(self, request: HttpRequest) -> HttpResponse:
        return views.take_along(self, request)

    @path("export/<slug:kind>/")
    def export_file(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        return views.export_file(self, request, kind)

    @path("waarom-niet/")
    def library(self, request: HttpRequest) -> HttpResponse:
        return views.library(self, request)

    @path("inbed/")
    def embedded_list(self, request: HttpRequest) -> HttpResponse:
        return views.embedded_list(self, request)

    @path("inbed/kaart/")
    def embedded_map(self, request: HttpRequest) -> HttpResponse:
        return views.embedded_map(self, request)

    @path("<int:pk>/inbed/")
    def embedded_idea(self, request: HttpRequest, pk: int) -> HttpResponse:
        return views.embedded_idea(self, request, pk)
