"""Ideas that hold the words that somebody typed, found in the index of the site's search."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, Exists, OuterRef, TextField
from django.db.models.functions import Cast

from core.matching import matching_entries
from ideeen.models.idee import Idee
from ideeen.querysets import IdeeQuerySet

# So many numbers are read; of a word that more ideas have, the database is asked idea by idea.
FEW = 1_000


def with_words(found: IdeeQuerySet, words: tuple[str, ...]) -> IdeeQuerySet:
    """Keep the ideas that hold every word, in any of its forms."""
    entries, to_entry = matching_entries(words)
    kind = ContentType.objects.get_for_model(Idee)
    entries = entries.filter(**{f"{to_entry}content_type": kind})
    few = list(entries.values_list(f"{to_entry}object_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return found.filter(pk__in=[int(pk) for pk in few])
    if connection.vendor == "postgresql":
        here: Any = {f"{to_entry}object_id": Cast(OuterRef("pk"), TextField())}
        return found.filter(Exists(entries.filter(**here)))
    # SQLite would ask its index anew for each idea.
    keys = entries.annotate(key=Cast(f"{to_entry}object_id", BigIntegerField()))
    return found.filter(pk__in=keys.values("key"))
