"""What somebody takes along of their data, and who was erased."""

import uuid
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.append_only import AppendOnlyError, Guard

# No row of it ever goes: a back-up can be as old as anybody kept it.
GUARD = Guard("bewoners_verwijdering")


class PrivateStorage(FileSystemStorage):
    """Files without an address: only a view that knows whose they are hands them out."""

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no URL.")


def private_storage() -> Storage:
    """Return where private files are kept, outside of what `/media/` serves."""
    return PrivateStorage(
        location=settings.PRIVATE_ROOT,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def generated_name(_export: Any, _filename: str) -> str:
    """Return a name that says nothing, and that nobody can guess."""
    return str(PurePosixPath("gegevens", f"{uuid.uuid4().hex}.zip"))


class GegevensExportQuerySet(models.QuerySet["GegevensExport"]):
    def expired(self) -> "GegevensExportQuerySet":
        """Keep those whose file is past its date, and still there."""
        return self.filter(expires_at__lte=timezone.now()).exclude(file="")


class GegevensExport(models.Model):
    """A download of all data of one person: asked for, made in the background, kept for a week."""

    class State(models.TextChoices):
        BEZIG = "bezig", _("wordt gemaakt")
        KLAAR = "klaar", _("klaar")
        MISLUKT = "mislukt", _("mislukt")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="gegevensexports",
    )
    # Links in the mail about it lead to the site where it was asked for.
    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.BEZIG)
    file = models.FileField(
        _("bestand"), storage=private_storage, upload_to=generated_name, blank=True
    )
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    made_at = models.DateTimeField(_("gemaakt op"), null=True, blank=True)
    expires_at = models.DateTimeField(_("te downloaden tot"), null=True, blank=True)

    objects = GegevensExportQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("download van gegevens")
        verbose_name_plural = _("downloads van gegevens")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state="bezig"),
                name="bewoners_one_export_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.KLAAR and bool(self.file) and not self.is_expired


class VerwijderingQuerySet(models.QuerySet["Verwijdering"]):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError("The ledger is not changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise AppendOnlyError("The ledger is not changed.")

    def delete(self) -> Any:
        raise AppendOnlyError("Nothing leaves the ledger.")


class Verwijdering(models.Model):
    """Somebody was erased: a number, the keyed hash of an address, and when. Nothing else.

    After an older back-up is put back, it says who has to be erased again.
    """

    account = models.PositiveBigIntegerField(_("nummer van het account"))
    address_hmac = models.CharField(_("kenmerk van het adres"), max_length=64)
    made_at = models.DateTimeField(_("verwijderd op"), default=timezone.now)

    objects = VerwijderingQuerySet.as_manager()

    class Meta:
        verbose_name = _("verwijdering")
        verbose_name_plural = _("verwijderingen")
        ordering = ["made_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["account", "made_at"], name="bewoners_one_erasure_of_an_account"
            )
        ]

    def __str__(self) -> str:
        return str(self.account)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("The ledger is not changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyError("Nothing leaves the ledger.")
