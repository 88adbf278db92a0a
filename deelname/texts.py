"""What people write, as it is kept: text, and nothing else."""

import re
import unicodedata

# These turn the direction of the text around them, so that a sentence reads as another.
TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
EMPTY_LINES = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    """Return it without what nobody can see, with lines and letters written in one way."""
    whole = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    seen = (
        sign
        for sign in whole
        if sign == "\n" or (unicodedata.category(sign) != "Cc" and sign not in TURNING)
    )
    return EMPTY_LINES.sub("\n\n", "".join(seen)).strip()
