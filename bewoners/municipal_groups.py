"""Which groups belong to a municipality: an upper app, which makes them, says so."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.models import Site

GroupsOf = Callable[[Site], "QuerySet[Group]"]

_registered: list[GroupsOf] = []


def register_groups(groups_of: GroupsOf) -> None:
    """Say where groups come from; the last one to say so is asked."""
    _registered[:] = [groups_of]


def groups_of(site: Site) -> "QuerySet[Group]":
    """Return the groups of a municipality and of its neighbourhoods."""
    return _registered[0](site) if _registered else Group.objects.none()
