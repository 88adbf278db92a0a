"""The page with the ideas of a neighbourhood, or of all neighbourhoods of a municipality."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.models import BasePage
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
    section_title = "Ideeën"
    section_slug = "ideeen"
    section_order = 15
    parent_page_types = ["wijkpaginas.WijkPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    needs_review = False
    page_description = _("De ideeën van bewoners, op een lijst en op een kaart.")

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

    @property
    def wijk(self) -> WijkPage | None:
        """The neighbourhood whose ideas these are; None for those of a whole municipality."""
        parent = self.get_parent().specific
        return parent if isinstance(parent, WijkPage) else None

    @classmethod
    def of_wijk(cls, wijk: Page) -> "IdeeenPage | None":
        """Return the page of a neighbourhood's ideas, whether it is published or not."""
        return cls.objects.child_of(wijk).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["wijk"] = self.wijk
        return context
