"""What happens once an address is confirmed: it is done, for the account of that address."""

from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bewoners.confirming.accounts import account_of
from bewoners.confirming.waiting import Confirmable, kind_of
from bewoners.consent.versions import record_consent
from bewoners.models import Bevestiging, User


class Refusal(Enum):
    """Why something can't be confirmed."""

    USED = "used"
    EXPIRED = "expired"
    ACCOUNT = "account"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An account for which something was done, or the reason why it was not."""

    user: User | None = None
    address: str = ""
    refusal: Refusal | None = None
    reasons: tuple[str, ...] = ()


def state_of(row: Bevestiging) -> Refusal | None:
    """Say why a submission can no longer be confirmed, or None when it can."""
    if row.confirmed_at:
        return Refusal.USED
    return Refusal.EXPIRED if row.expires_at <= timezone.now() else None


def confirm(row: Bevestiging) -> Outcome:
    """Do what was sent in, once, for the account of its address; else leave all as it was."""
    try:
        with transaction.atomic():
            return _confirm(row)
    except ValidationError as error:
        return Outcome(refusal=Refusal.KIND, reasons=tuple(error.messages))
    except AccountClosedError:
        return Outcome(refusal=Refusal.ACCOUNT)


class AccountClosedError(Exception):
    """The account of the address was closed, by its owner or by the municipality."""


def _confirm(row: Bevestiging) -> Outcome:
    # Of two at the same time, the second waits here and finds it done.
    locked = Bevestiging.objects.select_for_update().select_related("site").get(pk=row.pk)
    refusal = state_of(locked)
    if refusal:
        return Outcome(refusal=refusal)
    kind = kind_of(locked)
    user = account_of(locked.email, locked.naam)
    if not user.is_active:
        raise AccountClosedError
    address = kind.address(locked.data)
    kind.confirm(user, locked.data)
    record_consent(user, locked.site, locked.toestemming_versie, locked.created_at)
    # What was sent is in its own place now.
    locked.data, locked.naam, locked.email = {}, "", ""
    locked.user, locked.confirmed_at = user, timezone.now()
    locked.save()
    return Outcome(user=user, address=address)


def do_at_once(user: User, kind: Confirmable, data: dict[str, object]) -> str:
    """Do it for somebody who is logged in; return where it can be seen."""
    kind.check(data)
    with transaction.atomic():
        kind.confirm(user, data)
    return kind.address(data)
