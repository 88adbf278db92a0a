"""The fields that a form for everybody has against robots."""

import time
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SALT = "deelname.spam"
TRAP, MOMENT, PUZZLE = "website", "moment", "puzzel"
# Of a form that was left open over night.
MAX_AGE = 3 * 24 * 60 * 60


def signed_moment() -> str:
    """Return the present moment as only this site can write it."""
    # In full: rounded up, it would lie ahead.
    return signing.Signer(salt=SALT).sign(str(time.time()))


def seconds_since(moment: str) -> float | None:
    """Return how long ago a form was handed out; None when that is not known."""
    try:
        seconds = time.time() - float(signing.Signer(salt=SALT).unsign(moment))
    except (signing.BadSignature, ValueError):
        return None
    return seconds if 0 <= seconds <= MAX_AGE else None


class SpamFields(forms.Form):
    """A field that only robots fill in, and when the form was handed out; for a form to inherit.

    Who fills in the first by mistake is told so, and can take it out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[TRAP] = forms.CharField(
            label=_("Laat dit veld leeg"),
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )
        self.fields[MOMENT] = forms.CharField(
            required=False, initial=signed_moment, widget=forms.HiddenInput
        )
        self.fields[PUZZLE] = forms.CharField(
            required=False, max_length=4000, widget=forms.HiddenInput
        )

    def clean_website(self) -> str:
        if self.cleaned_data[TRAP].strip():
            raise ValidationError(_("Haal de tekst in dit veld weg. Dan kunt u verder."))
        return ""

    @property
    def trap_is_shown(self) -> bool:
        """Say whether the field has to be seen, as there is something in it."""
        return TRAP in self.errors
