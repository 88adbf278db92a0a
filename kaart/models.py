"""The areas that municipalities are divided into, and what is counted in the cells of a map."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from .querysets import GebiedQuerySet

# Outlines are kept to a centimetre: finer digits only make the rows longer.
COORDINATE_DIGITS = 7


class Niveau(models.TextChoices):
    """From large to small; a level nests in the one before it."""

    GEMEENTE = "gemeente", _("gemeente")
    WIJK = "wijk", _("wijk")
    BUURT = "buurt", _("buurt")


class Gebied(models.Model):
    """One area in one year. A newer year is a new row, so that older pages keep their outline."""

    code = models.CharField(_("code"), max_length=10, help_text=_("Bijvoorbeeld WK026801."))
    jaar = models.PositiveSmallIntegerField(_("jaar"))
    naam = models.CharField(_("naam"), max_length=120)
    niveau = models.CharField(_("niveau"), max_length=8, choices=Niveau.choices)
    gemeentecode = models.CharField(
        _("gemeentecode"),
        max_length=10,
        blank=True,
        help_text=_("Laat leeg om de code van de gemeente uit de eigen code te halen."),
    )
    # Links follow from the codes and are made again at each import: losing one loses nothing.
    parent = models.ForeignKey(
        "self",
        verbose_name=_("ligt in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="delen",
    )
    west = models.FloatField(_("westgrens"))
    zuid = models.FloatField(_("zuidgrens"))
    oost = models.FloatField(_("oostgrens"))
    noord = models.FloatField(_("noordgrens"))
    lat = models.FloatField(_("breedtegraad"), help_text=_("Een punt dat in het gebied ligt."))
    lon = models.FloatField(_("lengtegraad"), help_text=_("Een punt dat in het gebied ligt."))
    bron = models.CharField(_("bron van de cijfers"), max_length=200, blank=True)
    credit = models.CharField(_("naamsvermelding"), max_length=200, blank=True)
    afgeleid = models.BooleanField(
        _("afgeleid"),
        default=False,
        help_text=_("De omtrek is gemaakt uit de wijken of buurten van deze gemeente."),
    )
    updated_at = models.DateTimeField(_("gewijzigd op"), default=timezone.now, editable=False)
    kerncijfers = models.JSONField(_("kerncijfers"), default=dict, blank=True)
    omtrek = models.JSONField(
        _("omtrek"), help_text=_("GeoJSON MultiPolygon met lengte- en breedtegraden (WGS84).")
    )

    objects = models.Manager.from_queryset(GebiedQuerySet)()

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        ordering = ["naam", "code", "-jaar"]
        constraints = [
            models.UniqueConstraint(fields=["code", "jaar"], name="gebied_code_jaar_unique"),
            models.CheckConstraint(
                condition=Q(west__lt=F("oost"), zuid__lt=F("noord")), name="gebied_box_in_order"
            ),
            models.CheckConstraint(
                condition=Q(west__gte=-180, oost__lte=180, zuid__gte=-90, noord__lte=90),
                name="gebied_box_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(
                    lat__gte=F("zuid"), lat__lte=F("noord"), lon__gte=F("west"), lon__lte=F("oost")
                ),
                name="gebied_centre_in_box",
            ),
            models.CheckConstraint(
                condition=Q(niveau__in=["gemeente", "wijk", "buurt"]), name="gebied_niveau_known"
            ),
        ]
        indexes = [
            models.Index(fields=["niveau", "jaar"], name="gebied_niveau_jaar"),
            models.Index(fields=["gemeentecode", "niveau", "jaar"], name="gebied_gemeente_niveau"),
            # Answers from the index alone whether the table changed.
            models.Index(fields=["updated_at", "id"], name="gebied_changes"),
        ]

    def __str__(self) -> str:
        """Name, code and year: names repeat across the country, codes across the years."""
        return f"{self.naam} ({self.code}, {self.jaar})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Mark the row as changed, so that drawings and the point index notice."""
        if not self.gemeentecode:
            self.gemeentecode = f"GM{self.code[2:6]}"
        if not self._state.adding:
            self.updated_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "updated_at"}
        super().save(*args, **kwargs)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return (self.west, self.zuid, self.oost, self.noord)

    @property
    def gemeentenaam(self) -> str:
        """Name of the municipality it lies in, or its code while that is not known."""
        area: Gebied | None = self
        while area and area.niveau != Niveau.GEMEENTE:
            area = area.parent
        return area.naam if area else self.gemeentecode


class Kaartcel(models.Model):
    """How many things of a layer lie in a cell of the map, by stage and subject.

    `som_lat` and `som_lon` say where they are on average, in whole ten-millionths of a degree: sums
    to which is added and from which is taken stay exact.
    """

    laag = models.CharField(_("laag"), max_length=20)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, db_index=False, related_name="+")
    wijk = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    niveau = models.SmallIntegerField(_("niveau"))
    cel = models.BigIntegerField(_("cel"))
    stadium = models.CharField(_("stadium"), max_length=20)
    # The number of a subject; 0 for what has none.
    thema = models.BigIntegerField(_("thema"), default=0)
    aantal = models.IntegerField(_("aantal"))
    som_lat = models.BigIntegerField(default=0)
    som_lon = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("kaartcel")
        verbose_name_plural = _("kaartcellen")
        constraints = [
            models.UniqueConstraint(
                fields=["laag", "site", "niveau", "cel", "wijk", "stadium", "thema"],
                name="kaart_cell_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.laag} {self.niveau}/{self.cel}: {self.aantal}"
