"""Which editor groups belong to a neighbourhood and to a municipality."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, Site


class WijkGroup(models.Model):
    """Ties a group to its neighbourhood, so that it is found again after it was renamed.

    It grants nothing: what a group may do is what Wagtail's page permissions say.
    """

    class Role(models.TextChoices):
        REDACTIE = "redactie", _("redactie")
        EINDREDACTIE = "eindredactie", _("eindredactie")
        MODERATOR = "moderator", _("moderatoren")
        REGISSEUR = "regisseur", _("regisseurs")
        WIJKMANAGER = "wijkmanager", _("wijkmanagers")

    wijk = models.ForeignKey(
        "wijkpaginas.WijkPage", on_delete=models.CASCADE, related_name="editor_groups"
    )
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="wijk_group")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)
    # The step of the workflow that waits for this group; nobody waits for those who only write.
    task = models.OneToOneField(
        GroupApprovalTask,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="wijk_group",
    )
    # Noted while the row is being deleted: only what was never used elsewhere goes with it.
    task_is_used = False

    class Meta:
        verbose_name = _("groep van een wijk")
        verbose_name_plural = _("groepen van een wijk")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "role"], name="wijk_group_once_per_role")
        ]

    def __str__(self) -> str:
        return self.group.name


class GemeenteGroup(models.Model):
    """Ties a group to its municipality, in the same way."""

    class Role(models.TextChoices):
        COMMUNICATIE = "communicatie", _("communicatie")

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="editor_groups")
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="gemeente_group")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)
    task = models.OneToOneField(
        GroupApprovalTask,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="gemeente_group",
    )
    task_is_used = False

    class Meta:
        verbose_name = _("groep van een gemeente")
        verbose_name_plural = _("groepen van een gemeente")
        constraints = [
            models.UniqueConstraint(fields=["site", "role"], name="gemeente_group_once_per_role")
        ]

    def __str__(self) -> str:
        return self.group.name
