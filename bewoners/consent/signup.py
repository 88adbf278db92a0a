"""Asks people who make an account to agree to the present text."""

from typing import Any

from django import forms
from django.http import HttpRequest
from wagtail.models import Site

from bewoners.consent.versions import record_consent
from bewoners.forms.signup import SignupPart, register_signup_part
from bewoners.forms.toestemming import FIELD, ConsentField
from bewoners.models import User


def _fields(request: HttpRequest) -> dict[str, forms.Field]:
    site = Site.find_for_request(request)
    return {FIELD: ConsentField(site)} if site else {}


def _save(request: HttpRequest, user: User, values: dict[str, Any]) -> None:
    site = Site.find_for_request(request)
    if site:
        record_consent(user, site, values[FIELD])


register_signup_part(SignupPart("toestemming", _fields, _save))
