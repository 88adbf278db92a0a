"""What people said about something, as it is read: the newest first, answers in their order."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from core.roles import Role
from deelname.models import Foto, Reactie
from deelname.notifications import role_of
from deelname.photos import photos_by_key

PER_PAGE = 20
# The first answers to each comment; the others have a page of their own.
ANSWERS = 5
# Most have fewer comments than this: the database is not asked to sort out their first answers.
AT_ONCE = 60
PLACED, HIDDEN = Reactie.Stand.GEPLAATST, Reactie.Stand.VERBORGEN


@dataclass(slots=True)
class Said:
    """A comment with what stands around it."""

    reactie: Reactie
    photos: list[Foto] = field(default_factory=list)
    answers: list["Said"] = field(default_factory=list)
    more: int = 0

    @property
    def is_placed(self) -> bool:
        return self.reactie.stand == PLACED

    @property
    def rol(self) -> Role | None:
        return role_of(self.reactie)


@dataclass(slots=True)
class Thread:
    """A page of comments; `has_next` says whether there are older ones."""

    comments: list[Said]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def next_number(self) -> int:
        return self.number + 1

    @property
    def previous_number(self) -> int:
        return self.number - 1


def _answers(*parents: Any) -> "QuerySet[Reactie]":
    return Reactie.objects.filter(parent__in=parents).in_thread()


def top_level(onderwerp: Any) -> "QuerySet[Reactie]":
    """Return what is no answer.

    What its writer deleted stands there as such when it has answers; what a moderator took away
    stands there always.
    """
    answers = Reactie.objects.filter(parent=OuterRef("pk"), stand=PLACED)
    rows = Reactie.objects.about(onderwerp).filter(parent=None)
    return (rows.in_thread() | rows.filter(Exists(answers))).order_by("-created_at", "-pk")


def thread_of(onderwerp: Any, number: int = 1, *, any_hidden: bool = True) -> Thread:
    """Return one page of what was said about something, in two queries; of long threads in four.

    Without `any_hidden` it is known that no moderator hid anything: one query less when nothing was
    said. After the last page comes the first.
    """
    if not (onderwerp.reactie_aantal or any_hidden):
        return Thread([], 1, has_next=False)
    begin = (number - 1) * PER_PAGE
    whole = _read_at_once(onderwerp)
    if whole is None:
        rows = list(top_level(onderwerp).select_related("user")[begin : begin + PER_PAGE + 1])
        said = {row.pk: Said(row) for row in rows}
        _add_answers(said)
        found = list(said.values())
    else:
        found = whole[begin : begin + PER_PAGE + 1]
    if number > 1 and not found:
        return thread_of(onderwerp)
    shown = found[:PER_PAGE]
    _add_photos([*shown, *(one for parent in shown for one in parent.answers)])
    return Thread(shown, number, has_next=len(found) > PER_PAGE)


def _read_at_once(onderwerp: Any) -> list[Said] | None:
    """Return all that was said about something; None when it is too much to read at once.

    One query, and one more when a moderator hid some of it.
    """
    rows = Reactie.objects.about(onderwerp).filter(Q(stand__in=[PLACED, HIDDEN]) | Q(parent=None))
    found = list(rows.select_related("user").order_by("created_at", "pk")[: AT_ONCE + 1])
    if len(found) > AT_ONCE:
        return None
    shown = {row.pk for row in found if row.stand == PLACED}
    if hidden := [row.pk for row in found if row.stand == HIDDEN]:
        shown |= set(Reactie.objects.filter(pk__in=hidden).in_thread().values_list("pk", flat=True))
    answers: dict[int, list[Said]] = {}
    for row in found:
        if row.parent_id and row.pk in shown:
            answers.setdefault(row.parent_id, []).append(Said(row))
    said = []
    for row in reversed(found):
        below = answers.get(row.pk, [])
        has_place = row.pk in shown or any(answer.is_placed for answer in below)
        if row.parent_id is None and has_place:
            said.append(Said(row, answers=below[:ANSWERS], more=max(0, len(below) - ANSWERS)))
    return said


def answers_to(reactie: Reactie) -> "QuerySet[Reactie]":
    return _answers(reactie.pk).select_related("user").order_by("created_at", "pk")


def with_photos(rows: list[Reactie]) -> list[Said]:
    said = [Said(row) for row in rows]
    _add_photos(said)
    return said


def _add_answers(said: dict[int, Said]) -> None:
    if not said:
        return
    together = [F("parent")]
    rows = (
        _answers(*said)
        .annotate(
            place=Window(RowNumber(), partition_by=together, order_by=["created_at", "pk"]),
            together=Window(Count("pk"), partition_by=together),
        )
        .filter(place__lte=ANSWERS)
        .select_related("user")
        .order_by("created_at", "pk")
    )
    for row in rows:
        parent = said[row.parent_id or 0]
        parent.answers.append(Said(row))
        parent.more = row.together - ANSWERS


def _add_photos(said: list[Said]) -> None:
    """Ask for photos of what is placed; words alone are what most comments have."""
    photos = photos_by_key([one.reactie for one in said if one.is_placed])
    for one in said:
        one.photos = photos.get(one.reactie.pk, [])


def page_of(onderwerp: Any, reactie: Reactie) -> int:
    """Return on which page a comment stands, or the one that it answers."""
    first = reactie.parent or reactie
    newer = top_level(onderwerp).filter(
        Q(created_at__gt=first.created_at) | Q(created_at=first.created_at, pk__gt=first.pk)
    )
    return newer.count() // PER_PAGE + 1


def page_of_answers(reactie: Reactie) -> int | None:
    """Return where an answer stands on the page of answers; None when it stands with its comment.

    Only the first answers do.
    """
    if reactie.parent is None:
        return None
    earlier = answers_to(reactie.parent).filter(
        Q(created_at__lt=reactie.created_at) | Q(created_at=reactie.created_at, pk__lt=reactie.pk)
    )
    number = earlier.count()
    return number // PER_PAGE + 1 if number >= ANSWERS else None
