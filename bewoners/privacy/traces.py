"""Texts about a person in tables that are not about persons: mails, logs, tasks and sessions.

These are found by the words that the kinds of personal data name: addresses, telephone numbers and
names. What an editor wrote on a page is not searched: that is the municipality's own text.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.html import escape
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry

from bewoners.models.user import FORMER
from core.logs import PHONE
from core.models import OutgoingMail

SHORTEST = 3
# Where traces may be, and in which columns.
TABLES: list[tuple[type[Model], tuple[str, ...]]] = [
    (OutgoingMail, ("recipients", "subject", "text", "html", "headers", "last_error")),
    (ModelLogEntry, ("label", "data")),
    (PageLogEntry, ("label", "data")),
    (DBTaskResult, ("args_kwargs", "return_value", "traceback")),
]


def telling(words: Iterable[str]) -> set[str]:
    """Keep the words that are about one person only: no single first names."""
    found = {" ".join(word.split()) for word in words}
    return {
        word
        for word in found
        if len(word) >= SHORTEST and (" " in word or "@" in word or word.strip("+").isdigit())
    }


def without_words(value: Any, words: Iterable[str]) -> Any:
    """Return a text, or a structure of texts, in which nobody is named by these words any more."""
    return replaced(value, telling(words), str(FORMER))


def replaced(value: Any, words: Collection[str], by: str) -> Any:
    """Return a text, or a structure of texts, with another word wherever one of these stands."""
    return _replaced(value, _pattern(words), by) if words else value


def without_person(text: str, words: Iterable[str]) -> str:
    """Return what somebody wrote as anybody may have written it: no number leads to them either."""
    return PHONE.sub(str(_("(telefoonnummer weggehaald)")), str(without_words(text, words)))


def remove_traces(words: Iterable[str]) -> None:
    """Take these words out of the tables, wherever they stand by themselves."""
    wanted = telling(words)
    if not wanted:
        return
    pattern, by = _pattern(wanted), str(FORMER)
    for model, columns in TABLES:
        for row in _rows_with(model, columns, wanted).iterator():
            values = {name: _replaced(getattr(row, name), pattern, by) for name in columns}
            model._default_manager.filter(pk=row.pk).update(**values)


def forget_mails(addresses: Iterable[str]) -> None:
    """Remove the mails that were only for these addresses; waiting ones no longer go out."""
    wanted = {address.lower() for address in addresses}
    for mail in mails_to(wanted):
        others = [to for to in mail.recipients if to.lower() not in wanted]
        row = OutgoingMail.objects.filter(pk=mail.pk)
        if others:
            row.update(recipients=others)
        else:
            row.delete()


def mails_to(addresses: Iterable[str]) -> Iterator[OutgoingMail]:
    """Yield the mails of the outbox that have one of these addresses as a recipient."""
    wanted = {address.lower() for address in addresses}
    if not wanted:
        return
    for mail in _rows_with(OutgoingMail, ("recipients",), wanted).order_by("pk").iterator():
        if wanted & {to.lower() for to in mail.recipients}:
            yield mail


def end_all_sessions(user_id: int, words: Iterable[str]) -> None:
    """Remove every session of this account, and those of who was logging in to it."""
    wanted = {word.lower() for word in telling(words)}
    gone = []
    for session in Session.objects.iterator():
        data = session.get_decoded()
        text = json.dumps(data, ensure_ascii=False, default=str).lower()
        if data.get(SESSION_KEY) == str(user_id) or any(word in text for word in wanted):
            gone.append(session.pk)
    Session.objects.filter(pk__in=gone).delete()


def _rows_with(model: type[Model], columns: Iterable[str], words: Iterable[str]) -> "QuerySet[Any]":
    """Return the rows in which one of the words stands in one of the columns."""
    rows: QuerySet[Any] = model._default_manager.all()
    asked = Q()
    for name in columns:
        column = name
        if isinstance(model._meta.get_field(name), JSONField):
            column = f"{name}_as_text"
            rows = rows.alias(**{column: Cast(name, TextField())})
        for form in _forms_in_database(words):
            asked |= Q(**{f"{column}__icontains": form})
    return rows.filter(asked)


def _forms_in_database(words: Iterable[str]) -> set[str]:
    """Return the words as the database has to look for them."""
    # To SQLite small and capital letters are the same in ASCII only.
    cased = {
        form
        for word in words
        for form in ([word] if word.isascii() else [word, word.lower(), word.upper()])
    }
    written = {form for word in cased for form in _forms(word)}
    # It keeps JSON with its other letters written as numbers.
    return written | {json.dumps(word)[1:-1] for word in cased}


def _forms(word: str) -> set[str]:
    """Return a word as it stands in a plain text, and in HTML."""
    return {word, escape(word)}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    forms = {form for word in words for form in _forms(word)}
    longest_first = sorted(forms, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)


def _replaced(value: Any, pattern: re.Pattern[str], by: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(lambda _found: by, value)
    if isinstance(value, list):
        return [_replaced(item, pattern, by) for item in value]
    if isinstance(value, dict):
        # What is called by a name of the code is not about anybody.
        return {
            key if key.isidentifier() else _replaced(key, pattern, by): _replaced(item, pattern, by)
            for key, item in value.items()
        }
    return value
