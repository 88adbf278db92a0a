"""For how long the addresses of neighbours are kept."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import Bewaartermijn, register_retention
from ideeen.models import Burencheck, BurencheckAdres
from ideeen.models.burencheck import FOLDER

KEY, DAYS = "burenadressen", 30
EMPTY = {"naam": "", "straat": "", "postcode": "", "plaats": "", "opmerking": "", "code_hash": None}


def closed_before(limit: datetime) -> "QuerySet[Burencheck]":
    return Burencheck.objects.filter(gesloten_op__lt=limit, gewist_op=None)


def erase_addresses(found: "QuerySet[Burencheck]") -> int:
    """Take out the addresses and remarks; what was answered stays, to be counted."""
    keys = list(found.values_list("pk", flat=True))
    number = BurencheckAdres.objects.filter(burencheck__in=keys).update(**EMPTY)
    Burencheck.objects.filter(pk__in=keys).update(gewist_op=timezone.now())
    return number


def daily(_limit: datetime) -> None:
    """Remove letters that belong to no check, as of a process that died."""
    storage = Burencheck._meta.get_field("bestand").storage
    if not storage.exists(FOLDER):
        return
    known = set(Burencheck.objects.exclude(bestand="").values_list("bestand", flat=True))
    day_ago = timezone.now() - timedelta(days=1)
    for name in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if path not in known and storage.get_modified_time(path) < day_ago:
            storage.delete(path)


ADDRESSES = Bewaartermijn(
    key=KEY,
    what=_("Adressen van buren aan wie wij iets vroegen over een idee"),
    data=_("Adres, soms een naam, het antwoord en een opmerking. Daarna alleen nog het antwoord"),
    why=_("Om buren een brief te sturen, en om te weten wie er last van een idee kan hebben"),
    ground=_("Taak van algemeen belang"),
    since=_("nadat de vraag aan de buren is gesloten"),
    days=DAYS,
    due=closed_before,
    remove=erase_addresses,
    before=daily,
)
register_retention(ADDRESSES)
