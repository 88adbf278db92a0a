"""What the forms of accounts share."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from bewoners.models import User

EMAIL_LENGTH = User._meta.get_field("email").max_length
CODE_LENGTH = 40


def ask_email(form: forms.BaseForm, name: str = "email", label: Any = None, **attrs: str) -> None:
    """Make a field of allauth ask for an e-mail address in plain Dutch."""
    field = form.fields[name]
    field.label = label or _("Uw e-mailadres")
    field.validators.append(MaxLengthValidator(EMAIL_LENGTH))
    field.widget.attrs = {
        "type": "email",
        "autocomplete": "email",
        "inputmode": "email",
        "maxlength": str(EMAIL_LENGTH),
        "spellcheck": "false",
        **attrs,
    }
    field.error_messages["required"] = _("Vul uw e-mailadres in.")
    field.error_messages["invalid"] = _("Vul een e-mailadres in zoals naam@voorbeeld.nl.")


def ask_code(form: forms.BaseForm, label: Any, *, digits_only: bool = True) -> None:
    """Make a field of allauth ask for a code, that a phone can fill in from the mail."""
    field = form.fields["code"]
    field.label = label
    field.validators.append(MaxLengthValidator(CODE_LENGTH))
    field.widget.attrs = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric" if digits_only else "text",
        "maxlength": str(CODE_LENGTH),
        "spellcheck": "false",
        "class": "sw-code",
    }
    field.error_messages["required"] = _("Vul de code in.")


def ask_password(form: forms.BaseForm, name: str, label: Any, help_text: Any = "") -> None:
    """Make a field of allauth ask for a password in plain Dutch."""
    field = form.fields[name]
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = _("Vul een wachtwoord in.")
