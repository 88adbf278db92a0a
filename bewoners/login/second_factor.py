"""The second step that everybody takes who may enter the admin."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from bewoners.login.ending import forget_devices
from bewoners.models import User
from core.middleware import is_admin

# The method under which a session notes that an organisation's service checked somebody well.
ORGANISATION = "organisation"
STRONG = {"mfa", ORGANISATION}
Type = Authenticator.Type
# Where somebody was going, until the second factor is there.
DESTINATION = "second_factor_destination"
# These show nothing and change nothing of the site.
OPEN = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog"}


def needs_second_factor(user: Any) -> bool:
    """Say whether somebody may enter the admin, and so has to have a second factor."""
    return bool(settings.STAFF_SECOND_FACTOR and user.has_perm("wagtailadmin.access_admin"))


def is_strong(request: HttpRequest) -> bool:
    """Say whether this session took the second step, here or at an organisation's service."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in STRONG for record in records)


def destination(request: HttpRequest) -> str:
    """Return where somebody was going in the admin when the second factor was missing."""
    address = request.session.get(DESTINATION, "")
    if url_has_allowed_host_and_scheme(address, None):
        return str(address)
    return reverse("wagtailadmin_home")


class SecondFactorMiddleware:
    """Lets nobody into the admin whose session took only one step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the way to the second step, or None to go on."""
        match = request.resolver_match
        if not is_admin(request) or match is None or match.url_name in OPEN:
            return None
        if not needs_second_factor(request.user) or is_strong(request):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest" or not request.accepts(
            "text/html"
        ):
            return JsonResponse({"detail": _("Log opnieuw in met de tweede stap.")}, status=403)
        going = request.get_full_path() if request.method == "GET" else ""
        request.session[DESTINATION] = going or reverse("wagtailadmin_home")
        return HttpResponseRedirect(_way_to_second_step(request))


def _way_to_second_step(request: HttpRequest) -> str:
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    if not kinds:
        return reverse("second_factor_required")
    by_code = {Type.TOTP, Type.RECOVERY_CODES} & kinds
    view = "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
    return f"{reverse(view)}?{urlencode({'next': destination(request)})}"


class SecondStep(AuthenticateStage):
    """Asks for the second factor, unless an organisation's service has asked for one already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        arrived = (self.login.signal_kwargs or {}).get("sociallogin")
        if arrived is not None and getattr(arrived.provider, "is_strong", False):
            return False
        return bool(super()._should_handle(request))


@receiver(user_logged_in)
def note_organisation(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Note that a service asked for as much as the municipality wants of it."""
    arrived = kwargs.get("sociallogin")
    if arrived is not None and getattr(arrived.provider, "is_strong", False):
        record_authentication(request, user, ORGANISATION, provider=arrived.account.provider)


@receiver(authenticator_added)
def note_new_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Count the factor that was just shown to work, and end sessions that never had it."""
    if authenticator.type == Type.RECOVERY_CODES:
        return
    record_authentication(
        request,
        user,
        "mfa",
        id=authenticator.pk,
        type=authenticator.type,
        added=True,
        # The recovery codes come next: nobody is asked at once for what was just shown to work.
        reauthenticated=True,
    )
    forget_devices([user.pk], but=request.session.session_key)
    if DESTINATION in request.session:
        messages.info(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("De tweede stap staat aan. Bewaar eerst uw herstelcodes, en ga dan verder."),
                destination(request),
                _("Verder naar het beheer"),
            ),
        )


@receiver(authenticator_removed)
def forget_removed_factor(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Make a session weak again when somebody's last factor is gone, and end the others."""
    if Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES).exists():
        return
    records = get_authentication_records(request, user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record.get("method") != "mfa"
    ]
    forget_devices([user.pk], but=request.session.session_key)
