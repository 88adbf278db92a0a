"""Texts that stand on many pages and are edited in one place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.blocks.text import TEXT_FEATURES
from core.forms import MunicipalForm
from core.models import MunicipalModel


class Standaardtekst(index.Indexed, MunicipalModel):
    """A text of the municipality, such as how to object: a change of it shows everywhere."""

    naam = models.CharField(
        _("naam"), max_length=100, help_text=_("Alleen redacteuren zien deze naam.")
    )
    tekst = RichTextField(_("tekst"), features=TEXT_FEATURES)

    base_form_class = MunicipalForm

    panels = [FieldPanel("site"), FieldPanel("naam"), FieldPanel("tekst")]
    search_fields = [
        index.SearchField("naam"),
        index.AutocompleteField("naam"),
        index.SearchField("tekst"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("standaardtekst")
        verbose_name_plural = _("standaardteksten")
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "naam"],
                name="wijkpaginas_text_name_once",
                violation_error_message=_("Er is al een standaardtekst met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.naam
