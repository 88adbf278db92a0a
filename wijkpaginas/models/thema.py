"""The subjects by which a municipality sorts its news and events."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.forms import MunicipalForm
from core.models import MunicipalModel
from core.navigation import remembered
from core.querysets import PublicPageQuerySet


class Thema(index.Indexed, MunicipalModel):
    """A subject, such as green: a label on news and events, and a filter of their lists."""

    naam = models.CharField(
        _("naam"), max_length=40, help_text=_("Kort, bijvoorbeeld: Groen of Verkeer.")
    )
    slug = models.SlugField(
        _("naam in het adres"),
        max_length=50,
        blank=True,
        help_text=_("Leeg: komt van de naam. Staat in het adres van een lijst over dit thema."),
    )
    uitleg = models.CharField(
        _("uitleg"),
        max_length=200,
        blank=True,
        help_text=_("Een zin voor redacteuren: wat hoort hierbij?"),
    )
    volgorde = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een laag getal staat vooraan.")
    )

    base_form_class = MunicipalForm

    panels = [
        FieldPanel("site"),
        FieldPanel("naam"),
        FieldPanel("uitleg"),
        FieldPanel("volgorde"),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("naam"),
        index.AutocompleteField("naam"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "naam"],
                name="wijkpaginas_thema_name_once",
                violation_error_message=_("Er is al een thema met deze naam."),
            ),
            models.UniqueConstraint(
                fields=["site", "slug"],
                name="wijkpaginas_thema_slug_once",
                violation_error_message=_("Er is al een thema met deze naam in het adres."),
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or self._slug_of_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or self._slug_of_name()
        super().save(*args, **kwargs)

    def _slug_of_name(self) -> str:
        # A name without a single Latin letter still needs an address.
        return slugify(self.naam)[:50] or "thema"


def themas_of(
    found: PublicPageQuerySet, request: HttpRequest, key: tuple[Any, ...]
) -> tuple[PublicPageQuerySet, list[Thema], Thema | None]:
    """Narrow a list of pages to the subject that the visitor asks for.

    Returns the pages, the subjects that the whole list has, and the chosen one. An unknown subject
    is the same as none: an old link shows everything. The key says which list it is.
    """
    in_use = found.order_by().values("thema")
    themas = remembered(("themas", *key), lambda: list(Thema.objects.filter(pk__in=in_use)))
    wanted = request.GET.get("thema", "")
    chosen = next((thema for thema in themas if thema.slug == wanted), None)
    return (found.filter(thema=chosen) if chosen else found), themas, chosen
