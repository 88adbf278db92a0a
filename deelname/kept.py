"""How long is kept what people say to the moderators, and what the public does not read."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.retention import YEAR, Bewaartermijn, register_retention
from deelname.models import Melding, Reactie, Rondschrijven
from deelname.services.bezwaar import forget_objections, judged_objections
from deelname.services.reacties import empty_comment, lock_both

GONE = (Reactie.Stand.VERBORGEN, Reactie.Stand.VERWIJDERD)


def old_reports(limit: datetime) -> "QuerySet[Melding]":
    """Return reports that were judged before the limit, or that nobody judged in all that time."""
    judged = Q(handled_at__lt=limit)
    return Melding.objects.filter(judged | Q(handled_at=None, created_at__lt=limit))


def hidden_comments(limit: datetime) -> "QuerySet[Reactie]":
    """Return comments that are off the site and still have their words or their writer."""
    old = Reactie.objects.filter(stand__in=GONE, stand_sinds__lt=limit)
    # An objection is answered first.
    return old.exclude(tekst="", user=None).exclude(pk__in=Reactie.objects.objected().values("pk"))


@transaction.atomic
def empty_comments(found: "QuerySet[Any]") -> int:
    """Take out words, photos and writer; the place in the thread stays for the answers."""
    rows = list(found)
    for row in rows:
        onderwerp, reactie = lock_both(row)
        empty_comment(onderwerp, reactie)
    Reactie.objects.filter(pk__in=[row.pk for row in rows]).update(user=None)
    return len(rows)


def finished_rounds(limit: datetime) -> "QuerySet[Rondschrijven]":
    return Rondschrijven.objects.filter(finished_at__lt=limit)


register_retention(
    Bewaartermijn(
        key="meldingen",
        what=_("Meldingen bij de moderators"),
        data=_("Wie iets meldde, en wat er mis zou zijn"),
        why=_("Om te beoordelen of iets op de site mag blijven, en om vragen te beantwoorden"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat de melding is beoordeeld"),
        days=YEAR,
        due=old_reports,
    ),
    Bewaartermijn(
        key="verborgen_reacties",
        what=_("Reacties die niet meer op de site staan"),
        data=_("De tekst, foto's en wie het schreef"),
        why=_("Om te beoordelen of het terecht was dat de reactie van de site ging"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat de reactie van de site ging"),
        days=YEAR,
        due=hidden_comments,
        remove=empty_comments,
    ),
    Bewaartermijn(
        key="bezwaren_reacties",
        what=_("Bezwaren tegen het verbergen van een reactie"),
        data=_("Wat iemand schreef"),
        why=_("Om te beoordelen of het besluit klopt, en om vragen te beantwoorden"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat het bezwaar is beoordeeld"),
        days=YEAR,
        due=partial(judged_objections, Reactie),
        remove=forget_objections,
    ),
    Bewaartermijn(
        key="rondschrijvens",
        what=_("Dat er over een idee een mail naar volgers ging"),
        data=_("Geen: alleen wanneer, en waarover"),
        why=_("Om niemand twee keer dezelfde mail te sturen"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat de mails zijn verstuurd"),
        days=90,
        due=finished_rounds,
    ),
)
