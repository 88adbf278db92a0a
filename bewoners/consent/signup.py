"""Asks people who make an account to agree to the present text.

It is noted when the address is confirmed, and only of who ticked the box and typed the code in the
same browser: anybody can fill in the address of somebody else.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django import forms
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.models import Site

from bewoners.consent.versions import record_consent
from bewoners.forms.signup import SignupPart, register_signup_part
from bewoners.forms.toestemming import FIELD, ConsentField
from bewoners.models import User

SESSION_KEY = "toestemming"


def _fields(request: HttpRequest) -> dict[str, forms.Field]:
    site = Site.find_for_request(request)
    return {FIELD: ConsentField(site)} if site else {}


def _save(request: HttpRequest, user: User, values: dict[str, Any]) -> None:
    request.session[SESSION_KEY] = {"user": str(user.pk), "versie": values.get(FIELD)}


@receiver(email_confirmed)
def _note(request: HttpRequest, email_address: EmailAddress, **_kwargs: Any) -> None:
    agreed = request.session.pop(SESSION_KEY, None)
    site = Site.find_for_request(request)
    if agreed and site and agreed["user"] == str(email_address.user_id):
        record_consent(email_address.user, site, agreed["versie"])


register_signup_part(SignupPart("toestemming", _fields, _save))
