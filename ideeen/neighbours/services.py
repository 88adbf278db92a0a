"""Asking the neighbours: beginning, the letters, and what somebody answers."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Site

from bewoners.models import User
from core.publication import site_changed
from deelname.services.gebeurtenissen import record_event
from ideeen.judging.services import lock_for_judge, note
from ideeen.models import Burenantwoord, Burencheck, BurencheckAdres, Idee
from ideeen.neighbours.addresses import Address
from ideeen.neighbours.codes import hash_of, new_code, normal
from ideeen.neighbours.letters import make_pdf
from ideeen.neighbours.retention import ADDRESSES
from ideeen.workflow import SUPPORTABLE

STARTED = "burencheck_gestart"
# Answering takes people a while; addresses are not kept for long.
MIN_DAYS, MAX_DAYS = 3, 90
# So many letters are there at once; more are made in the background.
AT_ONCE = 50
Brieven = Burencheck.Brieven


def last_days() -> tuple[date, date]:
    """Return the first and last day on which a check that begins now may end."""
    today = timezone.localdate()
    return today + timedelta(days=MIN_DAYS), today + timedelta(days=MAX_DAYS)


@transaction.atomic
def start_check(
    idee: Idee, texts: tuple[str, str], sluit_op: date, addresses: Sequence[Address], *, door: User
) -> Burencheck:
    """Begin to ask the neighbours of an idea; its letters are made after."""
    locked = lock_for_judge(idee, door, *SUPPORTABLE)
    if locked.lat is None:
        raise ValidationError(_("Dit idee heeft geen plek op de kaart, en dus geen buren."))
    if Burencheck.objects.running().filter(idee=locked).exists():
        raise ValidationError(_("Er loopt al een burencheck voor dit idee."))
    first, last = last_days()
    if not first <= sluit_op <= last:
        raise ValidationError({"sluit_op": _("Kies een dag binnen de termijn.")})
    check = Burencheck.objects.create(
        idee=locked, vraag=texts[0], toelichting=texts[1], sluit_op=sluit_op, gestart_door=door
    )
    BurencheckAdres.objects.bulk_create(
        BurencheckAdres(
            burencheck=check,
            nummer=number,
            naam=address.naam,
            straat=address.straat,
            postcode=address.postcode,
            plaats=address.plaats,
        )
        for number, address in enumerate(addresses, 1)
    )
    record_event(locked, STARTED, public=True, burencheck=check.pk, tot=sluit_op.isoformat())
    note(locked, door, _("burencheck gestart"))
    site_changed(locked.site_id)
    order_letters(check)
    return check


@transaction.atomic
def remake_letters(check: Burencheck, *, door: User) -> bool:
    """Have the letters made once more, with new codes; say whether the check still runs."""
    note(lock_for_judge(check.idee, door, *SUPPORTABLE), door, _("brieven opnieuw gemaakt"))
    running = Burencheck.objects.running().filter(pk=check.pk, sluit_op__gte=Burencheck.today())
    if not running.update(brieven=Brieven.BEZIG):
        return False
    order_letters(check)
    return True


def order_letters(check: Burencheck) -> None:
    """Make few letters as soon as this is committed, and many in the background."""
    if check.adressen.filter(antwoord="").count() > AT_ONCE:
        make_letters.enqueue(check.pk)
    else:
        transaction.on_commit(lambda: make_letters.call(check.pk), robust=True)


@task()
def make_letters(check_id: int) -> bool:
    """Make the letters of a check, for who did not answer yet; return whether they are there.

    The codes are drawn here and stand in the letters only: those of earlier letters end.
    """
    found = Burencheck.objects.running().select_related("idee__wijk", "idee__site")
    check = found.filter(pk=check_id, brieven=Brieven.BEZIG).first()
    if check is None:
        return False
    rows = list(check.adressen.filter(antwoord=""))
    codes = [new_code() for _row in rows]
    texts = (check.vraag, check.toelichting)
    letters = zip(rows, codes, strict=True)
    try:
        pdf = make_pdf(check.idee, texts, check.sluit_op, letters, kept=ADDRESSES.term)
    except Exception:
        Burencheck.objects.filter(pk=check.pk, brieven=Brieven.BEZIG).update(
            brieven=Brieven.MISLUKT
        )
        raise
    return _store(check, pdf, rows, codes)


def _store(
    check: Burencheck, pdf: bytes, rows: Sequence[BurencheckAdres], codes: Sequence[str]
) -> bool:
    """Keep the letters with the hashes of their codes, unless the check ended meanwhile."""
    field = check.bestand.field
    storage = check.bestand.storage
    name = storage.save(field.generate_filename(check, "brieven.pdf"), ContentFile(pdf))
    done = False
    try:
        with transaction.atomic():
            locked = Burencheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
            if locked.gesloten_op is None and locked.brieven == Brieven.BEZIG:
                for row, code in zip(rows, codes, strict=True):
                    row.code_hash = hash_of(code)
                # Whoever answered meanwhile keeps the code that ended with it.
                answered = set(locked.adressen.exclude(antwoord="").values_list("pk", flat=True))
                BurencheckAdres.objects.bulk_update(
                    [row for row in rows if row.pk not in answered], ["code_hash"], batch_size=200
                )
                before, locked.bestand = locked.bestand.name, name
                locked.brieven, locked.brieven_op = Brieven.KLAAR, timezone.now()
                locked.save(update_fields=["bestand", "brieven", "brieven_op"])
                if before:
                    transaction.on_commit(lambda: storage.delete(before))
                done = True
    except BaseException:
        storage.delete(name)
        raise
    if not done:
        storage.delete(name)
    return done


def find_open(typed: str, site: Site | None) -> BurencheckAdres | None:
    """Return the address whose code this is, as long as it can answer; else None.

    A code that is wrong, used or too late is the same: none of them works.
    """
    if site is None or normal(typed) is None:
        return None
    return _only_open(BurencheckAdres.objects.filter(code_hash=hash_of(typed)), site)


def find_asked(pk: int | None, site: Site | None) -> BurencheckAdres | None:
    """Return the address whose code was given before, as long as it can answer; else None."""
    if site is None or pk is None:
        return None
    return _only_open(BurencheckAdres.objects.filter(pk=pk), site)


def _only_open(found: "QuerySet[BurencheckAdres]", site: Site) -> BurencheckAdres | None:
    row = (
        found.filter(
            antwoord="",
            burencheck__gesloten_op=None,
            burencheck__sluit_op__gte=Burencheck.today(),
        )
        .select_related("burencheck__idee__wijk", "burencheck__idee__site")
        .first()
    )
    if row is None or not _is_asked(row.burencheck.idee, site):
        return None
    return row


def _is_asked(idee: Idee, site: Site) -> bool:
    seen = Idee.objects.public(site).filter(pk=idee.pk, stadium__in=SUPPORTABLE)
    return bool(seen.exists())


@transaction.atomic
def give_answer(row: BurencheckAdres, antwoord: str, opmerking: str) -> bool:
    """Record what an address answers, once; say whether this was it."""
    check = Burencheck.objects.select_for_update(of=("self",)).get(pk=row.burencheck_id)
    if not check.is_open:
        return False
    # One plain UPDATE: of several at the same time one finds the row without an answer.
    return bool(
        BurencheckAdres.objects.filter(pk=row.pk, antwoord="").update(
            antwoord=Burenantwoord(antwoord),
            opmerking=opmerking,
            beantwoord_op=timezone.now(),
            code_hash=None,
        )
    )
