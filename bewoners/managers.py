from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import F

from bewoners.models.sessions import RIGHTS

if TYPE_CHECKING:
    from bewoners.models import User


class UserQuerySet(models.QuerySet["User"]):
    """Accounts; whoever loses rights in a write of many is logged out, as in a write of one."""

    def update(self, **values: Any) -> int:
        if any(values.get(name) is False for name in RIGHTS):
            values["session_number"] = F("session_number") + 1
        return super().update(**values)


class UserManager(BaseUserManager["User"]):
    """Makes accounts that are known by their e-mail address, in lower case."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password it can't be entered with one."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True} | fields
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account whatever capitals its address is typed with."""
        return self.get(email=(username or "").lower())
