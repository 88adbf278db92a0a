"""Enough support takes an idea to the judges, whichever way it came to have enough."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django_tasks import task
from wagtail.signals import page_published

from deelname.subjects import lock
from ideeen.models import Idee, IdeeenPage
from ideeen.querysets import IdeeQuerySet
from ideeen.services.stadium import change_stage
from ideeen.signals import place_changed
from ideeen.workflow import Rol, Stadium


def judge_when_supported(idee: Idee) -> None:
    """Take a locked idea to the judges when it has the support that its neighbourhood asks.

    One that they sent back stays: support that comes after does not undo what they decided.
    """
    if idee.stadium != Stadium.GEPLAATST:
        return
    page = IdeeenPage.of_wijk(idee.wijk)
    if page is None or idee.steun_aantal < page.drempel:
        return
    if not idee.stappen.filter(naar=Stadium.BEOORDELING).exists():
        change_stage(idee, Stadium.BEOORDELING, rol=Rol.SYSTEEM)


@receiver(place_changed, dispatch_uid="ideeen.services.threshold.moved")
def judge_where_it_is_now(idee: Idee, before: dict[str, Any], **_kwargs: Any) -> None:
    """Look again at an idea that came to a neighbourhood which may ask for less."""
    if before["wijk_id"] != idee.wijk_id:
        judge_when_supported(idee)


@receiver(page_published, sender=IdeeenPage, dispatch_uid="ideeen.services.threshold.lowered")
def judge_what_has_enough_now(instance: IdeeenPage, **_kwargs: Any) -> None:
    """Look again at the ideas of a neighbourhood that may ask for less than before."""
    if _with_enough(instance).exists():
        judge_supported.enqueue(instance.pk)


@task()
def judge_supported(page_id: int) -> None:
    """Take the ideas of a page that have enough support to the judges, each by itself."""
    page = IdeeenPage.objects.filter(pk=page_id).first()
    if page is None:
        return
    for idee in _with_enough(page):
        with transaction.atomic():
            judge_when_supported(lock(idee))


def _with_enough(page: IdeeenPage) -> IdeeQuerySet:
    ideas: IdeeQuerySet = Idee.objects.filter(
        wijk=page.get_parent().pk, stadium=Stadium.GEPLAATST, steun_aantal__gte=page.drempel
    )
    return ideas.exclude(stappen__naar=Stadium.BEOORDELING)
