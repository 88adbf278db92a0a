"""Another e-mail address for an account."""

from typing import Any

from allauth.account import forms as account
from django.utils.translation import gettext_lazy as _

from bewoners.forms.parts import ask_email


class ChangeEmailForm(account.AddEmailForm):
    """Asks for the new address; it counts once the code sent to it was typed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_email(self, label=_("Nieuw e-mailadres"))
