"""Sessions that end when somebody loses rights."""

from typing import Any

from django.db import models, transaction
from django.db.models import F

RIGHTS = {"is_active", "is_staff", "is_superuser"}


class SessionNumberField(models.PositiveIntegerField):  # type: ignore[type-arg]
    """A number that only counts up: saving an older copy of the row never puts it back."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  # Django's
        """Return the value to insert, or the expression by which the database knows the next."""
        if add:
            return super().pre_save(model_instance, add)
        step = 1 if getattr(model_instance, "loses_rights", False) else 0
        return F(self.attname) + step


class EndsSessions(models.Model):
    """Every session carries this number: when it goes up, all of somebody's sessions are over.

    `save()` counts up when an account is closed or is no longer staff or administrator;
    `bewoners.login.ending` does it for groups and permissions. It is one write with the loss
    itself.
    """

    session_number = SessionNumberField(default=0, editable=False)

    loses_rights = False

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._saves_a_loss(kwargs.get("update_fields")):
            super().save(*args, **kwargs)
            return
        from bewoners.login.ending import forget_devices  # noqa: PLC0415  # it needs the finished model

        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "session_number"}
        self.loses_rights = True
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
                forget_devices([self.pk])
        finally:
            self.loses_rights = False
        self.refresh_from_db(fields=["session_number"])

    def _saves_a_loss(self, update_fields: Any) -> bool:
        watched = RIGHTS if update_fields is None else RIGHTS.intersection(update_fields)
        if self._state.adding or not watched:
            return False
        stored = type(self)._default_manager.filter(pk=self.pk).values(*watched).first() or {}
        return any(had and not getattr(self, name) for name, had in stored.items())

    def get_session_auth_hash(self) -> str:
        """Return what a session has to carry to be somebody's."""
        return self._numbered(super().get_session_auth_hash())  # type: ignore[misc]

    def get_session_auth_fallback_hash(self) -> Any:
        """Yield the same for the secret keys of before."""
        return map(self._numbered, super().get_session_auth_fallback_hash())  # type: ignore[misc]

    def _numbered(self, digest: str) -> str:
        return f"{digest}:{self.session_number}"
