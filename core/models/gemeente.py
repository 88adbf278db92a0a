"""What a municipality tells about itself, on every page of its site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="home")
class Gemeente(BaseSiteSetting):
    """Name and contact details of the municipality whose site this is."""

    naam = models.CharField(
        _("naam van de gemeente"),
        max_length=100,
        blank=True,
        help_text=_("Bijvoorbeeld: Nijmegen. Staat boven aan elke pagina."),
    )
    slogan = models.CharField(
        _("ondertitel"),
        max_length=150,
        blank=True,
        help_text=_("Een korte zin naast de naam, bijvoorbeeld: Samen maken we de wijk."),
    )
    logo = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Een plaatje met een doorzichtige achtergrond, minstens 200 pixels hoog."),
    )
    telefoon = models.CharField(_("telefoon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    adres = models.TextField(_("bezoekadres"), blank=True, max_length=300)
    openingstijden = models.TextField(_("openingstijden"), blank=True, max_length=300)
    beveiliging_contact = models.EmailField(
        _("e-mailadres voor beveiligingsmeldingen"),
        blank=True,
        help_text=_("Staat in /.well-known/security.txt. Leeg: dat bestand is er niet."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("naam"), FieldPanel("slogan"), FieldPanel("logo")], heading=_("Naam")
        ),
        MultiFieldPanel(
            [
                FieldPanel("telefoon"),
                FieldPanel("email"),
                FieldPanel("adres"),
                FieldPanel("openingstijden"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("beveiliging_contact"),
    ]

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")

    def __str__(self) -> str:
        return self.naam or str(self.site)
