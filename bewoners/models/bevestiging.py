"""What somebody sent in before the site knew who it was."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class Bevestiging(models.Model):
    """Something that waits until its sender proves that the e-mail address is theirs.

    The code and the token are only in the mail: here are hashes. Once confirmed, what was sent
    belongs to the account, and the row keeps nothing of it.
    """

    kind = models.CharField(_("soort"), max_length=50)
    data = models.JSONField(_("inhoud"), default=dict, blank=True)
    naam = models.CharField(_("naam"), max_length=80, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, editable=False)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    sent = models.PositiveSmallIntegerField(_("mails verstuurd"), default=0)
    toestemming_versie = models.PositiveIntegerField(_("versie van de toestemming"), default=0)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("geldig tot"))
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="bevestigingen",
    )

    class Meta:
        verbose_name = _("bevestiging")
        verbose_name_plural = _("bevestigingen")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], name="bewoners_bevestiging_age")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
