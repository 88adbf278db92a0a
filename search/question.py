"""What a visitor asks: the words, and how the answer is limited."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.search import SearchPlace, SearchType, search_types
from core.words import clean_text, useful_words

# Key in the address, days back, and name.
PERIODS = [
    ("maand", 31, _("Niet ouder dan een maand")),
    ("jaar", 366, _("Niet ouder dan een jaar")),
]


@dataclass(frozen=True, slots=True)
class Question:
    """Words, filters and page number, all of them checked: what is unknown counts as not given."""

    text: str
    words: list[str] = field(default_factory=list)
    place: SearchPlace | None = None
    kind: SearchType | None = None
    period: str = ""
    page: str = "1"

    @property
    def since(self) -> date | None:
        """The first day of the chosen period."""
        days = {key: days for key, days, _label in PERIODS}.get(self.period)
        return localdate() - timedelta(days=days) if days else None

    @property
    def is_filtered(self) -> bool:
        return bool(self.place or self.kind or self.period)

    def address(self) -> str:
        """Return the part of the address after the question mark, without the page number."""
        values = QueryDict(mutable=True)
        values["q"] = self.text
        if self.place:
            values["wijk"] = self.place.key
        if self.kind:
            values["soort"] = self.kind.key
        if self.period:
            values["periode"] = self.period
        return values.urlencode()


def read_question(request: HttpRequest, places: tuple[SearchPlace, ...]) -> Question:
    """Read a question from an address that anybody may have written."""
    given = request.GET
    text = clean_text(given.get("q", ""))
    place_key, kind_key, period = (given.get(name, "") for name in ("wijk", "soort", "periode"))
    return Question(
        text=text,
        words=useful_words(text),
        place=next((place for place in places if place.key == place_key), None),
        kind=next((kind for kind in search_types() if kind.key == kind_key), None),
        period=period if period in {key for key, _days, _label in PERIODS} else "",
        page=given.get("pagina", "1"),
    )
