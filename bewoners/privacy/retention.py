"""How long downloads of data, and the log of who saw what, are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bewoners.models import GegevensExport
from bewoners.privacy import ledger
from bewoners.privacy.exports import remove_expired
from core.models import AuditEntry
from core.models.audit import KEPT
from core.retention import Bewaartermijn, register_retention


def asked_before(limit: datetime) -> "QuerySet[GegevensExport]":
    return GegevensExport.objects.filter(asked_at__lt=limit)


def remove_exports(found: "QuerySet[GegevensExport]") -> int:
    """Remove rows, with a file that may still be there."""
    count = 0
    for export in found:
        if export.file:
            export.file.delete(save=False)
        export.delete()
        count += 1
    return count


def daily(_limit: datetime) -> None:
    """Remove files past their week, and have both copies of the ledger hold the same."""
    remove_expired()
    ledger.sync()


def logged_before(limit: datetime) -> "QuerySet[AuditEntry]":
    return AuditEntry.objects.filter(made_at__lt=limit)


def remove_from_log(found: "QuerySet[AuditEntry]") -> int:
    return AuditEntry.objects.filter(pk__in=list(found.values_list("pk", flat=True))).remove_past()


register_retention(
    Bewaartermijn(
        key="gegevensexports",
        what=_("Bestanden waarmee mensen hun gegevens downloaden"),
        data=_("Alles over één persoon. Na 7 dagen alleen nog dat die persoon erom vroeg"),
        why=_("Om mensen hun gegevens te geven als zij daarom vragen"),
        ground=_("Wettelijke plicht"),
        since=_("nadat iemand erom vroeg"),
        days=30,
        minimum=7,
        due=asked_before,
        remove=remove_exports,
        before=daily,
    ),
    Bewaartermijn(
        key="logboek",
        what=_("Logboek van wat medewerkers zien en veranderen"),
        data=_("Nummers van accounts, en wat ermee gebeurde. Geen namen"),
        why=_("Om te kunnen nagaan wie gegevens van mensen zag"),
        ground=_("Wettelijke plicht"),
        since=_("nadat het gebeurde"),
        days=KEPT.days,
        minimum=KEPT.days,
        due=logged_before,
        remove=remove_from_log,
    ),
)
