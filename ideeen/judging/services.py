"""What who judges does with an idea, beside taking its steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from core.audit import note_change
from core.publication import site_changed
from deelname.mailing import mail_about
from deelname.models import Gebeurtenis, Reden, Rondschrijven
from deelname.rounds import Round, begin_round, register_round
from deelname.services.gebeurtenissen import record_event
from deelname.subjects import lock
from ideeen.judging.criteria import criteria_of
from ideeen.judging.people import judges_of
from ideeen.models import Idee, Uitkomst
from ideeen.permissions import roles_for
from ideeen.taking_part import letters
from ideeen.versions_diff import as_data, compare, readable_answer
from ideeen.workflow import ANSWERED, Rol, Stadium

# What the log of the admin calls these.
ACTION = "ideeen.beoordeling"
# The kinds of events.
PROMISE_MOVED, CRITERIA_JUDGED = "belofte_verschoven", "criteria_beoordeeld"
ANSWER_CHANGED = "antwoord_aangepast"


def lock_for_judge(idee: Idee, door: User, *stadia: Stadium) -> Idee:
    """Return the idea, locked, for who judges it, when it is in one of these stages.

    Raises PermissionDenied, and ValidationError when it has moved on meanwhile.
    """
    locked: Idee = lock(idee)
    if Rol.REGISSEUR not in roles_for(door, locked):
        raise PermissionDenied
    if locked.stadium not in stadia:
        stage = locked.get_stadium_display()
        raise ValidationError(_("Dit kan nu niet: het idee staat op ‘%s’.") % stage)
    return locked


def note(idee: Idee, door: User, what: str) -> None:
    """Write in the admin's log what was done with the judgement of an idea, and by whom."""
    note_change(idee, ACTION, door, wat=what)


@transaction.atomic
def set_handler(idee: Idee, behandelaar: User | None, *, door: User) -> None:
    """Make somebody with the role the one who handles an idea, or nobody."""
    locked = lock_for_judge(idee, door, Stadium.GEPLAATST, Stadium.BEOORDELING)
    if behandelaar and not judges_of(locked.wijk).filter(pk=behandelaar.pk).exists():
        raise ValidationError({"behandelaar": _("Kies iemand die in deze wijk regisseur is.")})
    if behandelaar == locked.behandelaar:
        return
    locked.behandelaar = behandelaar
    locked.save(update_fields=["behandelaar"])
    note(locked, door, _("behandelaar gekozen"))
    # Who takes it themselves knows.
    if behandelaar and behandelaar.pk != door.pk:
        key = f"idee-{locked.pk}-behandelaar-{behandelaar.pk}-{timezone.now():%Y%m%d%H%M%S%f}"
        mail_about(letters.handler(locked, door), behandelaar, locked, key=key)


@transaction.atomic
def move_promise(idee: Idee, day: date, reden: str, *, door: User) -> None:
    """Promise the answer on another day, and tell everybody why; the sender gets a mail."""
    locked = lock_for_judge(idee, door, Stadium.BEOORDELING)
    if day < timezone.localdate():
        raise ValidationError({"beloofd_op": _("Kies vandaag of een latere dag.")})
    if day == locked.beloofd_op:
        raise ValidationError({"beloofd_op": _("Deze dag was al beloofd. Kies een andere dag.")})
    if not reden.strip():
        raise ValidationError({"reden": _("Leg uit waarom de datum verandert.")})
    before, locked.beloofd_op = locked.beloofd_op, day
    locked.save(update_fields=["beloofd_op"])
    event = record_event(
        locked,
        PROMISE_MOVED,
        public=True,
        van=before.isoformat() if before else None,
        naar=day.isoformat(),
        reden=reden.strip(),
    )
    note(locked, door, _("beloofde datum veranderd"))
    site_changed(locked.site_id)
    letter = letters.promise_moved(locked, reden.strip())
    mail_about(letter, locked.indiener, locked, key=f"idee-{locked.pk}-belofte-{event.pk}")


@transaction.atomic
def change_answer(
    idee: Idee, antwoord: str, reden: Reden | None, *, door: User, tell: bool
) -> None:
    """Put the answer of the municipality in other words, for everybody to see what was changed.

    It stays the same outcome. With `tell` all who support or follow the idea are mailed.
    """
    locked = lock_for_judge(idee, door, *ANSWERED)
    if not antwoord.strip():
        raise ValidationError({"antwoord": _("Leg uit waarom, of wat er nu gebeurt.")})
    before = readable_answer(locked)
    locked.antwoord = antwoord.strip()
    if locked.stadium == Stadium.NIET_HAALBAAR:
        locked.reden = reden
    changes = compare(before, readable_answer(locked))
    if not changes:
        raise ValidationError({"antwoord": _("Er is niets veranderd.")})
    locked.save(update_fields=["antwoord", "reden"])
    event = record_event(locked, ANSWER_CHANGED, public=True, **as_data(changes))
    note(locked, door, _("antwoord aangepast"))
    site_changed(locked.site_id)
    if tell:
        begin_round(CHANGED_ANSWER, locked, gebeurtenis=event.pk)
        _mail_changed_answer(locked, locked.indiener, event.pk)


def _mail_changed_answer(
    idee: Idee, user: User | None, event: int, *, may_stop: bool = False
) -> None:
    if user:
        key = f"idee-{idee.pk}-antwoord-{event}-{user.pk}"
        mail_about(letters.answer_changed(idee), user, idee, key=key, may_stop=may_stop)


def _one_of_round(row: Rondschrijven, idee: Idee, user: User) -> None:
    """Mail somebody the answer as it is now; judged anew meanwhile, the next answer is told."""
    event = row.data.get("gebeurtenis", 0)
    later = Gebeurtenis.objects.about(idee).filter(soort=ANSWER_CHANGED, pk__gt=event)
    if user.pk != idee.indiener_id and idee.stadium in ANSWERED and not later.exists():
        _mail_changed_answer(idee, user, event, may_stop=True)


CHANGED_ANSWER = register_round(Round("idee_antwoord_aangepast", _one_of_round))


@transaction.atomic
def record_outcomes(idee: Idee, found: Mapping[int, tuple[str, str]], *, door: User) -> int:
    """Note what was found by criterion, as value and explanation; return how many changed."""
    locked = lock_for_judge(idee, door, Stadium.BEOORDELING)
    now, changed = timezone.now(), []
    for criterium in criteria_of(locked):
        if criterium.pk not in found:
            continue
        waarde, toelichting = found[criterium.pk]
        before = (criterium.waarde or Uitkomst.Waarde.ONBEKEND, criterium.toelichting or "")
        if (waarde, toelichting) == before:
            continue
        values: dict[str, Any] = {"waarde": Uitkomst.Waarde(waarde), "toelichting": toelichting}
        Uitkomst.objects.update_or_create(
            idee=locked, criterium=criterium, defaults={**values, "door": door, "at": now}
        )
        changed.append(criterium.pk)
    if changed:
        record_event(locked, CRITERIA_JUDGED, public=True, criteria=changed)
        note(locked, door, _("criteria beoordeeld"))
        site_changed(locked.site_id)
    return len(changed)
