"""What differs between two versions of an idea, for moderators and for the public.

Values are kept as people read them: what a subject was called then stays so in the history.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deelname.models import Gebeurtenis
from ideeen.models import Idee

EVENT = "idee_gewijzigd"
LABELS = {
    "titel": gettext_lazy("Titel"),
    "tekst": gettext_lazy("Uitleg"),
    "thema": gettext_lazy("Onderwerp"),
    "plek": gettext_lazy("Plek"),
    "namens": gettext_lazy("Namens"),
    "vraagt_budget": gettext_lazy("Geld uit het wijkbudget"),
    "fotos": gettext_lazy("Foto's"),
    "antwoord": gettext_lazy("Antwoord van de gemeente"),
    "reden": gettext_lazy("Reden"),
    "reactie": gettext_lazy("Reactie"),
    "beschrijvingen": gettext_lazy("Wat er op de foto's staat"),
}
SAME, GONE, NEW = "same", "gone", "new"
WORDS = re.compile(r"\s+|\w+|[^\w\s]+")
# Comparing takes the square of it.
MAX_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """A field with what it said and what it says."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        return str(LABELS.get(self.field, self.field))

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The text of both together, in pieces that are the same, gone or new."""
        return word_diff(self.before, self.after)


def readable(idee: Idee) -> dict[str, str]:
    """Return what an idea says, as people read it."""
    if idee.lat is None or idee.lon is None:
        place = _("de hele wijk")
    else:
        place = f"{idee.adres} ({idee.lat:.5f}, {idee.lon:.5f})".strip()
    return {
        "titel": idee.titel,
        "tekst": idee.tekst,
        "thema": idee.thema.naam if idee.thema else "",
        "plek": place,
        "namens": str(idee.get_namens_display()),
        "vraagt_budget": _("ja") if idee.vraagt_budget else _("nee"),
    }


def readable_answer(idee: Idee) -> dict[str, str]:
    """Return what the municipality answered, as people read it."""
    return {"antwoord": idee.antwoord, "reden": str(idee.reden or "")}


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return the fields that differ, in the order of a page."""
    return [
        Change(name, before.get(name, ""), after.get(name, ""))
        for name in LABELS
        if before.get(name, "") != after.get(name, "")
    ]


def as_data(changes: list[Change]) -> dict[str, Any]:
    """Return changes as an event keeps them."""
    return {
        "velden": [change.field for change in changes],
        "was": {change.field: change.before for change in changes},
        "wordt": {change.field: change.after for change in changes},
    }


def changes_in(event: Gebeurtenis) -> list[Change]:
    """Return the changes that an event of this kind tells of."""
    was, wordt = event.data.get("was", {}), event.data.get("wordt", {})
    return compare(was, wordt)


def changes_since(idee: Idee, moment: datetime) -> list[Change]:
    """Return what its sender made of an idea since then, of several changes the whole."""
    was: dict[str, str] = {}
    wordt: dict[str, str] = {}
    for event in Gebeurtenis.objects.about(idee).filter(soort=EVENT, at__gt=moment):
        was = event.data.get("was", {}) | was
        wordt |= event.data.get("wordt", {})
    return compare(was, wordt)


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Return two texts as one, in pieces that are the same, gone or new."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) > MAX_PARTS or len(new) > MAX_PARTS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((SAME, "".join(old[a:b])))
            continue
        if a < b:
            pieces.append((GONE, "".join(old[a:b])))
        if c < d:
            pieces.append((NEW, "".join(new[c:d])))
    return pieces
