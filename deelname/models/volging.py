"""Who wants to hear of what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet


class Volging(AboutOnderwerp):
    """Somebody who gets a mail when something happens; nobody else sees who they are."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    created_at = models.DateTimeField(_("sinds"), default=timezone.now, editable=False)

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name = _("volging")
        verbose_name_plural = _("volgingen")
        constraints = [
            models.UniqueConstraint(
                fields=["onderwerp_type", "onderwerp_id", "user"], name="deelname_follows_once"
            )
        ]
        indexes = [models.Index(fields=["user"], name="deelname_volging_user")]

    def __str__(self) -> str:
        return f"{self.onderwerp_type_id} {self.onderwerp_id} {self.user_id}"
