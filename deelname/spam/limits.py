"""How much may come in: of one person, of one place, and of all together in a short time."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest

from core.words import words_of

# What limits in FORM_LIMITS are called.
SUBMIT, UPLOAD, LOOK_UP = "submit", "upload", "look_up"
BURST, ECHO = "burst", "echo"
REPORT = "report"


def is_within(request: HttpRequest, action: str, key: str = "") -> bool:
    """Count an attempt, and say whether it is still allowed."""
    return bool(_consume(request, action, key))


def is_burst(request: HttpRequest, key: str) -> bool:
    """Count what came in, and say whether it is more than people together would send."""
    return not _consume(request, BURST, key)


def is_echo(request: HttpRequest, text: str, *, count: bool) -> bool:
    """Say whether the same text came in a few times already; `count` adds this time."""
    return not _consume(request, ECHO, " ".join(words_of(text)), dry_run=not count)


def person_key(request: HttpRequest, email: str = "") -> str:
    """Name who sends something: an account, or else the address that was typed."""
    if request.user.is_authenticated:
        return f"account {request.user.pk}"
    return f"address {email.lower()}"


def _consume(request: HttpRequest, action: str, key: str, *, dry_run: bool = False) -> object:
    return ratelimit.consume(
        request,
        app="deelname",
        action=action,
        config=settings.FORM_LIMITS,
        key=key,
        dry_run=dry_run,
        limit_get=True,
    )
