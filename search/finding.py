"""From words to results: what matches, what of it the public may see, best first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from core.matching import entries_by_title, matching_entries, text_of
from core.navigation import remembered
from core.search import Hit, SearchScope, SearchType, search_types
from search.excerpts import excerpt, mark
from search.question import Question

# Nobody looks further than a hundred pages; "more than" is said of the rest.
MAX_RESULTS = 1000
PAGE_SIZE = 10
# A longer list takes longer to write than its answer is worth.
MAX_LISTED = 2000


class Row(NamedTuple):
    """A match: the entry of the index, and the object that it is about."""

    entry: int
    content_type: int
    object_id: str


@dataclass(slots=True)
class Result:
    """A line of the list of results."""

    kind: SearchType
    hit: Hit
    title: SafeString | str
    excerpt: SafeString | str = ""


@dataclass(slots=True)
class Answer:
    """A page of results, and how many there are of each kind."""

    results: list[Result] = field(default_factory=list)
    page: Any = None
    total: int = 0
    # There are more than `total`.
    is_cut: bool = False
    # No page has all words; these have one of them.
    is_loose: bool = False
    counts: dict[str, int] = field(default_factory=dict)


def answer(question: Question, scope: SearchScope) -> Answer:
    """Return what the public may see that holds the words."""
    if not question.words:
        return Answer()
    loose = False
    rows = _rows(matching_entries(question.words), search_types(), scope)
    if not rows and len(question.words) > 1:
        loose = True
        found = matching_entries(question.words, every_word=False)
        rows = _rows(found, search_types(), scope)
    kinds = _kinds_by_content_type(search_types())
    counts = Counter(kinds[row.content_type].key for row in rows)
    cut = len(rows) > MAX_RESULTS
    if question.kind:
        if cut:
            found = matching_entries(question.words, every_word=not loose)
            rows = _rows(found, [question.kind], scope)
            cut = len(rows) > MAX_RESULTS
            counts.clear()
        rows = [row for row in rows if kinds[row.content_type] is question.kind]
    elif cut:
        counts.clear()
    rows = rows[:MAX_RESULTS]
    page = Paginator(rows, PAGE_SIZE).get_page(question.page)
    return Answer(
        results=_results(page.object_list, question.words, scope),
        page=page,
        total=len(rows),
        is_cut=cut,
        is_loose=loose,
        counts=dict(counts),
    )


def suggest(question: Question, scope: SearchScope, limit: int) -> list[Result]:
    """Return what has a title in which the words begin so, best first."""
    if not any(len(word) > 1 for word in question.words):
        return []
    rows = _rows(entries_by_title(question.words), search_types(), scope, limit)
    return _results(rows[:limit], question.words, scope, with_text=False)


def _rows(
    entries: tuple["QuerySet[Any]", str],
    kinds: Sequence[SearchType],
    scope: SearchScope,
    limit: int | None = None,
) -> list[Row]:
    """Return the entries that the public may see, best first, and one more than asked."""
    found, to_entry = entries
    wanted = (limit or MAX_RESULTS) + 1
    columns = [f"{to_entry}{name}" for name in ("pk", "content_type_id", "object_id")]
    rows: list[tuple[Any, ...]] = []
    for alike in _asked_together(kinds, scope):
        models = [pk for kind in alike for pk in _content_types(kind)]
        kept = found.filter(**{f"{to_entry}content_type_id__in": models})
        best = _only_public(kept, to_entry, alike[0], scope).order_by("-score", "-pk")
        rows += best.values_list("score", "pk", *columns)[:wanted]
    return [Row(*row[2:]) for row in sorted(rows, reverse=True)[:wanted]]


def _only_public(
    found: "QuerySet[Any]", to_entry: str, kind: SearchType, scope: SearchScope
) -> "QuerySet[Any]":
    """Keep the entries of what everyone may see.

    Where that is little, by its keys: PostgreSQL expects a word to be rare, and would find out anew
    for each entry what is public. Where it is much, just that is asked of what holds the words.
    """
    public = kind.public(kind.objects(), scope).order_by()
    if scope.since_moment:
        public = public.filter(kind.recent(scope.since_moment))
    keys = public.annotate(entry_id=Cast("pk", TextField())).values_list("entry_id", flat=True)
    key = (
        "public keys",
        kind.objects,
        kind.public,
        scope.path,
        kind.key if scope.since else "",
        scope.since,
    )
    few = remembered(key, lambda: list(keys[: MAX_LISTED + 1]))
    if len(few) <= MAX_LISTED:
        return found.filter(**{f"{to_entry}object_id__in": few})
    if connection.vendor == "postgresql":
        here = Cast(OuterRef(f"{to_entry}object_id"), public.model._meta.pk)
        return found.filter(Exists(public.filter(pk=here)))
    return found.filter(**{f"{to_entry}object_id__in": keys})


def _asked_together(kinds: Sequence[SearchType], scope: SearchScope) -> list[list[SearchType]]:
    """Group the types that one condition serves: writing it takes longer than answering it."""
    groups: dict[tuple[Any, ...], list[SearchType]] = {}
    for kind in kinds:
        own = kind.key if scope.since else ""
        groups.setdefault((kind.objects, kind.public, own), []).append(kind)
    return list(groups.values())


def _content_types(kind: SearchType) -> list[int]:
    return [found.pk for found in ContentType.objects.get_for_models(*kind.models).values()]


def _kinds_by_content_type(kinds: Iterable[SearchType]) -> dict[int, SearchType]:
    return {pk: kind for kind in kinds for pk in _content_types(kind)}


def _results(
    rows: Iterable[Row], words: Sequence[str], scope: SearchScope, *, with_text: bool = True
) -> list[Result]:
    """Fetch what the rows are about: one query for each kind of object, and one for the texts."""
    rows = list(rows)
    kinds = _kinds_by_content_type(search_types())
    wanted: dict[Any, list[str]] = {}
    for row in rows:
        wanted.setdefault(kinds[row.content_type].objects, []).append(row.object_id)
    objects = {
        (source, str(found.pk)): found
        for source, ids in wanted.items()
        for found in source().filter(pk__in=ids)
    }
    texts = text_of([row.entry for row in rows]) if with_text and rows else {}
    results = []
    for row in rows:
        kind = kinds[row.content_type]
        # Somebody may have deleted it just now.
        found = objects.get((kind.objects, row.object_id))
        if found:
            hit = kind.describe(found, scope)
            shown = excerpt(texts.get(row.entry, ""), words)
            results.append(Result(kind, hit, mark(hit.title, words), shown))
    return results
