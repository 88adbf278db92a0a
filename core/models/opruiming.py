"""What was removed because its term was over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Opruiming(models.Model):
    """One kind of record on one day: whether it was cleaned up, and how much was removed."""

    key = models.CharField(_("soort"), max_length=50)
    day = models.DateField(_("dag"))
    count = models.PositiveIntegerField(_("verwijderd"), default=0)
    skipped = models.PositiveIntegerField(
        _("overgeslagen"), default=0, help_text=_("Hiervan is de termijn voorbij, maar het bleef.")
    )
    # Who cleans up has the row until then; a process that died leaves it to the next.
    claimed_until = models.DateTimeField(_("bezig tot"))
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    error = models.CharField(_("fout"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("opruiming")
        verbose_name_plural = _("opruimingen")
        ordering = ["-day", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "day"], name="core_opruiming_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.day}"
