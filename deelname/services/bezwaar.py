"""The objection of a writer whose comment a moderator keeps off the site: once."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from bewoners.models import User
from core.audit import note_change
from deelname.models import Reactie, WithObjection
from deelname.services.moderation import JUDGED, refuse_others
from deelname.services.reacties import lock_both
from deelname.signals import objection_refused


@transaction.atomic
def make_objection(reactie: Reactie, user: User, tekst: str) -> None:
    """Put the objection of the writer in the queue of the moderators."""
    _onderwerp, locked = lock_both(reactie)
    if locked.user_id != user.pk:
        raise PermissionDenied
    if not locked.may_object:
        raise ValidationError(_("U hebt al bezwaar gemaakt, of dat kan nu niet meer."))
    locked.bezwaar, locked.bezwaar_op = tekst, timezone.now()
    locked.save(update_fields=["bezwaar", "bezwaar_op"])


@transaction.atomic
def refuse_objection(reactie: Reactie, door: User, toelichting: str) -> None:
    """Keep the comment off the site, and tell its writer why. Placing it grants an objection."""
    refuse_others(door, reactie)
    onderwerp, locked = lock_both(reactie)
    if not locked.has_open_objection:
        raise ValidationError(_("Dit bezwaar is intussen al beoordeeld."))
    locked.bezwaar_beoordeeld_op = timezone.now()
    locked.save(update_fields=["bezwaar_beoordeeld_op"])
    note_change(
        onderwerp, "deelname.bezwaar_afgewezen", door, about=locked,
        reactie=locked.pk, toelichting=toelichting,
    )  # fmt: skip
    objection_refused.send(Reactie, reactie=locked, toelichting=toelichting)


def reason_hidden(reactie: Reactie) -> str:
    """Return what a moderator told the writer when hiding a comment, as the history has it."""
    log: Any = ModelLogEntry.objects
    rows = log.for_instance(reactie.onderwerp).filter(
        action=JUDGED, data__reactie=reactie.pk, data__stand=Reactie.Stand.VERBORGEN
    )
    last = rows.order_by("-timestamp", "-pk").first()
    return last.data.get("toelichting", "") if last else ""


def judged_objections(model: type[WithObjection], limit: datetime) -> "QuerySet[Any]":
    """Return what has an objection in words that was judged before the limit."""
    found = model._default_manager.filter(bezwaar_beoordeeld_op__lt=limit)
    return found.exclude(bezwaar="")


def forget_objections(found: "QuerySet[Any]") -> int:
    """Take the words out; that there was an objection, and when, stays."""
    return found.update(bezwaar="")
