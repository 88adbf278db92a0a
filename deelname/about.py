"""Rows about things of some neighbourhoods, of whichever kind those things are."""

from typing import Any

from django.db.models import Q, QuerySet

from deelname.models import Reactie
from deelname.subjects import subject_of, subjects, type_of


def keep_in_wijken(found: QuerySet[Any], wijken: QuerySet[Any]) -> QuerySet[Any]:
    """Keep rows about something, or about a comment on something, in these neighbourhoods."""
    inside = _about_things(wijken)
    if found.model is not Reactie:
        comments = Reactie.objects.filter(inside)
        inside |= Q(onderwerp_type=type_of(Reactie), onderwerp_id__in=comments.values("pk"))  # type: ignore[arg-type]
    return found.filter(inside)


def _about_things(wijken: QuerySet[Any]) -> Q:
    inside = Q(pk=None)
    for subject in subjects():
        # Each of these models has a `wijk`; their common base does not.
        rows: Any = subject.model._default_manager
        things = rows.filter(wijk__in=wijken.values("pk"))
        inside |= Q(onderwerp_type=type_of(subject.model), onderwerp_id__in=things.values("pk"))
    return inside


def thing_of(about: Any) -> Any:
    """Return what something is about in the end: the thing itself; None when it is gone."""
    while isinstance(about, Reactie):
        about = about.onderwerp
    return about


def workplace_of(about: Any) -> str:
    """Return the address in the admin of the thing that something is about."""
    thing = thing_of(about)
    return subject_of(thing).workplace(thing) if thing is not None else ""
