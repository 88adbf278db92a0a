"""The reasons and texts with which a municipality answers, edited in one place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.forms import MunicipalForm
from core.models import BeginningModel


class Reden(index.Indexed, BeginningModel):
    """Why something is not placed, is hidden, or can't be done."""

    class Soort(models.TextChoices):
        AFWIJZEN = "afwijzen", _("niet plaatsen")
        VERBERGEN = "verbergen", _("verbergen")
        NIET_HAALBAAR = "niet_haalbaar", _("niet haalbaar")

    soort = models.CharField(_("waarvoor"), max_length=15, choices=Soort.choices)
    naam = models.CharField(
        _("reden"), max_length=80, help_text=_("Kort. Iedereen die het aangaat leest dit.")
    )
    uitleg = models.TextField(
        _("uitleg"),
        max_length=1000,
        blank=True,
        help_text=_("Staat vast klaar in het bericht. U kunt het per keer aanpassen."),
    )
    volgorde = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een laag getal staat vooraan.")
    )

    base_form_class = MunicipalForm

    panels = [
        FieldPanel("site"),
        FieldPanel("soort"),
        FieldPanel("naam"),
        FieldPanel("uitleg"),
        FieldPanel("volgorde"),
    ]
    search_fields = [
        index.SearchField("naam"),
        index.AutocompleteField("naam"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("reden")
        verbose_name_plural = _("redenen")
        ordering = ["soort", "volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "soort", "naam"],
                name="deelname_reason_once",
                violation_error_message=_("Deze reden is er al."),
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Antwoordtekst(index.Indexed, BeginningModel):
    """A text that moderators begin an answer with."""

    naam = models.CharField(
        _("naam"), max_length=100, help_text=_("Alleen medewerkers zien deze naam.")
    )
    tekst = models.TextField(_("tekst"), max_length=2000)

    base_form_class = MunicipalForm

    panels = [FieldPanel("site"), FieldPanel("naam"), FieldPanel("tekst")]
    search_fields = [
        index.SearchField("naam"),
        index.AutocompleteField("naam"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("antwoordtekst")
        verbose_name_plural = _("antwoordteksten")
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "naam"],
                name="deelname_answer_name_once",
                violation_error_message=_("Er is al een antwoordtekst met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.naam
