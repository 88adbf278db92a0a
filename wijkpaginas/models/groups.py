"""Which editor groups belong to a neighbourhood."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class WijkGroup(models.Model):
    """Ties a group to its neighbourhood, so that it is found again after it was renamed.

    It grants nothing: what a group may do is what Wagtail's page permissions say.
    """

    class Role(models.TextChoices):
        REDACTIE = "redactie", _("redactie")
        EINDREDACTIE = "eindredactie", _("eindredactie")

    wijk = models.ForeignKey(
        "wijkpaginas.WijkPage", on_delete=models.CASCADE, related_name="editor_groups"
    )
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="wijk_group")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("groep van een wijk")
        verbose_name_plural = _("groepen van een wijk")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "role"], name="wijk_group_once_per_role")
        ]

    def __str__(self) -> str:
        return self.group.name
