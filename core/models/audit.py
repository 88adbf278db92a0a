"""What staff see and change of residents' data: rows that are written once."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.append_only import AppendOnlyError, Guard

# The database itself refuses to remove a row that is younger.
KEPT = timedelta(days=730)
GUARD = Guard("core_auditentry", days=KEPT.days)


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Refuses whatever would change rows, or remove any that has to stay."""

    def past_term(self) -> "AuditQuerySet":
        """Keep the rows that are old enough to go."""
        return self.filter(made_at__lt=timezone.now() - KEPT)

    def remove_past(self) -> int:
        """Remove the rows that are old enough, and only those; return how many."""
        return int(self.past_term()._raw_delete(self.db))  # noqa: SLF001  # `delete` refuses

    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError("The log is not changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise AppendOnlyError("The log is not changed.")

    def update_or_create(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyError("The log is not changed.")

    def delete(self) -> Any:
        raise AppendOnlyError("Rows of the log only go when they are past their term.")

    def bulk_create(
        self, objs: Iterable["AuditEntry"], *args: Any, **kwargs: Any
    ) -> list["AuditEntry"]:
        if kwargs.get("update_conflicts"):
            raise AppendOnlyError("The log is not changed.")
        return super().bulk_create(objs, *args, **kwargs)


class AuditEntry(models.Model):
    """One look at, or one change of, something that is about a person; without that person's name.

    It refers to people and things by number only, and to nothing that would have to stay for its
    sake: what is erased leaves these rows as they are.
    """

    class Action(models.TextChoices):
        GETOOND = "getoond", _("getoond in een lijst")
        BEKEKEN = "bekeken", _("bekeken")
        TOEGEVOEGD = "toegevoegd", _("toegevoegd")
        GEWIJZIGD = "gewijzigd", _("gewijzigd")
        VERWIJDERD = "verwijderd", _("verwijderd")
        GEEXPORTEERD = "geexporteerd", _("geëxporteerd")

    made_at = models.DateTimeField(_("moment"), default=timezone.now, editable=False, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wie"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    action = models.CharField(_("handeling"), max_length=20, choices=Action.choices)
    about_model = models.CharField(_("soort gegevens"), max_length=100)
    about_id = models.CharField(_("nummer"), max_length=64, blank=True)
    label = models.CharField(_("omschrijving"), max_length=200, blank=True)
    fields = models.JSONField(_("velden"), default=list)
    request_id = models.CharField(_("verzoek"), max_length=64, blank=True)
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("gemeente"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )

    objects = AuditQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("regel van het logboek")
        verbose_name_plural = _("regels van het logboek")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["about_model", "about_id"], name="core_audit_about"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.about_model} {self.about_id}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("The log is not changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyError("Rows of the log only go when they are past their term.")

    @property
    def actor_name(self) -> str:
        """Who did it, by the name of now; an account that is gone has its number only."""
        if self.actor_id is None:
            return str(_("de site zelf"))
        try:
            return str(self.actor)
        except ObjectDoesNotExist:
            return _("account %s (verwijderd)") % self.actor_id

    @property
    def site_name(self) -> str:
        try:
            return self.site.site_name if self.site else ""
        except ObjectDoesNotExist:
            return ""

    @property
    def details(self) -> str:
        return ", ".join(filter(None, [self.label, *self.fields]))
