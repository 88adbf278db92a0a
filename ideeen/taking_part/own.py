"""The ideas of somebody on their own page, with what they have to do."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from bewoners.models import User
from bewoners.personal.sections import Section, register_section
from deelname.own import contributions
from ideeen.models import Idee
from ideeen.services.bezwaar import may_object
from ideeen.workflow import Stadium

MOST = 20


@dataclass(frozen=True, slots=True)
class ToDo:
    """What a sender has to do with an idea, or may do, and where."""

    label: str
    url: str


def to_do(idee: Idee) -> ToDo | None:
    if idee.stadium == Stadium.TERUGGESTUURD:
        return ToDo(_("Pas uw idee aan"), reverse("ideeen:edit", args=[idee.pk]))
    if may_object(idee):
        return ToDo(_("Lees waarom, of maak bezwaar"), reverse("ideeen:bezwaar", args=[idee.pk]))
    return None


def _section(user: User, request: HttpRequest) -> dict[str, Any]:
    own = Idee.objects.of_site(Site.find_for_request(request)).filter(indiener=user)
    rows = list(own.order_by("-created_at", "-pk")[: MOST + 1])
    return contributions(user, request) | {
        "ideeen": [(idee, to_do(idee)) for idee in rows[:MOST]],
        "meer_ideeen": len(rows) > MOST,
    }


register_section(
    Section("bijdragen", gettext_lazy("Mijn bijdragen"), 10, "ideeen/own_ideas.html", _section)
)
