"""Which accounts were told that they will be removed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Inactiviteit(models.Model):
    """The two warnings that an account which nobody uses gets before it is removed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="inactiviteit",
    )
    first_at = models.DateTimeField(_("eerste waarschuwing op"))
    second_at = models.DateTimeField(_("tweede waarschuwing op"), null=True, blank=True)

    class Meta:
        verbose_name = _("inactiviteit")
        verbose_name_plural = _("inactiviteit")

    def __str__(self) -> str:
        return str(self.user_id)
