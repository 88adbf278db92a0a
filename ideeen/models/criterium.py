"""By what a municipality judges ideas, and what it found of each."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.forms import MunicipalForm
from core.models import BeginningModel


class Criterium(index.Indexed, BeginningModel):
    """A question that is asked of every idea of a municipality when it is judged."""

    naam = models.CharField(
        _("vraag"), max_length=80, help_text=_("Kort, bijvoorbeeld: Is er geld voor?")
    )
    uitleg = models.CharField(
        _("uitleg"),
        max_length=300,
        blank=True,
        help_text=_("Waar kijkt u naar? Iedereen leest dit bij het idee."),
    )
    volgorde = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een laag getal staat vooraan.")
    )
    vraagt_buren = models.BooleanField(
        _("hier hoort een burencheck bij"),
        default=False,
        help_text=_("De uitkomst van de burencheck staat dan bij deze vraag."),
    )
    in_gebruik = models.BooleanField(
        _("in gebruik"),
        default=True,
        help_text=_("Uit: bij nieuwe beoordelingen wordt dit niet meer gevraagd."),
    )

    base_form_class = MunicipalForm

    panels = [
        FieldPanel("site"),
        FieldPanel("naam"),
        FieldPanel("uitleg"),
        FieldPanel("vraagt_buren"),
        FieldPanel("volgorde"),
        FieldPanel("in_gebruik"),
    ]
    search_fields = [
        index.SearchField("naam"),
        index.AutocompleteField("naam"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("criterium")
        verbose_name_plural = _("criteria")
        ordering = ["volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "naam"],
                name="ideeen_criterium_once",
                violation_error_message=_("Dit criterium is er al."),
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Uitkomst(models.Model):
    """What was found of one idea by one criterion; the public reads it, without by whom."""

    class Waarde(models.TextChoices):
        JA = "ja", _("Ja")
        DEELS = "deels", _("Voor een deel")
        NEE = "nee", _("Nee")
        ONBEKEND = "onbekend", _("Nog niet bekend")

    idee = models.ForeignKey(
        "ideeen.Idee", verbose_name=_("idee"), on_delete=models.CASCADE, related_name="uitkomsten"
    )
    criterium = models.ForeignKey(
        Criterium,
        verbose_name=_("criterium"),
        on_delete=models.PROTECT,
        related_name="uitkomsten",
    )
    waarde = models.CharField(
        _("uitkomst"), max_length=10, choices=Waarde.choices, default=Waarde.ONBEKEND
    )
    toelichting = models.TextField(_("toelichting"), max_length=1000, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("wanneer"), default=timezone.now)

    class Meta:
        verbose_name = _("uitkomst")
        verbose_name_plural = _("uitkomsten")
        constraints = [
            models.UniqueConstraint(fields=["idee", "criterium"], name="ideeen_one_outcome_each")
        ]

    def __str__(self) -> str:
        return f"{self.idee_id} {self.criterium_id}: {self.waarde}"
