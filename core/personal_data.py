"""What the site keeps of a person: each app says how to hand it over and how to erase it.

Both the download and the erasure walk through this one table, so that what can be taken along is
also what goes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise


def _no_files(_user: Any) -> Iterable[FieldFile]:
    return ()


def _no_words(_user: Any) -> Iterable[str]:
    return ()


def nothing_to_erase(_user: Any) -> None:
    """Leave it as it is: it holds a number only."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One kind of data about a person.

    `export` returns what goes into the download: values that JSON knows, times and dates; or an
    iterator of those when there may be very many. `files` yields the person's own files, which go
    with them; `copies` yields files that go into the download as well, and that `erase` decides
    about, such as photos that everybody sees. `erase` takes all of it away, or takes the person out
    of it, in the transaction of its caller; it can be called again for somebody who was erased.
    `words` are names, addresses and telephone numbers, by which what others keep is found: in
    mails, logs and tasks. `goes` and `stays` tell that person, in one sentence each, what happens
    to it.
    """

    key: str
    label: str | Promise
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]
    files: Callable[[Any], Iterable[FieldFile]] = _no_files
    copies: Callable[[Any], Iterable[FieldFile]] = _no_files
    words: Callable[[Any], Iterable[str]] = _no_words
    goes: str | Promise = ""
    stays: str | Promise = ""


_kinds: dict[str, PersonalData] = {}


def register_personal_data(*kinds: PersonalData) -> None:
    """Add kinds of data; one with the same key takes the place of the earlier one."""
    for kind in kinds:
        _kinds[kind.key] = kind


def unregister_personal_data(key: str) -> None:
    del _kinds[key]


def personal_data() -> list[PersonalData]:
    """Return all kinds, in the order in which the apps named them."""
    return list(_kinds.values())


def words_of(person: Any) -> set[str]:
    """Return the words by which a person is found in what others keep."""
    return {word for kind in personal_data() for word in kind.words(person) if word}
