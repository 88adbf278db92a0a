"""How much something that came in looks like spam."""

import re
import unicodedata
from dataclasses import dataclass, field

from deelname.suspicion import LINK

# From here on the browser is given a puzzle, and without an answer a moderator looks first.
ASK = 40
# From here on it is kept apart, and counted nowhere in public.
APART = 80

# Faster than anybody can read the form, and write in it.
TOO_FAST = 4.0
MARKUP = re.compile(r"<a\s|\[(?:url|link|img)\b|<script|<iframe|</", re.IGNORECASE)
SHOUTING = re.compile(r"[A-Z]{4,}")
PHONE = re.compile(r"\+?\d[\d \-]{8,}\d")
MAX_SCORE = 999


@dataclass(slots=True)
class Suspicion:
    """A score, with the signs that it is the sum of."""

    signs: dict[str, int] = field(default_factory=dict)

    def add(self, sign: str, points: int) -> None:
        if points:
            self.signs[sign] = points

    @property
    def score(self) -> int:
        return max(0, min(MAX_SCORE, sum(self.signs.values())))

    @property
    def asks_puzzle(self) -> bool:
        return self.score >= ASK

    @property
    def is_apart(self) -> bool:
        return self.score >= APART


def suspicion_of_text(text: str) -> Suspicion:
    """Judge what somebody wrote, whoever it is."""
    found = Suspicion()
    links = len(LINK.findall(text))
    found.add("links", min(60, 15 * links))
    found.add("markup", 40 if MARKUP.search(text) else 0)
    found.add("phone", 10 if PHONE.search(text) else 0)
    found.add("shouting", 10 if len(SHOUTING.findall(text)) >= 5 else 0)
    letters = [sign for sign in text if sign.isalpha()]
    foreign = [sign for sign in letters if not unicodedata.name(sign, "").startswith("LATIN")]
    found.add("script", 25 if len(foreign) * 2 > len(letters) else 0)
    return found


def add_pace(found: Suspicion, seconds: float | None) -> None:
    """Judge how long the form was open: not at all known is worse than short."""
    if seconds is None:
        found.add("pace", 40)
    elif seconds < TOO_FAST:
        found.add("pace", 30)


def holds_links(text: str) -> bool:
    return bool(LINK.search(text))
