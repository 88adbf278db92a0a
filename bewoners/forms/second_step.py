"""Passkeys and the codes of an app."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from bewoners.forms.parts import ask_code

NAME_LENGTH = 80


def _ask_name(form: forms.BaseForm) -> None:
    field = form.fields["name"]
    field.label = _("Naam van deze passkey")
    field.help_text = _("Zo herkent u hem later, bijvoorbeeld: telefoon van An.")
    field.validators.append(MaxLengthValidator(NAME_LENGTH))
    field.widget.attrs = {"maxlength": str(NAME_LENGTH), "autocomplete": "off"}


class ActivateAppForm(totp.ActivateTOTPForm):
    """Asks for the first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, _("Code die de app nu laat zien"))


class SecondStepForm(base.AuthenticateForm):
    """Asks for a code of the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, _("Code van uw app, of een herstelcode"), digits_only=False)


class SecondStepAgainForm(base.ReauthenticateForm):
    """Asks for such a code once more, of somebody who is logged in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, _("Code van uw app, of een herstelcode"), digits_only=False)


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """Takes what the device made; it is a passkey, so that it can replace the code by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_name(self)
        self.fields["passwordless"] = forms.BooleanField(
            required=False, initial=True, widget=forms.HiddenInput
        )

    def clean(self) -> dict[str, Any]:
        try:
            values: dict[str, Any] = super().clean()
        except (KeyError, AttributeError) as error:
            # What a browser never sends: an answer with parts missing.
            raise ValidationError(_("Het maken van de passkey is niet gelukt.")) from error
        return values


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Asks for another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_name(self)
