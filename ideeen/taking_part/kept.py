"""How long is kept what never got onto the site, and how to reach who wrote a letter."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.retention import YEAR, Bewaartermijn, register_retention
from deelname.models import OPEN_OBJECTION
from deelname.services.bezwaar import forget_objections, judged_objections
from ideeen.models import Idee
from ideeen.taking_part.erasing import forget_log
from ideeen.workflow import Stadium

S = Stadium
NOT_PLACED = (S.AFGEWEZEN, S.INGETROKKEN, S.TERUGGESTUURD)
FINISHED = (*NOT_PLACED, S.OPGEPAKT, S.NIET_HAALBAAR, S.SAMENGEVOEGD, S.VERBORGEN)
REACHABLE = {"papier_contact": ""}


def unconfirmed(limit: datetime) -> "QuerySet[Idee]":
    return Idee.objects.filter(stadium=S.BEVESTIGEN, created_at__lt=limit)


def not_placed(limit: datetime) -> "QuerySet[Idee]":
    """Return ideas that never were on the site, and in which no other one goes on."""
    rows = Idee.objects.filter(
        stadium__in=NOT_PLACED, geplaatst_op=None, stadium_sinds__lt=limit, samengevoegde=None
    )
    # An objection is answered first.
    return rows.exclude(OPEN_OBJECTION)


def apart(limit: datetime) -> "QuerySet[Idee]":
    """Return what was kept apart as spam, and nobody took out of there."""
    return Idee.objects.filter(
        quarantaine=True, stadium__in=[S.BEVESTIGEN, S.MODERATIE], created_at__lt=limit
    )


def reachable(limit: datetime) -> "QuerySet[Idee]":
    """Return finished ideas on paper that still say how their sender can be reached."""
    return Idee.objects.filter(stadium__in=FINISHED, stadium_sinds__lt=limit).exclude(**REACHABLE)


def delete_each(found: "QuerySet[Any]") -> int:
    """Delete ideas with all that is about them: photos with their files, steps, versions."""
    rows = list(found)
    for idee in rows:
        forget_log(idee)
        idee.delete()
    return len(rows)


def forget_contact(found: "QuerySet[Any]") -> int:
    return found.update(**REACHABLE)


register_retention(
    Bewaartermijn(
        key="onbevestigde_ideeen",
        what=_("Ideeën waarvan het e-mailadres niet is bevestigd"),
        data=_("Wat iemand schreef, met foto's en een plek op de kaart"),
        why=_("Om te wachten tot u uw e-mailadres bevestigt"),
        ground=_("Uw toestemming"),
        since=_("nadat het idee is ingestuurd"),
        days=30,
        # The link in the mail works for a week.
        minimum=8,
        due=unconfirmed,
        remove=delete_each,
    ),
    Bewaartermijn(
        key="niet_geplaatste_ideeen",
        what=_("Ideeën die niet op de site kwamen"),
        data=_("Wie het instuurde, wat er stond en waarom het niet werd geplaatst"),
        why=_("Om vragen te beantwoorden, en zodat u alsnog iets kunt aanpassen"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat het idee is afgewezen, teruggestuurd of ingetrokken"),
        days=YEAR,
        # Who is asked to change something has a month.
        minimum=31,
        due=not_placed,
        remove=delete_each,
    ),
    Bewaartermijn(
        key="ideeen_in_quarantaine",
        what=_("Ideeën die op spam lijken en apart staan"),
        data=_("Wat iemand schreef, en van wie het kwam"),
        why=_("Zodat een moderator kan kijken of het toch een echt idee is"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat het idee is ingestuurd"),
        days=30,
        due=apart,
        remove=delete_each,
    ),
    Bewaartermijn(
        key="papieren_ideeen",
        what=_("Hoe wij iemand bereiken die een idee per brief of aan de balie gaf"),
        data=_("Adres, telefoonnummer of e-mailadres"),
        why=_("Om te laten weten wat er met het idee gebeurt"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat het idee is afgerond"),
        days=180,
        due=reachable,
        remove=forget_contact,
    ),
    Bewaartermijn(
        key="bezwaren",
        what=_("Bezwaren tegen een besluit over een idee"),
        data=_("Wat iemand schreef"),
        why=_("Om te beoordelen of het besluit klopt, en om vragen te beantwoorden"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat het bezwaar is beoordeeld"),
        days=YEAR,
        due=partial(judged_objections, Idee),
        remove=forget_objections,
    ),
)
