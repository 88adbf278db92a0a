"""What a form asks of somebody whom the site does not know yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from bewoners.forms.parts import CODE_LENGTH, EMAIL_LENGTH
from bewoners.forms.toestemming import FIELD, ConsentField
from bewoners.names import MAX_LENGTH, public_name


def _email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Uw e-mailadres"),
        help_text=_("Hier sturen wij een code naartoe. Anderen zien uw e-mailadres niet."),
        max_length=EMAIL_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul uw e-mailadres in."),
            "invalid": _("Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        },
    )


class TakePartForm(forms.Form):
    """Asks a visitor for a name, an address and consent; somebody logged in for nothing of it.

    A form for something particular is a subclass with fields of its own.
    """

    def __init__(self, *args: Any, site: Site, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            return
        self.fields["naam"] = forms.CharField(
            label=_("Uw naam"),
            help_text=_("Deze naam staat bij wat u op de site plaatst."),
            max_length=MAX_LENGTH,
            validators=[public_name],
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": _("Vul uw naam in.")},
        )
        self.fields["email"] = _email_field()
        self.fields[FIELD] = ConsentField(site)


class CodeForm(forms.Form):
    """Asks for the code of the mail."""

    code = forms.CharField(
        label=_("Code uit de mail"),
        max_length=CODE_LENGTH,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "sw-code",
            }
        ),
        error_messages={"required": _("Vul de code in.")},
    )


class OtherAddressForm(forms.Form):
    """Asks for another address than the one that was typed first."""

    email = _email_field()
