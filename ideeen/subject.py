"""Ideas among what people take part in."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from deelname.subjects import Subject, register_subject
from ideeen.models import Idee
from ideeen.services.moderation import take_away
from ideeen.services.threshold import judge_when_supported


def _visible(user: Any, site: Site) -> QuerySet[Idee]:
    return Idee.objects.visible_to(user, site).select_related("wijk")


register_subject(
    Subject(
        "idee",
        _("idee"),
        _("dit idee"),
        Idee,
        _visible,
        supported=judge_when_supported,
        sender=lambda idee: idee.indiener,
        # The number alone: a title may change.
        address=lambda idee: reverse("ideeen:short", args=[idee.pk]),
        hide=take_away,
        workplace=lambda idee: reverse("ideeen_admin:edit", args=[idee.pk]),
        poster=lambda idee: reverse("ideeen:poster", args=[idee.pk]),
    )
)
