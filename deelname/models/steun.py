"""Who supports what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet


class Steun(AboutOnderwerp):
    """The support ("hart") of one person, once.

    Whoever leaves keeps counting: the row then says nobody.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uit_eigen_wijk = models.BooleanField(_("uit de eigen wijk"), default=False)
    # Whoever supports something hears what becomes of it, until they say that they had enough.
    mails = models.BooleanField(_("krijgt mails"), default=True)
    created_at = models.DateTimeField(_("sinds"), default=timezone.now, editable=False)

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name = _("steun")
        verbose_name_plural = _("steun")
        constraints = [
            # Of rows without a person there may be many.
            models.UniqueConstraint(
                fields=["onderwerp_type", "onderwerp_id", "user"], name="deelname_supports_once"
            )
        ]
        indexes = [models.Index(fields=["user"], name="deelname_steun_user")]

    def __str__(self) -> str:
        return f"{self.onderwerp_type_id} {self.onderwerp_id} {self.user_id}"
