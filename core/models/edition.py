"""The number of a site's published state."""

from django.db import models
from wagtail.models import Site


class SiteEdition(models.Model):
    """Counts the public changes of a site, in the transaction that makes them.

    Whatever was derived from public content holds as long as this number stays the same; see
    `core.editions`.
    """

    site = models.OneToOneField(
        Site, on_delete=models.CASCADE, primary_key=True, related_name="edition"
    )
    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = "editie"
        verbose_name_plural = "edities"

    def __str__(self) -> str:
        return f"{self.site} {self.number}"
