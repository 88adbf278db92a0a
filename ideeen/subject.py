"""Ideas among what people take part in."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from deelname.subjects import Subject, register_subject
from ideeen.models import Idee, IdeeenPage
from ideeen.services.moderation import take_away
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium


def _visible(user: Any, site: Site) -> QuerySet[Idee]:
    return Idee.objects.visible_to(user, site).select_related("wijk")


def judge_when_supported(idee: Idee) -> None:
    """Take a locked idea to the judges when it has the support that its neighbourhood asks.

    One that they sent back stays: support that comes after does not undo what they decided.
    """
    if idee.stadium != Stadium.GEPLAATST:
        return
    page = IdeeenPage.of_wijk(idee.wijk)
    if page is None or idee.steun_aantal < page.drempel:
        return
    if not idee.stappen.filter(naar=Stadium.BEOORDELING).exists():
        change_stage(idee, Stadium.BEOORDELING, rol=Rol.SYSTEEM)


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
