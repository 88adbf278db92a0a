"""Texts about a person in tables that are not about persons: mails, logs, tasks and sessions.

These are found by the words that the kinds of personal data name: addresses, telephone numbers and
names. What an editor wrote on a page is not searched: that is the municipality's own text.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry

from bewoners.models.user import FORMER
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
    wanted = telling(words)
    return _without(value, _pattern(wanted)) if wanted else value


def remove_traces(words: Iterable[str]) -> None:
    """Take these words out of the tables, wherever they stand by themselves."""
    wanted = telling(words)
    if not wanted:
        return
    pattern = _pattern(wanted)
    for model, columns in TABLES:
        for row in _rows_with(model, columns, wanted).iterator():
            values = {name: _without(getattr(row, name), pattern) for name in columns}
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
        for word in words:
            # SQLite keeps JSON with its other letters written as numbers.
            for form in {word, json.dumps(word)[1:-1]}:
                asked |= Q(**{f"{column}__icontains": form})
    return rows.filter(asked)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(str(FORMER), value)
    if isinstance(value, list):
        return [_without(item, pattern) for item in value]
    if isinstance(value, dict):
        return {_without(key, pattern): _without(item, pattern) for key, item in value.items()}
    return value
