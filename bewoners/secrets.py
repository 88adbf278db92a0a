"""Secrets that have to be stored, but not in a form that a copy of the database gives away."""

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def _box() -> MultiFernet:
    """Return the keys, made from `SECRET_KEY` and from those of before."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (salted_hmac(__name__, "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt(text: str) -> str:
    """Return what may be stored."""
    return _box().encrypt(text.encode()).decode()


def decrypt(stored: str) -> str | None:
    """Return what was encrypted; None when no key of now or before fits."""
    try:
        return _box().decrypt(stored.encode()).decode()
    except InvalidToken:
        return None


class EncryptedSecretsMixin:
    """For allauth's adapter: the secrets of second factors are stored encrypted."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; one that can't be read becomes one that nobody knows."""
        text = decrypt(encrypted_text)
        return base64.b32encode(secrets.token_bytes(20)).decode() if text is None else text
