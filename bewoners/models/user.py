"""Who has an account."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bewoners.managers import UserManager
from bewoners.models.sessions import EndsSessions
from bewoners.names import MAX_LENGTH, public_name
from bewoners.portraits import FOLDER, PortraitField

# The name of whoever had an account, beside what stays of them.
FORMER = _("voormalig deelnemer")


class User(EndsSessions, AbstractUser):
    """An account, of a resident or of staff, known by its e-mail address."""

    username = None  # type: ignore[assignment]  # the address takes its place
    email = models.EmailField(
        _("e-mailadres"),
        unique=True,
        error_messages={"unique": _("Er is al een account met dit e-mailadres.")},
    )
    naam = models.CharField(
        _("naam op de site"),
        max_length=MAX_LENGTH,
        blank=True,
        validators=[public_name],
        help_text=_("Staat bij alles wat u hier plaatst. Iedereen kan deze naam lezen."),
    )
    wijk = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("eigen wijk"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bewoners",
    )
    foto = PortraitField(_("foto"), upload_to=FOLDER, blank=True)
    verwijderd_op = models.DateTimeField(_("verwijderd op"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    # Who lives in a neighbourhood is not listed among the uses of its page.
    wagtail_reference_index_ignore = True

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            # `save()` lowers the address; this also holds for what goes around it.
            models.UniqueConstraint(Lower("email"), name="bewoners_one_account_per_address")
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Return the name that staff know somebody by: the administrator's, or else their own."""
        if self.verwijderd_op:
            return str(FORMER)
        return super().get_full_name() or self.naam

    @property
    def public_name(self) -> str:
        """What stands beside what somebody writes; never the address."""
        if self.verwijderd_op:
            return str(FORMER)
        return self.naam or super().get_full_name() or str(_("Naamloos"))

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        changed = kwargs.get("update_fields")
        may_change_foto = self.pk and (changed is None or "foto" in changed)
        stored = type(self).objects.filter(pk=self.pk).values_list("foto", flat=True)
        old = stored.first() if may_change_foto else ""
        super().save(*args, **kwargs)
        if old and old != self.foto.name:
            self.forget_picture(old)

    def forget_picture(self, name: str) -> None:
        """Remove the file of a picture that is no longer shown, once that is certain."""
        storage = self.foto.storage
        transaction.on_commit(lambda: storage.delete(name))
