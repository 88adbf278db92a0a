"""The form with which an administrator makes an account."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm

from bewoners.models import User


class AddUserForm(UserCreationForm):
    """Asks for a password only of who wants to give one: a code by mail is enough to come in."""

    password_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Hoeft niet. Zonder wachtwoord logt iemand in met een code die wij mailen."
        )

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002  # as Django has it
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user
