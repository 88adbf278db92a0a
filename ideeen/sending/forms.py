"""The form with which an idea is sent in, and the one with which it is changed."""

import uuid
from typing import Any

from deelname.spam.forms import SpamFields
from ideeen.models import Idee
from ideeen.sending.fields import ADRES, PUNT, WIJK, IdeaFields

# Signs of the list of similar ideas: nobody sees hundreds of them.
MAX_SEEN = 2_000


class SubmitForm(SpamFields, IdeaFields):
    """A new idea."""

    def __init__(self, *args: Any, inzending: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inzending = inzending

    @property
    def seen(self) -> set[int]:
        """The similar ideas that were shown already, by number."""
        numbers = self.data.get("gezien", "")[:MAX_SEEN].split(",")
        return {int(number) for number in numbers if number.isascii() and number.isdecimal()}


class EditForm(IdeaFields):
    """The words and the place of an idea that was sent in."""

    def __init__(self, *args: Any, idee: Idee, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(idee))
        super().__init__(*args, wijk=idee.wijk, site=idee.site, **kwargs)


def initial_of(idee: Idee) -> dict[str, Any]:
    """Return what stands in the form of an idea when it opens."""
    has_point = idee.lat is not None
    return {name: getattr(idee, name) for name in ("titel", "tekst", "adres", "namens")} | {
        "thema": idee.thema_id,
        "vraagt_budget": idee.vraagt_budget,
        "plek": PUNT if has_point else WIJK,
        "lat": "" if idee.lat is None else str(idee.lat),
        "lon": "" if idee.lon is None else str(idee.lon),
    }


__all__ = ["ADRES", "PUNT", "WIJK", "EditForm", "SubmitForm", "initial_of"]
