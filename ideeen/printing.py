"""What the paper that goes out about an idea can show: the letters and the poster."""

import re

# Latin letters with whatever stands on them, and punctuation.
UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2027\u20ac]")


def printable(text: str) -> str:
    """Leave out what can't be printed, such as emoji, and end no line."""
    return " ".join(UNPRINTABLE.sub(" ", text).split())
