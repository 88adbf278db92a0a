"""What somebody did themselves: for their own page, as far as they may still see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from bewoners.following.wijken import followed_pages
from bewoners.models import User
from bewoners.personal import own_sections  # noqa: F401  # its section is there before ours
from bewoners.personal.sections import Section, register_section
from deelname.models import Reactie, Steun, Volging
from deelname.subjects import Subject, subjects, type_of

# On the page with everything; all of it stands on pages of its own.
FEW = 5
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Own:
    """A row of somebody, what it is about when they may see that, and where that is."""

    row: Any
    onderwerp: Any
    soort: str
    address: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that people do, with how a list of it is called."""

    key: str
    title: str | Promise
    nothing: str | Promise
    rows: Callable[[User], QuerySet[Any]]


def _comments(user: User) -> "QuerySet[Reactie]":
    return Reactie.objects.filter(user=user).exclude(stand=Reactie.Stand.VERWIJDERD)


KINDS = {
    kind.key: kind
    for kind in (
        Kind("reacties", _("Mijn reacties"), _("U hebt nog nergens op gereageerd."), _comments),
        Kind(
            "steun",
            _("Wat ik steun"),
            _("U steunt nog niets."),
            lambda user: Steun.objects.filter(user=user),
        ),
        Kind(
            "volgt",
            _("Wat ik volg"),
            _("U volgt nog geen idee."),
            lambda user: Volging.objects.filter(user=user),
        ),
    )
}


def own_rows(kind: Kind, user: User) -> "QuerySet[Any]":
    """Return what somebody did of a kind, the newest first."""
    return kind.rows(user).order_by("-created_at", "-pk")


def with_subjects(rows: Iterable[Any], user: User, site: Site | None) -> list[Own]:
    """Add what rows are about, in one query for each kind; what was hidden is not named."""
    found = list(rows)
    by_type: dict[int, Subject] = {type_of(subject.model).pk: subject for subject in subjects()}
    shown: dict[int, dict[int, Any]] = {}
    for type_id, subject in by_type.items():
        keys = {row.onderwerp_id for row in found if row.onderwerp_type_id == type_id}
        if keys and site:
            shown[type_id] = subject.visible(user, site).in_bulk(keys)
    result = []
    for row in found:
        subject = by_type[row.onderwerp_type_id]
        onderwerp = shown.get(row.onderwerp_type_id, {}).get(row.onderwerp_id)
        address = subject.address(onderwerp) if onderwerp else ""
        result.append(Own(row, onderwerp, subject.key, address))
    return result


def newest(user: User, request: HttpRequest, key: str) -> dict[str, Any]:
    """Return the newest few of a kind, and whether there are more."""
    rows = list(own_rows(KINDS[key], user)[: FEW + 1])
    site = Site.find_for_request(request)
    return {
        "soort": KINDS[key],
        "eigen": with_subjects(rows[:FEW], user, site),
        "meer": len(rows) > FEW,
    }


def contributions(user: User, request: HttpRequest) -> dict[str, Any]:
    """Return what somebody said and supports."""
    return {"lijsten": [newest(user, request, key) for key in ("reacties", "steun")]}


def _follows(user: User, request: HttpRequest) -> dict[str, Any]:
    return {
        "gevolgd": followed_pages(user, Site.find_for_request(request)),
        "lijst": newest(user, request, "volgt"),
    }


register_section(
    Section("bijdragen", _("Mijn bijdragen"), 10, "deelname/own/contributions.html", contributions)
)
register_section(Section("volgen", _("Wat ik volg"), 20, "deelname/own/follows.html", _follows))
