"""Ideas that are like one that somebody is writing: near its pin, or in the words of its title."""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache, reduce
from itertools import combinations
from operator import and_
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Lookup, Q
from django.db.models.functions import Upper
from django.utils.functional import cached_property
from wagtail.models import Site

from core.words import STOP_WORDS, stem, words_of
from ideeen.models import Idee
from ideeen.querysets import IdeeQuerySet
from ideeen.sending.places import Spot
from ideeen.workflow import Stadium
from kaart.cells import BITS, cell_of

MAX_WORDS = 5
MIN_LETTERS = 4
SHOWN = 3
# So many are looked at; which of them are shown is decided here.
CANDIDATES = 40
NEAR_METRES = 100
METRES_PER_DEGREE = 111_320
# From here on two titles are about the same.
STRONG = 0.6
WEAK = 0.34
# What a word of a title may have of spelling mistakes: the default of pg_trgm.
ALIKE = 0.6


class Candidate(NamedTuple):
    """What is compared of an idea: dozens are looked at, and a few are shown."""

    pk: int
    titel: str
    stadium: str
    steun_aantal: int
    indiener_id: int | None


class Group(StrEnum):
    """What somebody may do with an idea that is like theirs."""

    OPEN = "open"
    REFUSED = "refused"
    PLANNED = "planned"


GROUPS = {Stadium.OPGEPAKT: Group.PLANNED, Stadium.NIET_HAALBAAR: Group.REFUSED}


@dataclass
class Similar:
    """What is like it: to support instead, judged not feasible before, and taken up already.

    The ideas themselves are asked for when they are shown.
    """

    listed: IdeeQuerySet | None = None
    found: dict[Group, list[int]] = field(default_factory=dict)
    # The numbers of those that look like the very same idea.
    strong: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def keys(self) -> set[int]:
        return {pk for group in self.found.values() for pk in group}

    @property
    def open(self) -> list[Idee]:
        return self._shown(Group.OPEN)

    @property
    def refused(self) -> list[Idee]:
        return self._shown(Group.REFUSED)

    @property
    def planned(self) -> list[Idee]:
        return self._shown(Group.PLANNED)

    @cached_property
    def _ideas(self) -> dict[int, Idee]:
        if self.listed is None:
            return {}
        rows = self.listed.filter(pk__in=self.keys).select_related("wijk", "reden")
        return dict(rows.defer("tekst", "wijk__introductie", "wijk__inhoud").in_bulk())

    def _shown(self, group: Group) -> list[Idee]:
        return [self._ideas[pk] for pk in self.found.get(group, ()) if pk in self._ideas]


def similar_to(
    site: Site, title: str, spot: Spot | tuple[float, float] | None, *, user: Any = None
) -> Similar:
    """Return ideas of the site that are like one with this title at this spot, best first.

    One that this person sent in is none of them.
    """
    words = _useful(title)
    point = (spot.lat, spot.lon) if isinstance(spot, Spot) else spot
    listed = Idee.objects.listed(site).order_by()
    found = {idee.pk: idee for idee in _by_words(listed, words)} if words else {}
    close = {idee.pk: idee for idee in _near(listed, point)} if point else {}
    scores: list[tuple[float, Candidate]] = []
    stems = {stem(word) for word in words}
    for pk, idee in (close | found).items():
        if user is not None and user.is_authenticated and idee.indiener_id == user.pk:
            continue
        likeness = _likeness(stems, idee.titel)
        score = likeness + (0.4 if pk in close else 0)
        # At the same spot one shared word is enough; elsewhere it is not.
        if score >= WEAK and (likeness > 0 or pk in close):
            scores.append((score, idee))
    scores.sort(key=lambda pair: (-pair[0], -pair[1].steun_aantal, -pair[1].pk))
    return _sorted(scores, listed)


def _sorted(scores: list[tuple[float, Candidate]], listed: IdeeQuerySet) -> Similar:
    similar = Similar(listed)
    for score, idee in scores:
        group = similar.found.setdefault(GROUPS.get(Stadium(idee.stadium), Group.OPEN), [])
        if len(group) < SHOWN:
            group.append(idee.pk)
            if score >= STRONG:
                similar.strong.add(idee.pk)
    return similar


def _useful(title: str) -> list[str]:
    """Return the words that say what a title is about, the longest first."""
    words = {word for word in words_of(title[:200]) if word not in STOP_WORDS}
    useful = [word for word in words if len(word) >= MIN_LETTERS and word.isalnum()]
    return sorted(useful, key=lambda word: (-len(word), word))[:MAX_WORDS]


def _likeness(stems: set[str], title: str) -> float:
    """Return which part of the words two titles share; a spelling mistake away is shared too."""
    other = {stem(word) for word in _useful(title)}
    if not stems or not other:
        return 0.0
    shared = sum(1 for one in stems if one in other or any(_same(one, two) for two in other))
    return shared / max(len(stems), min(len(other), len(stems) + 1))


def _same(one: str, two: str) -> bool:
    if one == two:
        return True
    if min(len(one), len(two)) < 5:
        return False
    # "speeltuin" and "speeltuintje", "banckje" and "bankje".
    return one.startswith(two) or two.startswith(one) or _trigrams_shared(one, two) >= ALIKE


def _trigrams_shared(one: str, two: str) -> float:
    first, second = _trigrams(one), _trigrams(two)
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


# The words of a title that is typed, and of those that it is compared with, come back many times.
@lru_cache(4096)
def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def _near(listed: IdeeQuerySet, point: tuple[float, float]) -> list[Candidate]:
    """Return ideas whose pin is within some metres, by the cells that their square touches."""
    lat, lon = point
    up = NEAR_METRES / METRES_PER_DEGREE
    aside = up / max(0.1, math.cos(math.radians(lat)))
    # The finest cells that are not smaller than the square: it touches four of them at most.
    shift = 2 * (BITS - int(math.log2(360 / (2 * aside))))
    corners = {
        cell_of(lat + up * sign_lat, lon + aside * sign_lon) >> shift
        for sign_lat in (-1, 1)
        for sign_lon in (-1, 1)
    }
    inside = Q(pk=None)
    for corner in corners:
        inside |= Q(cel__gte=corner << shift, cel__lt=(corner + 1) << shift)
    box = Q(lat__range=(lat - up, lat + up), lon__range=(lon - aside, lon + aside))
    found = listed.filter(inside, box).order_by("cel")
    return _candidates(found, CANDIDATES)


def _candidates(found: IdeeQuerySet, number: int) -> list[Candidate]:
    return [Candidate(*row) for row in found.values_list(*Candidate._fields)[:number]]


def _by_words(listed: IdeeQuerySet, words: list[str]) -> list[Candidate]:
    """Find titles with all of the words, else with two, with one, or with one misspelt.

    Each question ends at the first rows that do: to sort all would read a tenth of the table.
    """
    stems = [stem(word) for word in words]
    questions = [Q(_Holds(F("titel"), [stems]))]
    if len(stems) > 2:
        questions.append(Q(_Holds(F("titel"), list(combinations(stems, 2)))))
    if len(stems) > 1:
        questions.append(Q(_Holds(F("titel"), [[one] for one in stems])))
    if connection.vendor == "postgresql" and has_trigrams(connection.settings_dict["NAME"]):
        alike = [Q(_AlikeWord(Upper("titel"), word)) for word in words]
        questions += [reduce(and_, alike), alike[0]]
    found: list[Candidate] = []
    for question in questions:
        known = [idee.pk for idee in found]
        more = listed.filter(question)
        if known:
            more = more.exclude(pk__in=known)
        found += _candidates(more, CANDIDATES - len(found))
        if len(found) >= SHOWN:
            break
    return found


@cache
def has_trigrams(_database: str) -> bool:
    """Say whether the database has the extension: not every host lets the migration add it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


class _Holds(Lookup[bool]):
    """The title holds all parts of one of these groups: as `icontains`, written in one go."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        title, params = self.process_lhs(compiler, connection)
        cast = connection.ops.lookup_cast("icontains") % title
        one = f"{cast} {connection.operators['icontains'] % '%s'}"
        values: list[Any] = []
        for group in self.rhs:
            for part in group:
                values += [*params, f"%{connection.ops.prep_for_like_query(part)}%"]
        groups = (" AND ".join([one] * len(group)) for group in self.rhs)
        return f"({' OR '.join(f'({group})' for group in groups)})", tuple(values)


class _AlikeWord(Lookup[bool]):
    """`title %> word`: the title has a word like this one; by the index of trigrams."""

    lookup_name = "alike_word"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        title, params = self.process_lhs(compiler, connection)
        return f"{title} %%> %s", (*params, self.rhs)
