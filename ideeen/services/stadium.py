"""Taking an idea from one stage to the next: nothing else assigns its stage."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from core.publication import site_changed
from deelname.models import Reden
from deelname.services.gebeurtenissen import hide_events, record_event, show_events
from deelname.subjects import lock
from ideeen.models import Idee, IdeeenPage, Stap
from ideeen.permissions import roles_for
from ideeen.signals import stage_changed
from ideeen.workflow import (
    ANSWERED,
    NEEDS_REASON,
    NEEDS_WORDS,
    PUBLIC,
    TERMS,
    Rol,
    Stadium,
    check_step,
)

RELATED = ("site", "wijk", "indiener")


@transaction.atomic
def change_stage(  # noqa: PLR0913  # a step has these parts
    idee: Idee,
    naar: Stadium,
    *,
    rol: Rol,
    door: User | None = None,
    toelichting: str = "",
    reden: Reden | None = None,
    silent: bool = False,
    is_new: bool = False,
    **changes: Any,
) -> Stap:
    """Take one step of the table, for somebody who may take it; return the row of history.

    `changes` are other columns that change with it, such as `samengevoegd_met`. The given object
    gets the new values too. A `silent` step is mailed to nobody. One that `is_new` was made in this
    transaction: nobody else knows the row, so it is not locked and read anew. Raises StepRefused
    when the table has no such step from the stage that the idea has by now, PermissionDenied when
    the person does not have the role, and ValidationError when a reason or an explanation is
    missing.
    """
    locked: Idee = idee if is_new else lock(idee)
    _share_related(idee, locked)
    van = Stadium(locked.stadium)
    check_step(van, naar, rol)
    if rol != Rol.SYSTEEM and (door is None or rol not in roles_for(door, locked)):
        raise PermissionDenied
    _check_reason(naar, toelichting, reden)
    now = timezone.now()
    changes |= _dates(locked, naar, now) | {"stadium": naar, "stadium_sinds": now}
    # Wagtail shows as published what the public may see.
    changes["live"] = naar in PUBLIC
    if naar in ANSWERED:
        changes |= {"antwoord": toelichting, "reden": reden}
    for name, value in changes.items():
        setattr(locked, name, value)
        setattr(idee, name, value)
    locked.save(update_fields=list(changes))
    stap = Stap.objects.create(
        idee=locked,
        van=van,
        naar=naar,
        at=now,
        rol=rol,
        door=door,
        toelichting=toelichting,
        reden=reden,
    )
    _tell(locked, stap, silent=silent)
    return stap


def _share_related(idee: Idee, locked: Idee) -> None:
    """Give the locked row what was fetched with the idea: who is told of the step asks for it."""
    for name in RELATED:
        field: Any = Idee._meta.get_field(name)
        same = getattr(idee, f"{name}_id") == getattr(locked, f"{name}_id")
        if same and field.is_cached(idee):
            setattr(locked, name, getattr(idee, name))


def _check_reason(naar: Stadium, toelichting: str, reden: Reden | None) -> None:
    if naar in NEEDS_WORDS and not toelichting.strip():
        raise ValidationError({"toelichting": _("Leg uit waarom, of wat er nu gebeurt.")})
    if naar in NEEDS_REASON and not (reden or toelichting.strip()):
        raise ValidationError({"reden": _("Kies een reden, of schrijf er een op.")})


def _dates(idee: Idee, naar: Stadium, now: Any) -> dict[str, Any]:
    """Return the dates that go with a stage."""
    dates: dict[str, Any] = {"beloofd_op": None}
    today = timezone.localdate(now)
    if naar == Stadium.MODERATIE:
        dates["submitted_at"] = idee.submitted_at or now
    if naar == Stadium.GEPLAATST:
        dates["geplaatst_op"] = idee.geplaatst_op or now
        dates["first_published_at"] = idee.first_published_at or now
        dates["last_published_at"] = now
    if naar == Stadium.BEOORDELING:
        page = IdeeenPage.of_wijk(idee.wijk)
        days = page.behandeltermijn if page else TERMS[naar]
        dates["beloofd_op"] = today + timedelta(days=days)
    if naar in ANSWERED:
        dates["beantwoord_op"] = now
    return dates


def _tell(idee: Idee, stap: Stap, *, silent: bool) -> None:
    """Write the event, make the change visible, and let others do their part."""
    was_public, is_public = stap.van in PUBLIC, stap.naar in PUBLIC
    if was_public and not is_public:
        hide_events(idee)
    elif is_public and not was_public:
        show_events(idee)
    record_event(idee, f"idee_{stap.naar}", public=is_public, stap=stap.pk)
    if was_public or is_public:
        site_changed(idee.site_id)
    stage_changed.send(Idee, idee=idee, stap=stap, silent=silent)
