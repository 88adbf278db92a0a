"""What people can do without being logged in: it waits until their address is confirmed."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from bewoners.confirming.waiting import Confirmable, register_confirmable
from bewoners.models import User
from deelname.models import Reactie
from deelname.services.reacties import write_comment
from deelname.services.steun import give_support
from deelname.services.volgen import follow
from deelname.subjects import find_subject, find_visible, is_shown


def find(data: dict[str, Any], user: User) -> Any:
    """Return what it is about; ValidationError when this person can't see it (any more)."""
    site = Site.objects.filter(pk=data.get("site")).first()
    onderwerp = find_visible(data["soort"], data["pk"], user, site)
    if onderwerp is None:
        raise ValidationError(_("Dit staat niet meer op de site."))
    return onderwerp


def _describe(data: dict[str, Any]) -> list[tuple[str, str]]:
    subject = find_subject(data["soort"])
    found = subject.model._default_manager.filter(pk=data["pk"]).first() if subject else None
    if subject is None or found is None or not is_shown(found):
        raise ValidationError(_("Dit staat niet meer op de site."))
    return [(str(subject.label).capitalize(), str(found))]


def _describe_comment(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [*_describe(data), (_("Uw reactie"), data["tekst"])]


def _support(user: User, data: dict[str, Any]) -> None:
    give_support(find(data, user), user)


def _follow(user: User, data: dict[str, Any]) -> None:
    follow(find(data, user), user)


def _comment(user: User, data: dict[str, Any]) -> Reactie:
    onderwerp = find(data, user)
    parent = None
    if data.get("antwoord"):
        parent = Reactie.objects.about(onderwerp).filter(pk=data["antwoord"]).first()
        if parent is None:
            raise ValidationError(_("De reactie waarop u antwoord geeft, is er niet meer."))
    inzending = UUID(data["inzending"])
    return write_comment(onderwerp, user, data["tekst"], inzending=inzending, parent=parent)


SUPPORT = register_confirmable(
    Confirmable(
        key="steun",
        label=gettext_lazy("uw steun geven"),
        describe=_describe,
        confirm=_support,
        address=lambda data: reverse("deelname:support", args=[data["soort"], data["pk"]]),
    )
)
FOLLOW = register_confirmable(
    Confirmable(
        key="volg_onderwerp",
        label=gettext_lazy("volgen wat er gebeurt"),
        describe=_describe,
        confirm=_follow,
        address=lambda data: reverse("deelname:follow", args=[data["soort"], data["pk"]]),
    )
)
COMMENT = register_confirmable(
    Confirmable(
        key="reactie",
        label=gettext_lazy("een reactie plaatsen"),
        describe=_describe_comment,
        confirm=_comment,
        address=lambda data: reverse("deelname:comment_sent", args=[data["inzending"]]),
    )
)
