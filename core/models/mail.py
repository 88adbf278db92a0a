"""The outbox: every mail is a row before it is a message."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        """Keep mails that still have to be delivered."""
        return self.filter(sent_at=None, abandoned_at=None)


class OutgoingMail(models.Model):
    """A mail that was, or still has to be, delivered."""

    key = models.CharField(
        _("sleutel"),
        max_length=200,
        unique=True,
        help_text=_("Dezelfde gebeurtenis geeft dezelfde sleutel, en dus één mail."),
    )
    sender = models.CharField(_("afzender"), max_length=320)
    recipients = models.JSONField(_("ontvangers"))
    subject = models.CharField(_("onderwerp"), max_length=500)
    text = models.TextField(_("tekst"))
    html = models.TextField(_("opgemaakte tekst"), blank=True)
    headers = models.JSONField(_("kopregels"), default=dict, blank=True)
    forget = models.BooleanField(
        _("vergeten"),
        default=False,
        help_text=_("Na het versturen blijft er niets van de mail over."),
    )
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    last_attempt_at = models.DateTimeField(_("laatste poging"), null=True, blank=True)
    claimed_until = models.DateTimeField(_("bezig tot"), null=True, blank=True)
    last_error = models.CharField(_("laatste fout"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    abandoned_at = models.DateTimeField(_("opgegeven op"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitgaande mail")
        verbose_name_plural = _("uitgaande mails")
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="core_mail_waiting",
                condition=models.Q(sent_at=None, abandoned_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.subject
