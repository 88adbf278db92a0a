"""Who follows which neighbourhood."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Volger(models.Model):
    """A page that somebody wants on their own page; nobody else sees who follows what."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="volgt",
    )
    page = models.ForeignKey(
        Page, verbose_name=_("pagina"), on_delete=models.CASCADE, related_name="volgers"
    )
    created_at = models.DateTimeField(_("sinds"), default=timezone.now, editable=False)

    # Who follows a page is not listed among its uses.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="bewoners_follows_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.page_id}"
