"""Ideas that hold the words that somebody typed, found in the index of the site's search."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils.functional import cached_property

from core.matching import matching_entries
from ideeen.models.idee import Idee
from ideeen.querysets import IdeeQuerySet

# So many numbers are read; of a word that more ideas have, the database is asked idea by idea.
FEW = 1_000


class WordSearch:
    """Words that somebody typed: looked up once for all that a page tells of ideas with them."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def keep(self, found: IdeeQuerySet) -> IdeeQuerySet:
        """Keep the ideas that hold every word, in any of its forms."""
        if len(self._few) <= FEW:
            return found.filter(pk__in=self._few)
        entries, to_entry = self._entries
        if connection.vendor == "postgresql":
            here: Any = {f"{to_entry}object_id": Cast(OuterRef("pk"), TextField())}
            return found.filter(Exists(entries.filter(**here)))
        # SQLite would ask its index anew for each idea.
        keys = entries.annotate(key=Cast(f"{to_entry}object_id", BigIntegerField()))
        return found.filter(pk__in=keys.values("key"))

    @cached_property
    def _entries(self) -> tuple[Any, str]:
        entries, to_entry = matching_entries(self.words)
        kind = ContentType.objects.get_for_model(Idee)
        return entries.filter(**{f"{to_entry}content_type": kind}), to_entry

    @cached_property
    def _few(self) -> list[int]:
        if not self.words:
            # Nothing but stop words, or signs: SQLite takes that for no question.
            return []
        entries, to_entry = self._entries
        return [int(pk) for pk in entries.values_list(f"{to_entry}object_id", flat=True)[: FEW + 1]]
