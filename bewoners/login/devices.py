"""The devices on which somebody is logged in, in words that people know."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from bewoners.models import User

# Nobody needs to know to the minute when they used a device; each note is a write.
PRECISION = timedelta(hours=1)

# The first that fits: browsers also name those that they want to be taken for.
BROWSERS = [
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Edg(?:e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium/", "Chrome"),
    (r"Safari/", "Safari"),
]
KINDS = [
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android.*Mobile", "Android-telefoon"),
    (r"Android", "Android-tablet"),
    (r"CrOS", "Chromebook"),
    (r"Macintosh|Mac OS X", "Mac"),
    (r"Windows", "Windows-computer"),
    (r"Linux|X11", "Linux-computer"),
]


@dataclass(frozen=True, slots=True)
class Device:
    """A device on which somebody is logged in."""

    pk: int
    name: str
    last_used: datetime
    is_this_one: bool


def describe(user_agent: str) -> str:
    """Name the device and the browser that say this of themselves: "Firefox op een iPad"."""
    browser = next((name for sign, name in BROWSERS if re.search(sign, user_agent)), "")
    kind = next((name for sign, name in KINDS if re.search(sign, user_agent)), "")
    if browser and kind:
        return _("%(browser)s op een %(kind)s") % {"browser": browser, "kind": kind}
    return browser or kind or _("Onbekend apparaat")


def devices_of(user: User, request: HttpRequest) -> list[Device]:
    """Return where somebody is logged in, this device first and then the most recently used."""
    known = {session.session_key: session for session in UserSession.objects.filter(user=user)}
    running = Session.objects.filter(session_key__in=known, expire_date__gt=timezone.now())
    found = [
        _device(known[session.session_key], request)
        for session in running
        if _lets_in(session, user)
    ]
    return sorted(found, key=lambda device: (not device.is_this_one, -device.last_used.timestamp()))


def end_session(user: User, pk: int) -> bool:
    """Log somebody out on one of their devices; return whether there was such a device."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is None:
        return False
    session.end()
    return True


def note_use(request: HttpRequest) -> None:
    """Remember that the visitor used this device, when the request asked who they are at all."""
    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated or not request.session.session_key:
        return
    now = timezone.now()
    noted = request.session.get("used_at", 0)
    if now.timestamp() - noted < PRECISION.total_seconds():
        return
    request.session["used_at"] = int(now.timestamp())
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def _device(session: UserSession, request: HttpRequest) -> Device:
    return Device(
        pk=session.pk,
        name=describe(session.user_agent),
        last_used=session.last_seen_at,
        is_this_one=session.session_key == request.session.session_key,
    )


def _lets_in(session: Session, user: User) -> bool:
    """Say whether a session still works: one from before a change of password does not."""
    data = session.get_decoded()
    return data.get(SESSION_KEY) == str(user.pk) and constant_time_compare(
        data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    )
