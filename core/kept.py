"""What the core itself keeps, and for how long."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from core.mail.delivery import EMPTY
from core.models import Opruiming, OutgoingMail
from core.retention import YEAR, Bewaartermijn, register_retention


def settled_mails(limit: datetime) -> "QuerySet[OutgoingMail]":
    """Return mails that were sent, or given up, before the limit and still have their text."""
    settled = Q(sent_at__lt=limit) | Q(abandoned_at__lt=limit)
    return OutgoingMail.objects.filter(settled).exclude(recipients=[], text="")


def empty_mails(found: "QuerySet[OutgoingMail]") -> int:
    """Take out everything but the key, which keeps the same mail from going out again."""
    return found.update(**EMPTY)


def finished_tasks(limit: datetime) -> "QuerySet[DBTaskResult[Any, Any]]":
    return DBTaskResult.objects.finished().filter(finished_at__lt=limit)


def old_reports(limit: datetime) -> "QuerySet[Opruiming]":
    return Opruiming.objects.filter(day__lt=limit.date())


register_retention(
    Bewaartermijn(
        key="mails",
        what=_("Mails die de site verstuurt"),
        data=_("E-mailadres en de tekst van de mail"),
        why=_(
            "Om een mail opnieuw te sturen als dat nodig is, en om vragen erover te beantwoorden"
        ),
        ground=_("Taak van algemeen belang"),
        since=_("nadat de mail is verstuurd"),
        days=90,
        due=settled_mails,
        remove=empty_mails,
    ),
    Bewaartermijn(
        key="taken",
        what=_("Werk dat op de achtergrond is gedaan"),
        data=_("Nummers van accounts en mails"),
        why=_("Om fouten te kunnen opsporen"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat het werk klaar is"),
        days=14,
        due=finished_tasks,
    ),
    Bewaartermijn(
        key="opruimingen",
        what=_("Verslag van wat is opgeruimd"),
        data=_("Geen: alleen aantallen"),
        why=_("Om te laten zien dat we gegevens op tijd verwijderen"),
        ground=_("Wettelijke plicht"),
        since=_("na de dag van het verslag"),
        days=2 * YEAR,
        due=old_reports,
    ),
)
