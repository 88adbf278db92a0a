"""The neighbourhoods on the dashboard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.admin.pages import content_types, editable_pages, types_with
from core.querysets import pages
from core.roles import NEW_ROLES
from wijkpaginas.models import AgendaPage, EvenementPage, NieuwsIndexPage, NieuwsPage, WijkPage

SHOWN = 12
# Where editors add something every day: the section, what they add there, the name of the button.
SHORTCUTS = [
    (NieuwsIndexPage, NieuwsPage, gettext_lazy("Nieuws schrijven")),
    (AgendaPage, EvenementPage, gettext_lazy("Activiteit toevoegen")),
]


@dataclass
class Card:
    """A neighbourhood or municipality that somebody edits, and short cuts to work in it."""

    title: str
    url: str
    status: str = ""
    shortcuts: list[tuple[str, str]] = field(default_factory=list)


class WijkenPanel(Component):
    """The municipality and the neighbourhoods that this person edits, or has another role for."""

    name = "mijn_wijken"
    template_name = "wagtailadmin/home/mijn_wijken.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = (parent_context or {})["request"].user
        mine = editable_pages(user)
        homes = list(mine.filter(content_type__in=content_types(types_with("is_home"))))
        wijken = WijkPage.objects.filter(pk__in=mine.values("pk")).order_by("title")
        shown = list(wijken.only("title", "path", "depth", "live", "opening")[: SHOWN + 1])
        more = wijken.count() - SHOWN if len(shown) > SHOWN else 0
        places = [*homes, *shown[:SHOWN]]
        shortcuts = _shortcuts(places, user)
        first = next(iter(shown), None)
        return {
            "cards": [
                Card(
                    place.title,
                    reverse("wagtailadmin_explore", args=[place.pk]),
                    _status(place),
                    shortcuts.get(place.path, []),
                )
                for place in places
            ]
            + _in_other_roles(user, mine),
            "more": ngettext("en nog %(count)d wijk", "en nog %(count)d wijken", more)
            % {"count": more}
            if more
            else "",
            "more_url": reverse("wagtailadmin_explore", args=[first.get_parent().pk])
            if first and more
            else "",
        }


def _in_other_roles(user: Any, edited: Any) -> list[Card]:
    """Return the neighbourhoods that somebody does not edit, with what they do there."""
    given: dict[str, list[str]] = {}
    for row in page_permission_policy.get_cached_permissions_for_user(user):
        for role in NEW_ROLES:
            if row.permission.codename == role.codename:
                given.setdefault(row.page.path, []).append(str(role.badge))
    if user.is_superuser or not given:
        return []
    inside = Q()
    for path in given:
        inside |= Q(path__startswith=path)
    wijken = WijkPage.objects.filter(inside).exclude(pk__in=edited.values("pk")).order_by("title")
    return [
        Card(
            wijk.title,
            wijk.get_url() or "",
            ", ".join(
                badge
                for path, badges in given.items()
                if wijk.path.startswith(path)
                for badge in dict.fromkeys(badges)
            ),
        )
        for wijk in wijken[:SHOWN]
    ]


def _shortcuts(places: list[Any], user: Any) -> dict[str, list[tuple[str, str]]]:
    """Return the label and address of each short cut, by the path of the place it belongs to."""
    found: dict[str, list[tuple[str, str]]] = {}
    paths = {place.path for place in places}
    if not paths:
        return found
    for section_type, page_type, label in SHORTCUTS:
        children = pages().none()
        for place in places:
            children |= pages().child_of(place)
        for section in children.filter(content_type__in=content_types([section_type])):
            if section.permissions_for_user(user).can_add_subpage():
                meta = page_type._meta
                address = reverse(
                    "wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, section.pk]
                )
                parent_path = section.path[: -Page.steplen]
                found.setdefault(parent_path, []).append((str(label), address))
    return found


def _status(place: Any) -> str:
    if not place.live:
        return _("nog niet gepubliceerd")
    if isinstance(place, WijkPage) and not place.is_open:
        return _("opent binnenkort")
    return ""
