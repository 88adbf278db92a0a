"""How often somebody may try: on every form that asks for a code or a password.

allauth limits its own log-in, sign-up and reset (`ACCOUNT_RATE_LIMITS`). `FormLimits` adds what it
leaves open: each form in which somebody could go on guessing, per visitor and per thing guessed at.
"""

from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import clean_client_ip, get_client_ip
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What a visitor without an address, as behind a socket, is counted under.
NO_ADDRESS = "0.0.0.0"  # noqa: S104  # not one to listen at
# Long enough for each limit that counts in minutes; the page says so.
RETRY_AFTER = 5 * 60

CODE, SECOND_STEP, PASSWORD_OF_PAGE = "code", "second_step", "page_password"
ORGANISATION, CONFIRM = "organisation", "confirm"
LIMITED = {
    "account_confirm_login_code": CODE,
    "account_email_verification_sent": CODE,
    "account_confirm_password_reset_code": CODE,
    "account_reauthenticate": CONFIRM,
    "mfa_authenticate": SECOND_STEP,
    "mfa_reauthenticate": SECOND_STEP,
    "mfa_reauthenticate_webauthn": SECOND_STEP,
    "mfa_activate_totp": SECOND_STEP,
    "wagtailcore_authenticate_with_password": PASSWORD_OF_PAGE,
    "wagtaildocs_authenticate_with_password": PASSWORD_OF_PAGE,
    "openid_connect_login": ORGANISATION,
    "openid_connect_callback": ORGANISATION,
}
# The only one of these that is a GET, with what a visitor brings from elsewhere.
BY_GET = {"openid_connect_callback"}


class FormLimits:
    """Counts attempts, and answers 429 when there were too many."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        attempt = getattr(request, "_counted_attempt", None)
        if attempt and response.status_code == 302:
            # The right password of a page is no attempt at guessing it: many people share it.
            attempt.rollback()
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the refusal, or None to go on."""
        name = request.resolver_match.url_name if request.resolver_match else None
        kind = LIMITED.get(name or "")
        if kind is None or (request.method == "GET" and name not in BY_GET):
            return None
        attempt = ratelimit.consume(
            request,
            app="bewoners",
            action=kind,
            config=settings.FORM_LIMITS,
            key=_guessed_at(request, kind, args, kwargs),
            limit_get=True,
        )
        if attempt is None:
            return too_many_requests(request)
        if kind == PASSWORD_OF_PAGE:
            request._counted_attempt = attempt  # type: ignore[attr-defined]  # noqa: SLF001  # ours
        return None


def _guessed_at(request: HttpRequest, kind: str, args: Any, kwargs: Any) -> str:
    """Name what a guess is at: the page's password, the account, or the code of this session."""
    if kind == PASSWORD_OF_PAGE:
        return f"page {[*args, *kwargs.values()][0]}"
    if request.user.is_authenticated:
        return f"account {request.user.pk}"
    return f"session {request.session.session_key}"


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Ask for patience, in the same words whatever was tried."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "private, no-store"
    return response


class ClientAddressMixin:
    """For allauth's adapter: an address for every visitor, and an error for none of them."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that the trusted proxies saw, or else that of the connection.

        Somebody who comes past the proxies, or sends nonsense, counts under the connection.
        """
        try:
            seen = get_client_ip(request)
        except ImproperlyConfigured:
            seen = None
        address: str = seen or clean_client_ip(request.META.get("REMOTE_ADDR") or "") or NO_ADDRESS
        return address
