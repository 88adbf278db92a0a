"""Ending a neighbour check: on its day, by hand, or because the idea got its answer."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from core.due import register_due
from core.mail.outbox import queue_mail
from core.publication import site_changed
from deelname.services.gebeurtenissen import record_event
from ideeen.judging.people import judges_of
from ideeen.judging.services import lock_for_judge, note
from ideeen.models import Burencheck, BurencheckAdres
from ideeen.signals import stage_changed
from ideeen.workflow import LISTED, SUPPORTABLE, Stadium

CLOSED = "burencheck_gesloten"
# The rest comes the next minute.
AT_ONCE = 50


@transaction.atomic
def close_by_hand(check: Burencheck, *, door: User) -> bool:
    """End a check before its day, for who judges the idea; say whether it was still running."""
    idee = lock_for_judge(check.idee, door, *LISTED)
    note(idee, door, _("burencheck gesloten"))
    return close_check(check)


@transaction.atomic
def close_check(check: Burencheck) -> bool:
    """End a check: no code works any more, the letters go, and who judges hears of it."""
    locked = Burencheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if locked.gesloten_op:
        return False
    file, storage = locked.bestand.name, locked.bestand.storage
    locked.gesloten_op = timezone.now()
    locked.brieven, locked.bestand = Burencheck.Brieven.WEG, ""
    locked.save(update_fields=["gesloten_op", "brieven", "bestand"])
    BurencheckAdres.objects.filter(burencheck=locked).update(code_hash=None)
    if file:
        transaction.on_commit(lambda: storage.delete(file))
    idee = locked.idee
    record_event(idee, CLOSED, public=True, burencheck=locked.pk)
    site_changed(idee.site_id)
    _tell(locked)
    return True


def close_due(now: datetime | None = None) -> int:
    """End what is past its last day; return how many."""
    today = timezone.localdate(now)
    due = Burencheck.objects.running().filter(sluit_op__lt=today)
    return sum(close_check(check) for check in list(due[:AT_ONCE]))


register_due("burenchecks", close_due)


def _tell(check: Burencheck) -> None:
    """Mail who handles the idea, or else everybody who judges in its neighbourhood."""
    idee = check.idee
    judges = judges_of(idee.wijk)
    people = judges.filter(pk=idee.behandelaar_id) if idee.behandelaar_id else judges.none()
    totals = Burencheck.objects.with_totals().get(pk=check.pk)
    root = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    for person in people or judges:
        queue_mail(
            "burencheck_gesloten",
            to=[person.email],
            key=f"burencheck-{check.pk}-gesloten-{person.pk}",
            context={
                "titel": idee.titel,
                "check": totals,
                "address": root + reverse("ideeen_judging:check", args=[idee.pk]),
            },
        )


@receiver(stage_changed, dispatch_uid="close burencheck")
def close_with_the_idea(sender: Any, idee: Any, stap: Any, **kwargs: Any) -> None:
    """Ask no more neighbours about what was decided, or is gone.

    What is hidden may come back: its check runs on, and its codes work when it is seen again. About
    what was just sent in nobody was asked yet.
    """
    if stap.naar in (*SUPPORTABLE, Stadium.VERBORGEN) or stap.van == Stadium.BEVESTIGEN:
        return
    for check in Burencheck.objects.running().filter(idee=idee):
        close_check(check)
