"""A puzzle for the browser (altcha): some seconds of arithmetic, which spam by the thousands lacks.

It names the submission that it is for: solved once, it is good for that one only, and a submission
is taken once.
"""

import secrets
import uuid
from datetime import timedelta

import altcha
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

ALGORITHM = "PBKDF2/SHA-256"
# Of one try; a browser makes them in some two milliseconds each.
COST = 5_000
TRIES = range(300, 900)
GOOD_FOR = timedelta(hours=2)


def _secret(use: str, key: str) -> str:
    return salted_hmac(f"deelname.spam.{use}", "", secret=key, algorithm="sha256").hexdigest()


def make_puzzle(inzending: uuid.UUID) -> dict[str, object]:
    """Return a puzzle for the browser of who sends this in, as JSON knows it."""
    challenge = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=secrets.choice(TRIES),
        expires_at=timezone.now() + GOOD_FOR,
        data={"inzending": str(inzending)},
        hmac_secret=_secret("puzzle", settings.SECRET_KEY),
        hmac_key_secret=_secret("answer", settings.SECRET_KEY),
    )
    found: dict[str, object] = challenge.to_dict()
    return found


def is_solved(answer: str, inzending: uuid.UUID) -> bool:
    """Say whether this is the answer to a puzzle of ours, made for this submission."""
    if not answer:
        return False
    try:
        payload = altcha.Payload.from_base64(answer)
        meant_for = (payload.challenge.parameters.data or {})["inzending"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    if meant_for != str(inzending):
        return False
    return any(_verifies(payload, key) for key in _keys())


def _verifies(payload: altcha.Payload, key: str) -> bool:
    try:
        result = altcha.verify_solution(
            payload, _secret("puzzle", key), hmac_key_secret=_secret("answer", key)
        )
    except (ValueError, TypeError, AttributeError):
        return False
    return bool(result.verified)


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
