"""Take part first, account later: what somebody sends in waits until the address is confirmed.

An app registers a kind of thing that can wait. A form's view calls `wait_for_confirmation` for a
visitor whom the site does not know, and leads to the page where the code is typed in. Whether the
address has an account plays no part until it is confirmed, so no answer tells.
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import generate_user_code, normalize_user_code
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Site

from bewoners.login.adapters import site_name
from bewoners.models import Bevestiging, User
from core.mail.outbox import queue_mail

SALT = "bewoners.bevestiging"
LINK_WORKS = timedelta(days=7)
MAX_ATTEMPTS = 5
# The first one, and three more when it does not arrive or went to a wrong address.
MAX_MAILS = 4
# What limits in FORM_LIMITS are called.
SEND, CODE = "send", "code"


def _nothing(_data: dict[str, Any]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Confirmable:
    """A kind of thing that can wait until its sender is known.

    `check` gets what will be kept, plain values that JSON knows, and raises ValidationError when it
    would not do. `describe` says in plain words what will happen, as pairs of a name and a text.
    `confirm` does it for the account, in the transaction of the confirmation; a ValidationError
    from it says why it can't be done (any more), and what was sent stays. `address` is where it can
    be seen after. `discard` cleans up what belongs to a submission that nobody confirmed.
    """

    key: str
    label: str | Promise
    describe: Callable[[dict[str, Any]], Sequence[tuple[str, str]]]
    confirm: Callable[[User, dict[str, Any]], Any]
    address: Callable[[dict[str, Any]], str]
    check: Callable[[dict[str, Any]], Any] = _nothing
    discard: Callable[[dict[str, Any]], Any] = _nothing


_kinds: dict[str, Confirmable] = {}


def register_confirmable(kind: Confirmable) -> Confirmable:
    """Make a kind known; one with the same key takes the place of the earlier one."""
    _kinds[kind.key] = kind
    return kind


def unregister_confirmable(key: str) -> None:
    del _kinds[key]


def kind_of(row: Bevestiging) -> Confirmable:
    """Return the kind of what waits; ValidationError when its app is no longer there."""
    kind = _kinds.get(row.kind)
    if kind is None:
        raise ValidationError(_("Dit kan nu niet meer op deze site."))
    return kind


class TooManyError(Exception):
    """Too many were sent from one place or to one address, or for one submission."""


def wait_for_confirmation(  # noqa: PLR0913  # a submission has these parts
    request: HttpRequest,
    kind: Confirmable,
    data: dict[str, Any],
    *,
    name: str,
    email: str,
    consent: int,
) -> Bevestiging:
    """Keep what was sent, and mail a code and a link, in one transaction.

    `consent` is the version that the sender ticked. Raises TooManyError, and ValidationError when
    the kind does not accept the data.
    """
    kind.check(data)
    site = Site.find_for_request(request)
    count_or_refuse(request, SEND, email)
    with transaction.atomic():
        row = Bevestiging(
            kind=kind.key,
            data=data,
            naam=name,
            email=email.lower(),
            site=site,
            toestemming_versie=consent,
        )
        _send(request, row)
    return row


def count_or_refuse(request: HttpRequest, action: str, key: str) -> None:
    """Count an attempt of this visitor, and for this key; TooManyError when it is one too many."""
    allowed = ratelimit.consume(
        request, app="bewoners", action=action, config=settings.FORM_LIMITS, key=key.lower()
    )
    if not allowed:
        raise TooManyError


def send_again(request: HttpRequest, row: Bevestiging, email: str = "") -> None:
    """Mail a new code and link, to another address if one is given; older ones stop working."""
    address = (email or row.email).lower()
    count_or_refuse(request, SEND, address)
    with transaction.atomic():
        waiting = Bevestiging.objects.select_for_update().filter(pk=row.pk, confirmed_at=None)
        locked = waiting.first()
        if locked is None or locked.sent >= MAX_MAILS:
            raise TooManyError
        locked.email = address
        _send(request, locked)


def _send(request: HttpRequest, row: Bevestiging) -> None:
    """Give a submission new secrets, save it, and mail them."""
    token = secrets.token_hex(32)
    code = generate_user_code(**settings.ALLAUTH_USER_CODE_FORMAT)
    row.token_hash = hash_token(token)
    row.code_hash = _hash_code(row, code)
    row.attempts = 0
    row.sent += 1
    row.expires_at = timezone.now() + LINK_WORKS
    row.save()
    queue_mail(
        "bevestig",
        to=[row.email],
        key=f"bevestig-{row.pk}-{row.sent}",
        context={
            "site_naam": site_name(request),
            "soort": kind_of(row).label,
            "code": code,
            "link": row.site.root_url + reverse("deelnemen:confirm", args=[token]),
            "dagen": LINK_WORKS.days,
        },
        # The secrets are in the mailbox by then, and nowhere else.
        forget=True,
    )


def hash_token(token: str) -> str:
    """A token is long and random: a plain hash gives nothing away."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _hash_code(row: Bevestiging, code: str) -> str:
    """A code is short: without the site's key, nobody can try them all."""
    value = f"{row.token_hash}:{normalize_user_code(code)}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()


def reference_of(row: Bevestiging) -> str:
    """Return what the pages for the sender call this submission: it opens nothing by itself."""
    return signing.dumps(row.pk, salt=SALT)


def find_by_reference(reference: str, site: Site | None) -> Bevestiging | None:
    """Return the submission, if the reference is ours and of this site."""
    try:
        pk = signing.loads(reference, salt=SALT)
    except signing.BadSignature:
        return None
    return Bevestiging.objects.filter(pk=pk, site=site).first()


def find_by_token(token: str, site: Site | None) -> Bevestiging | None:
    """Return the submission whose link this is, if it is of this site."""
    return Bevestiging.objects.filter(token_hash=hash_token(token), site=site).first()


def is_right_code(row: Bevestiging, code: str) -> bool:
    """Count an attempt, and say whether the code is the one that was mailed.

    Raises TooManyError when all attempts are used: only a new code helps then. Counting comes first
    and in one UPDATE, so that many at the same time get no more attempts than one after the other.
    """
    left = Bevestiging.objects.filter(pk=row.pk, attempts__lt=MAX_ATTEMPTS)
    if not left.update(attempts=F("attempts") + 1):
        raise TooManyError
    return secrets.compare_digest(row.code_hash, _hash_code(row, code))


def discard(row: Bevestiging) -> None:
    """Clean up what belongs to a submission that nobody will confirm any more."""
    kind = _kinds.get(row.kind)
    if kind:
        kind.discard(row.data)
