"""A mail that goes to many people."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet


class Rondschrijven(AboutOnderwerp):
    """A mail to all who support or follow something: written with what it tells about.

    `tot` is the number of the last account that was served: a worker that takes over goes on there.
    """

    soort = models.CharField(_("soort"), max_length=40)
    data = models.JSONField(_("bijzonderheden"), default=dict, blank=True)
    tot = models.PositiveBigIntegerField(_("tot en met account"), default=0)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    worked_at = models.DateTimeField(_("laatst aan gewerkt"), default=timezone.now, editable=False)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True, editable=False)

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name = _("rondschrijven")
        verbose_name_plural = _("rondschrijvens")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["worked_at"], name="deelname_round_open", condition=Q(finished_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.onderwerp_id}"
