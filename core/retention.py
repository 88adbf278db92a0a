"""How long each kind of record is kept: the one table behind the daily cleaning, the public page
about it, and the handbook.

An app registers what it keeps of people; an installation may set other terms with `RETENTION`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import checks
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

YEAR = 365
# A term that is longer can't be counted back from today.
LONGEST = 100 * YEAR
Text = str | Promise


def delete(found: "QuerySet[Any]") -> int:
    """Delete these rows, and return how many there were."""
    number = found.count()
    found.delete()
    return number


@dataclass(frozen=True, slots=True)
class Bewaartermijn:
    """A kind of record, and how long it is kept.

    `what`, `data`, `why` and `ground` are for people to read: what it is, which personal data it
    holds, why it is kept, and on what legal ground. The term of `days` begins `since`.

    `due` returns what began before the moment it gets, which is the term ago; `remove` removes such
    rows, in batches, and returns how many. Neither may count on the other being called in time:
    what `remove` leaves behind has to leave `due` as well. `before` does what goes ahead of
    removing, such as warnings. `skipped` counts what is due but has to stay.
    """

    key: str
    what: Text
    data: Text
    why: Text
    ground: Text
    since: Text
    days: int
    due: Callable[[datetime], "QuerySet[Any]"]
    remove: Callable[["QuerySet[Any]"], int] = delete
    before: Callable[[datetime], object] | None = None
    skipped: Callable[[datetime], int] | None = None
    minimum: int = 1
    batch: int = 500

    @property
    def term(self) -> int:
        """The days that hold on this installation."""
        return int(settings.RETENTION.get(self.key, self.days))

    @property
    def term_in_words(self) -> str:
        return days_in_words(self.term)

    def limit(self, now: datetime) -> datetime:
        """Return the moment before which the term must have begun for it to be over now."""
        return now - timedelta(days=self.term)


_terms: dict[str, Bewaartermijn] = {}


def register_retention(*terms: Bewaartermijn) -> None:
    """Add kinds of records; one with the same key takes the place of the earlier one."""
    for term in terms:
        _terms[term.key] = term


def unregister_retention(key: str) -> None:
    del _terms[key]


def retention_terms() -> list[Bewaartermijn]:
    """Return the whole table, in the order of what people read first."""
    return sorted(_terms.values(), key=lambda term: str(term.what).lower())


def days_in_words(days: int) -> str:
    """Say how long a term is: whole years as years, all else in days."""
    if days % YEAR == 0:
        # `ngettext` would say "1 jaar", "2 jaar": Dutch has one form for years.
        return _("%(number)d jaar") % {"number": days // YEAR}
    return ngettext("%(number)d dag", "%(number)d dagen", days) % {"number": days}


@checks.register("retention")
def check_terms(app_configs: Iterable[Any] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse a setting for a kind that is not there, and a term that is too short or too long."""
    found: list[checks.CheckMessage] = []
    for key, days in settings.RETENTION.items():
        term = _terms.get(key)
        if term is None:
            names = ", ".join(sorted(_terms))
            message = f"RETENTION names {key}, which is not kept. There are: {names}."
            found.append(checks.Error(message, id="core.E001"))
        elif not str(days).isdecimal() or not term.minimum <= int(days) <= LONGEST:
            bounds = f"at least {term.minimum} and at most {LONGEST}"
            message = f"RETENTION gives {key} '{days}' days: it needs {bounds}."
            found.append(checks.Error(message, id="core.E002"))
    return found
