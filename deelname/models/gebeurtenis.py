"""What happened, in the one place that time lines, mails, feeds and figures read."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet
from wijkpaginas.models import WijkPage


class GebeurtenisQuerySet(AboutQuerySet):
    def public(self) -> "GebeurtenisQuerySet":
        """Keep what everybody may know, newest first."""
        return self.filter(is_public=True).order_by("-at", "-pk")


class Gebeurtenis(AboutOnderwerp):
    """Something that happened to something that people take part in.

    Rows are only added. What can change is whether the public may know: hiding something hides its
    events. It names no person; `data` holds what a sentence about it needs, such as a stage.
    """

    soort = models.CharField(_("soort"), max_length=40)
    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="+"
    )
    wijk = models.ForeignKey(
        WijkPage, verbose_name=_("wijk"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    lat = models.FloatField(_("breedtegraad"), null=True, blank=True)
    lon = models.FloatField(_("lengtegraad"), null=True, blank=True)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    is_public = models.BooleanField(_("openbaar"), default=False)
    public_since = models.DateTimeField(_("openbaar sinds"), null=True, blank=True)
    data = models.JSONField(_("bijzonderheden"), default=dict, blank=True)

    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["onderwerp_type", "onderwerp_id", "at"], name="deelname_events_about"
            ),
            models.Index(
                fields=["wijk", "-at"], name="deelname_events_wijk", condition=Q(is_public=True)
            ),
            models.Index(
                fields=["site", "-at"], name="deelname_events_site", condition=Q(is_public=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.onderwerp_id}"
