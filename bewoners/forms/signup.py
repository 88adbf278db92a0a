"""Making an account."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account import forms as account
from allauth.core import context as allauth_context
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from bewoners.forms.parts import ask_email
from bewoners.models import User
from bewoners.names import MAX_LENGTH, public_name
from bewoners.wijken import open_wijken


@dataclass(frozen=True, slots=True)
class SignupPart:
    """What something else asks of people who make an account, such as what they agree to.

    `fields` gives the fields to ask, by their names; `save` gets the new account and what was
    filled in. It is not called for an address that has an account already.
    """

    key: str
    fields: Callable[[HttpRequest], dict[str, forms.Field]]
    save: Callable[[HttpRequest, User, dict[str, Any]], None]


_parts: dict[str, SignupPart] = {}


def register_signup_part(part: SignupPart) -> None:
    """Ask something more; a part with the same key takes the place of the earlier one."""
    _parts[part.key] = part


class SignupForm(account.SignupForm):
    """Asks for an address, a name for the site and perhaps the own neighbourhood."""

    naam = forms.CharField(
        label=_("Uw naam op de site"),
        help_text=_("Iedereen kan deze naam lezen. Een voornaam of bijnaam mag ook."),
        max_length=MAX_LENGTH,
        validators=[public_name],
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": _("Vul een naam in.")},
    )
    wijk = forms.ModelChoiceField(
        label=_("Uw wijk (hoeft niet)"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=_("Geen wijk gekozen"),
        error_messages={"invalid_choice": _("Kies een wijk uit de lijst.")},
    )

    field_order = ("email", "naam", "wijk")
    account_already_exists: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_email(self)
        self.fields["email"].help_text = _("Hier sturen wij een code naartoe.")
        request = allauth_context.request
        wijken = open_wijken(Site.find_for_request(request))
        self.fields["wijk"].queryset = wijken
        if not wijken:
            del self.fields["wijk"]
        for part in _parts.values():
            self.fields.update(part.fields(request))
        # Filled in by programs only: the page does not show it.
        self.fields["website"].label = _("Laat dit leeg")
        self.fields["website"].widget.attrs = {"tabindex": "-1", "autocomplete": "off"}

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account; of two who use the same address at once, one gets the other answer."""
        if self.account_already_exists:
            self._rehearse(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def _rehearse(self, request: HttpRequest) -> None:
        """Make an account and undo it, so that the time of the answer does not tell them apart."""
        typed = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{uuid.uuid4().hex}@example.invalid"
        self.account_already_exists = False
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"], self.account_already_exists = typed, True

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        values = self.cleaned_data
        user.naam, user.wijk = values["naam"], values.get("wijk")
        user.save(update_fields=["naam", "wijk"])
        for part in _parts.values():
            part.save(request, user, values)
