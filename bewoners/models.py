from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bewoners.managers import UserManager


class User(AbstractUser):
    """An account, of a resident or of staff, known by its e-mail address."""

    username = None  # type: ignore[assignment]  # the address takes its place
    email = models.EmailField(
        _("e-mailadres"),
        unique=True,
        error_messages={"unique": _("Er is al een account met dit e-mailadres.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

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

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: object, **kwargs: object) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
