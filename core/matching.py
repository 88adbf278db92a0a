"""The full-text question, in the words of each database, to the index that Wagtail keeps.

Wagtail's own query on SQLite asks the index anew for each row that it found, and neither ranks rows
of several models together.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import CombinedSearchVector, SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, F, FloatField, Func, Lookup, QuerySet, Value, When
from wagtail.search import models as index

from core.words import stem

DUTCH = "dutch"
# How much more a word in the title says than one in the text.
TITLE_WEIGHT = 20.0


def matching_entries(words: Sequence[str], *, every_word: bool = True) -> tuple[Any, str]:
    """Return the entries that hold the words in any form, with a `score`; and how to get from a row
    to its entry: a prefix for lookups.
    """
    forms = [sorted({word, stem(word)}) for word in words]
    if connection.vendor == "postgresql":
        return _on_postgresql(forms, every_word=every_word), ""
    return _on_sqlite(forms, every_word=every_word), "index_entry__"


def entries_by_title(words: Sequence[str]) -> tuple[Any, str]:
    """Return the entries with a title in which each word begins so, with a `score`."""
    if connection.vendor == "postgresql":
        text = " & ".join(f"'{word}':*" for word in words)
        query = SearchQuery(text, config="simple", search_type="raw")
        rank = SearchRank(F("autocomplete"), query, normalization=Value(2))
        return index.IndexEntry.objects.filter(autocomplete=query).annotate(score=rank), ""
    text = " AND ".join(f'"{word}"*' for word in words)
    found = index.SQLiteFTSIndexEntry.objects.filter(_Match(f"autocomplete : ({text})"))
    return found.annotate(score=_Relevance()), "index_entry__"


def text_of(entry_ids: Sequence[int]) -> dict[int, str]:
    """Return the indexed text of entries, by their id."""
    column = "body_text" if connection.vendor == "postgresql" else "body"
    rows = index.IndexEntry.objects.filter(pk__in=entry_ids).values_list("pk", column)
    return {pk: text or "" for pk, text in rows}


def _on_postgresql(forms: list[list[str]], *, every_word: bool) -> "QuerySet[Any]":
    groups = [" | ".join(f"'{form}'" for form in group) for group in forms]
    text = (" & " if every_word else " | ").join(f"({group})" for group in groups)
    query = SearchQuery(text, config=DUTCH, search_type="raw")
    # The very expression that the migrations of `search` make an index of.
    vector = CombinedSearchVector(F("title"), "||", F("body"), DUTCH)
    in_title = Case(When(title=query, then=Value(1.0)), default=Value(0.0))
    rank = SearchRank(F("title"), query) * TITLE_WEIGHT + SearchRank(
        F("body"), query, normalization=Value(1)
    )
    found = index.IndexEntry.objects.annotate(vector=vector).filter(vector=query)
    return found.annotate(score=in_title * TITLE_WEIGHT + rank)


def _on_sqlite(forms: list[list[str]], *, every_word: bool) -> "QuerySet[Any]":
    groups = [" OR ".join(f'"{form}"' for form in group) for group in forms]
    text = (" AND " if every_word else " OR ").join(f"({group})" for group in groups)
    found = index.SQLiteFTSIndexEntry.objects.filter(_Match(f"{{title body}} : ({text})"))
    return found.annotate(score=_Relevance())


class _Match(Lookup):
    """A condition on the full-text table as a whole, which is no comparison of a column."""

    lookup_name = "match"

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(None, None)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return f"{index.SQLiteFTSIndexEntry._meta.db_table} MATCH %s", (self.text,)


class _Relevance(Func):
    """SQLite's measure, turned round: more is better. Weights stand in the order of the columns."""

    output_field = FloatField()

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[str | int, ...]]:
        table = index.SQLiteFTSIndexEntry._meta.db_table
        return f"-bm25({table}, 1.0, 1.0, {TITLE_WEIGHT})", ()
