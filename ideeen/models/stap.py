"""The steps that an idea took."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deelname.models import Reden
from ideeen.workflow import Rol, Stadium


class Stap(models.Model):
    """One change of stage: from where to where, when, in what capacity, and why.

    Rows are only added. The public sees them as the way that an idea went, without the name of who
    took the step.
    """

    idee = models.ForeignKey(
        "ideeen.Idee", verbose_name=_("idee"), on_delete=models.CASCADE, related_name="stappen"
    )
    van = models.CharField(_("van"), max_length=15, choices=Stadium.choices)
    naar = models.CharField(_("naar"), max_length=15, choices=Stadium.choices)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    rol = models.CharField(_("in welke rol"), max_length=10, choices=Rol.choices)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reden = models.ForeignKey(
        Reden,
        verbose_name=_("reden"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    toelichting = models.TextField(_("toelichting"), max_length=4000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("stap")
        verbose_name_plural = _("stappen")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["idee", "at"], name="ideeen_stap_idee")]

    def __str__(self) -> str:
        return f"{self.van} → {self.naar}"
