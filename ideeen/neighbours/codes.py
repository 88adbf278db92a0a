"""The codes in the letters: random, easy to type, and stored as a hash only."""

import hashlib
import secrets

# No vowels, so that no code reads as a word, and nothing that looks like something else. Sixteen
# of these 23 are 72 bits.
ALPHABET = "34679CDFGHJKLMNPQRTVWXY"
LENGTH, GROUP = 16, 4
# Spaces, dashes and a few slips more than the code itself.
LONGEST_TYPED = 40


def new_code() -> str:
    """Return a code in four groups of four."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def normal(typed: str) -> str | None:
    """Return the signs of a code, however it was typed; None for what can't be one."""
    if len(typed) > LONGEST_TYPED:
        return None
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else None


def hash_of(code: str) -> str:
    """Return what is stored: with so many codes possible, nobody can try them all."""
    signs = normal(code) or ""
    return hashlib.sha256(f"burencheck:{signs}".encode()).hexdigest()
