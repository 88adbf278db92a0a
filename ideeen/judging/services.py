"""What who judges does with an idea, beside taking its steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from bewoners.models import User
from core.publication import site_changed
from deelname.services.gebeurtenissen import record_event
from deelname.subjects import lock
from ideeen.judging.criteria import criteria_of
from ideeen.judging.people import judges_of
from ideeen.models import Idee, Uitkomst
from ideeen.permissions import roles_for
from ideeen.workflow import Rol, Stadium

# What the log of the admin calls these.
ACTION = "ideeen.beoordeling"
# The kinds of events.
PROMISE_MOVED, CRITERIA_JUDGED = "belofte_verschoven", "criteria_beoordeeld"


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
    log(instance=idee, action=ACTION, user=door, data={"wat": what})


@transaction.atomic
def set_handler(idee: Idee, behandelaar: User | None, *, door: User) -> None:
    """Make somebody with the role the one who handles an idea, or nobody."""
    locked = lock_for_judge(idee, door, Stadium.GEPLAATST, Stadium.BEOORDELING)
    if behandelaar and not judges_of(locked.wijk).filter(pk=behandelaar.pk).exists():
        raise ValidationError({"behandelaar": _("Kies iemand die in deze wijk regisseur is.")})
    locked.behandelaar = behandelaar
    locked.save(update_fields=["behandelaar"])
    note(locked, door, _("behandelaar gekozen"))


@transaction.atomic
def move_promise(idee: Idee, day: date, reden: str, *, door: User) -> None:
    """Promise the answer on another day, and tell everybody why."""
    locked = lock_for_judge(idee, door, Stadium.BEOORDELING)
    if day < timezone.localdate():
        raise ValidationError({"beloofd_op": _("Kies vandaag of een latere dag.")})
    if day == locked.beloofd_op:
        raise ValidationError({"beloofd_op": _("Deze dag was al beloofd. Kies een andere dag.")})
    if not reden.strip():
        raise ValidationError({"reden": _("Leg uit waarom de datum verandert.")})
    before, locked.beloofd_op = locked.beloofd_op, day
    locked.save(update_fields=["beloofd_op"])
    record_event(
        locked,
        PROMISE_MOVED,
        public=True,
        van=before.isoformat() if before else None,
        naar=day.isoformat(),
        reden=reden.strip(),
    )
    note(locked, door, _("beloofde datum veranderd"))
    site_changed(locked.site_id)


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
