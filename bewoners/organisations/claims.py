"""What a log-in service says of somebody, and the little of it that is used."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bewoners.models import Aanmelddienst
from bewoners.organisations.refusals import Reason, Refused

# Besides the claims that the service's settings name.
USED = ("sub", "email", "email_verified", "given_name", "family_name", "name", "acr")
MAX_LENGTH = 191


def is_bsn(value: object) -> bool:
    """Say whether something could be a citizen service number: nine digits that add up."""
    text = re.sub(r"[\s.-]", "", str(value))
    if not re.fullmatch(r"[0-9]{8,9}", text):
        return False
    digits = [int(digit) for digit in text.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return any(digits) and total % 11 == 0


def find(claims: Mapping[str, Any], name: str) -> Any:
    """Return a claim, or one inside another: `realm_access.roles`."""
    if name in claims:
        return claims[name]
    value: Any = claims
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def identity(claims: Mapping[str, Any], service: Aanmelddienst) -> str:
    """Return what somebody is known by at the service; raise Refused when that can't be stored."""
    value = find(claims, service.persoonsclaim)
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text or len(text) > MAX_LENGTH or not text.isprintable():
        raise Refused(Reason.INVALID)
    if is_bsn(text):
        raise Refused(Reason.IDENTITY)
    return text


def email(claims: Mapping[str, Any]) -> str:
    """Return somebody's address in lower case; empty without a usable one."""
    value = claims.get("email")
    text = value.strip().lower() if isinstance(value, str) else ""
    return "" if is_bsn(text.partition("@")[0]) else text


def is_verified(claims: Mapping[str, Any]) -> bool:
    """Say whether the service checked the address; some write the word instead of the value."""
    return claims.get("email_verified") in (True, "true")


def names(claims: Mapping[str, Any]) -> dict[str, str]:
    """Return the names that an account gets."""
    first, last = (_name(claims.get(claim)) for claim in ("given_name", "family_name"))
    if not first and not last:
        first, _space, last = _name(claims.get("name")).partition(" ")
    return {"first_name": first, "last_name": last}


def _name(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "" if any(is_bsn(word) for word in [text, *text.split()]) else text[:150]


def groups(claims: Mapping[str, Any], service: Aanmelddienst) -> set[str]:
    """Return the values of the claim with groups."""
    value = find(claims, service.groepenclaim) if service.groepenclaim else None
    return set(_texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def reduced(claims: Mapping[str, Any], service: Aanmelddienst) -> dict[str, Any]:
    """Return only the claims that are used: the others are never looked at, and never stored."""
    own = {service.persoonsclaim, service.groepenclaim}
    wanted = {*USED, *own, *(name.partition(".")[0] for name in own)}
    return {name: value for name, value in claims.items() if name in wanted}
