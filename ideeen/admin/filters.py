"""What the list of ideas in the admin can be limited to."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from deelname.models import Melding
from deelname.permissions import wijken_for
from ideeen.models import Idee
from ideeen.workflow import Stadium

LATE, QUARANTINE, REPORTED, OBJECTION, CHANGED, UNSEEN, PAPER = (
    "te-laat", "quarantaine", "gemeld", "bezwaar", "gewijzigd", "achteraf", "papier",
)  # fmt: skip
SPECIAL = (
    (LATE, _("Termijn is voorbij")),
    (REPORTED, _("Er is een melding over")),
    (CHANGED, _("De indiener wil iets wijzigen")),
    (OBJECTION, _("De indiener maakt bezwaar")),
    (UNSEEN, _("Op de site, nog niet nagekeken")),
    (QUARANTINE, _("In quarantaine")),
    (PAPER, _("Op papier of mondeling binnengekomen")),
)


def reported() -> Exists:
    """Return the condition of having a report that nobody judged yet."""
    kind = ContentType.objects.get_for_model(Idee)
    return Exists(
        Melding.objects.filter(
            onderwerp_type=kind, onderwerp_id=OuterRef("pk"), stand=Melding.Stand.OPEN
        )
    )


KEEP: dict[str, Callable[[Any], Any]] = {
    LATE: lambda found: found.overdue(),
    REPORTED: lambda found: found.filter(reported()),
    CHANGED: lambda found: found.changed(),
    OBJECTION: lambda found: found.objected(),
    UNSEEN: lambda found: found.unseen(),
    QUARANTINE: lambda found: found.filter(quarantaine=True),
    PAPER: lambda found: found.exclude(kanaal=Idee.Kanaal.SITE),
}


def _own_wijken(request: HttpRequest | None) -> QuerySet[Any]:
    wijken = wijken_for(request.user) if request else wijken_for(None)
    return wijken.order_by("title")


class IdeeFilterSet(WagtailFilterSet):
    """Stage, neighbourhood, and what is the matter."""

    stadium = django_filters.MultipleChoiceFilter(
        label=_("Stadium"), choices=Stadium.choices, widget=CheckboxSelectMultiple
    )
    wijk = django_filters.ModelChoiceFilter(label=_("Wijk"), queryset=_own_wijken)
    bijzonder = django_filters.ChoiceFilter(
        label=_("Wat is er aan de hand?"), choices=SPECIAL, method="keep_special"
    )

    class Meta:
        model = Idee
        fields: list[str] = []

    def keep_special(self, found: "QuerySet[Idee]", name: str, value: str) -> "QuerySet[Idee]":
        """Keep the ideas with which something is the matter."""
        kept: QuerySet[Idee] = KEEP[value](found)
        return kept
