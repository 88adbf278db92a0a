"""What somebody reports to the moderators."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet


class Melding(AboutOnderwerp):
    """A report about an idea or a comment: it waits until a moderator has judged it."""

    class Soort(models.TextChoices):
        KWETSEND = "kwetsend", _("Het is kwetsend of grof")
        PRIVACY = "privacy", _("Er staan gegevens van iemand in")
        RECLAME = "reclame", _("Het is reclame of spam")
        ONWAAR = "onwaar", _("Het klopt niet")
        ANDERS = "anders", _("Iets anders")

    class Stand(models.TextChoices):
        OPEN = "open", _("wacht op een moderator")
        TERECHT = "terecht", _("terecht: er is iets mee gedaan")
        ONGEGROND = "ongegrond", _("het kon blijven staan")

    soort = models.CharField(_("wat is er mis"), max_length=10, choices=Soort.choices)
    toelichting = models.TextField(_("toelichting"), max_length=1000, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("melder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="+"
    )
    stand = models.CharField(_("stand"), max_length=10, choices=Stand.choices, default=Stand.OPEN)
    created_at = models.DateTimeField(_("gemeld op"), default=timezone.now, editable=False)
    handled_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beoordeeld door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["onderwerp_type", "onderwerp_id"], name="deelname_melding_about"),
            models.Index(
                fields=["created_at"], name="deelname_melding_open", condition=Q(stand="open")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["onderwerp_type", "onderwerp_id", "user"],
                condition=Q(stand="open"),
                name="deelname_reports_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.onderwerp_id}"
