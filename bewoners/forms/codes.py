"""Asking for a code by mail, and typing it in."""

from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.manage_email import sync_user_email_address
from django.utils.translation import gettext_lazy as _

from bewoners.forms.parts import ask_code, ask_email

CODE_FROM_MAIL = _("Code uit de mail")


class RequestCodeForm(account.RequestLoginCodeForm):
    """Asks for the address that a code to log in is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser offers a passkey in the same list as addresses.
        ask_email(self, autocomplete="username webauthn")

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user:
            # The code confirms the address too, also for accounts that an administrator made.
            sync_user_email_address(self._user)
        return email


class ConfirmLoginForm(account.ConfirmLoginCodeForm):
    """Asks for the code with which somebody logs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, CODE_FROM_MAIL)


class ConfirmEmailForm(account.ConfirmEmailVerificationCodeForm):
    """Asks for the code that was sent to a new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, CODE_FROM_MAIL)


class ConfirmResetForm(account.ConfirmPasswordResetCodeForm):
    """Asks for the code with which somebody may choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, CODE_FROM_MAIL)
