"""What somebody's device answers when it makes a passkey, or shows one."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 80
# What the library raises at an answer with parts missing, cut off or of another kind.
UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)


class AnswerField(forms.JSONField):
    """What a device says, as JSON; it is good for one attempt, and never shown again."""

    def bound_data(self, data: Any, initial: Any) -> None:
        return None


class AnswerOfDevice(forms.Form):
    """Refuses an answer that no browser gives just as one that is wrong."""

    credential = AnswerField(widget=forms.HiddenInput)

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except UNREADABLE:
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class LoginPasskeyForm(AnswerOfDevice, webauthn.LoginWebAuthnForm):
    """Takes a passkey instead of an address and a code."""


class SecondStepPasskeyForm(AnswerOfDevice, webauthn.AuthenticateWebAuthnForm):
    """Takes a passkey as the second step."""


class PasskeyAgainForm(AnswerOfDevice, webauthn.ReauthenticateWebAuthnForm):
    """Takes a passkey once more, of somebody who is logged in."""


def _ask_name(form: forms.BaseForm) -> None:
    field = form.fields["name"]
    field.label = _("Naam van deze passkey")
    field.help_text = _("Zo herkent u hem later, bijvoorbeeld: telefoon van An.")
    field.validators.append(MaxLengthValidator(NAME_LENGTH))
    field.widget.attrs = {"maxlength": str(NAME_LENGTH), "autocomplete": "off"}


class AddPasskeyForm(AnswerOfDevice, webauthn.AddWebAuthnForm):
    """Takes what the device made; it is a passkey, so that it can replace the code by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_name(self)
        self.fields["passwordless"] = forms.BooleanField(
            required=False, initial=True, widget=forms.HiddenInput
        )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Asks for another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_name(self)
