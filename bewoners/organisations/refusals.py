"""Why somebody does not come in with a log-in service, in words for that person."""

import logging
from enum import Enum

from allauth.socialaccount.providers.base import ProviderException
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class Reason(Enum):
    """Why, with the status of the answer and what to do about it."""

    CANCELLED = 403, _("U hebt het inloggen afgebroken. U kunt het opnieuw proberen.")
    EXPIRED = (
        403,
        _("Deze poging om in te loggen is verlopen of al gebruikt. Begin opnieuw bij Inloggen."),
    )
    UNREACHABLE = (
        502,
        _(
            "De inlogdienst van uw organisatie geeft geen antwoord. Probeer het over een paar "
            "minuten opnieuw."
        ),
    )
    INVALID = (
        403,
        _("Het antwoord van de inlogdienst klopt niet. U bent daarom niet ingelogd."),
    )
    LEVEL = (
        403,
        _(
            "U bent bij uw organisatie niet sterk genoeg ingelogd. Log daar in met een tweede "
            "stap, zoals een app op uw telefoon."
        ),
    )
    IDENTITY = (
        403,
        _(
            "De inlogdienst stuurt een gegeven mee dat deze site niet mag bewaren. Vraag uw "
            "beheerder om dit te veranderen."
        ),
    )
    # One answer, whether there is an account with this address or not.
    UNKNOWN = (
        403,
        _(
            "Wij kunnen u zo niet laten inloggen. Hebt u al een account? Log dan eerst in met uw "
            "e-mailadres. Hebt u er nog geen? Vraag uw beheerder."
        ),
    )

    def __init__(self, status: int, text: Promise) -> None:
        self.status = status
        self.text = text


class Refused(ProviderException):
    """Somebody does not come in."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


def refuse(request: HttpRequest, reason: Reason, service: str = "") -> HttpResponse:
    """Tell somebody why, and the log too, which never learns who it was."""
    logger.warning("log-in service %s: %s", service or "?", reason.name.lower())
    return render(
        request,
        "socialaccount/geweigerd.html",
        {"uitleg": reason.text},
        status=reason.status,
    )
