"""Logging in with a password, choosing one and asking for another."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import gettext_lazy as _

from bewoners.forms.parts import ask_email, ask_password

NEW = _("Nieuw wachtwoord")
AGAIN = _("Nieuw wachtwoord, nog een keer")
DIFFERENT = _("De twee wachtwoorden zijn niet gelijk.")


class SameTwice(forms.Form):
    """A form in which a new password is typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_password(self, "password1", NEW, password_validators_help_text_html())
        ask_password(self, "password2", AGAIN)

    def clean(self) -> dict[str, Any]:
        # Instead of allauth's own check, which says it less formally.
        values = forms.Form.clean(self) or self.cleaned_data
        first, second = values.get("password1"), values.get("password2")
        if first and second and first != second:
            self.add_error("password2", DIFFERENT)
        return values


class LoginForm(account.LoginForm):
    """Asks for address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_email(self, "login", autocomplete="username")
        ask_password(self, "password", _("Uw wachtwoord"))

    def _setup_password_field(self) -> None:
        """Keep the field, though nobody is asked for a password when they sign up."""


class ReauthenticateForm(account.ReauthenticateForm):
    """Asks for the password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_password(self, "password", _("Uw wachtwoord"))


class ResetPasswordForm(account.ResetPasswordForm):
    """Asks for the address that a code for a new password is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_email(self, autocomplete="username")


class NewPasswordForm(SameTwice, account.ResetPasswordKeyForm):
    """Asks for a new password, after the code was right."""


class SetPasswordForm(SameTwice, account.SetPasswordForm):
    """Asks for a first password."""


class ChangePasswordForm(SameTwice, account.ChangePasswordForm):
    """Asks for the present password and another one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_password(self, "oldpassword", _("Huidig wachtwoord"))
