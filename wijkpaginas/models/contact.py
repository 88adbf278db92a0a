"""The people of a neighbourhood: who they are and how to reach them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from core.forms import MunicipalForm
from core.models import MunicipalModel


class Contactpersoon(index.Indexed, MunicipalModel):
    """Someone whom visitors may approach."""

    naam = models.CharField(_("naam"), max_length=100)
    functie = models.CharField(
        _("functie"), max_length=100, help_text=_("Bijvoorbeeld: wijkmanager of buurtsportcoach.")
    )
    foto = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("foto"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Een foto waarop het gezicht goed te zien is."),
    )
    telefoon = models.CharField(_("telefoon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    bereikbaar = models.CharField(
        _("bereikbaar"),
        max_length=150,
        blank=True,
        help_text=_("Bijvoorbeeld: maandag tot en met donderdag van 9.00 tot 17.00 uur."),
    )
    over = models.CharField(
        _("over deze persoon"),
        max_length=300,
        blank=True,
        help_text=_("Een of twee zinnen: waarvoor kun je bij deze persoon terecht?"),
    )
    is_wijkmanager = models.BooleanField(
        _("is wijkmanager"),
        default=False,
        help_text=_("Een wijkmanager of communitymanager staat vooraan en groter."),
    )

    editors_may = ("add", "change")
    base_form_class = MunicipalForm

    panels = [
        FieldPanel("site"),
        MultiFieldPanel(
            [FieldPanel("naam"), FieldPanel("functie"), FieldPanel("foto"), FieldPanel("over")],
            heading=_("Wie"),
        ),
        MultiFieldPanel(
            [FieldPanel("telefoon"), FieldPanel("email"), FieldPanel("bereikbaar")],
            heading=_("Bereikbaar"),
        ),
        FieldPanel("is_wijkmanager"),
    ]

    search_fields = [
        index.SearchField("naam"),
        index.AutocompleteField("naam"),
        index.SearchField("functie"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        ordering = ["naam"]

    def __str__(self) -> str:
        return f"{self.naam} ({self.functie})"


class Wijkcontact(Orderable):
    """A person in a neighbourhood, with the role that they have there."""

    wijk = ParentalKey("wijkpaginas.WijkPage", on_delete=models.CASCADE, related_name="contacten")
    contactpersoon = models.ForeignKey(
        Contactpersoon,
        verbose_name=_("contactpersoon"),
        on_delete=models.CASCADE,
        related_name="wijken",
    )
    rol_in_wijk = models.CharField(
        _("rol in deze wijk"),
        max_length=100,
        blank=True,
        help_text=_("Alleen als die anders is dan de functie."),
    )

    panels = [FieldPanel("contactpersoon"), FieldPanel("rol_in_wijk")]

    class Meta(Orderable.Meta):
        verbose_name = _("contactpersoon in de wijk")
        verbose_name_plural = _("contactpersonen in de wijk")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "contactpersoon"], name="wijk_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.contactpersoon} – {self.wijk}"

    @property
    def rol(self) -> str:
        return self.rol_in_wijk or self.contactpersoon.functie
