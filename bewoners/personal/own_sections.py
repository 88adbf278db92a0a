"""The sections of the personal page that accounts have by themselves."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bewoners.login.devices import devices_of
from bewoners.models import User
from bewoners.personal.sections import Section, register_section


def _devices(user: User, request: HttpRequest) -> dict[str, Any]:
    return {"devices": devices_of(user, request)}


def _profile(user: User, request: HttpRequest) -> dict[str, Any]:
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "bewoner": user,
        "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        "has_app": Authenticator.Type.TOTP in kinds,
    }


for _section in (
    Section("bijdragen", _("Mijn bijdragen"), 10, "bewoners/sections/bijdragen.html"),
    Section("meldingen", _("Meldingen"), 30, "bewoners/sections/meldingen.html"),
    Section("gegevens", _("Mijn gegevens"), 40, "bewoners/sections/gegevens.html", _profile),
    Section(
        "apparaten", _("Waar ik ben ingelogd"), 50, "bewoners/sections/apparaten.html", _devices
    ),
):
    register_section(_section)
