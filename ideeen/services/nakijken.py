"""Wagtail's workflow of an idea: it follows the stage, in the same transaction.

The rows are written as Wagtail would write them, without the mails and the many questions that it
asks for each: thousands of ideas come in, and nobody waits for those.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState, WorkflowTask

from bewoners.models import User
from core.audit import note_change
from deelname.models import Melding
from ideeen.models import Idee, Stap
from ideeen.signals import stage_changed
from ideeen.workflow import Rol, Stadium

# What became of the work of the moderators when an idea goes on: of the workflow, and of its step.
ENDS = {
    Stadium.GEPLAATST: (WorkflowState.STATUS_APPROVED, TaskState.STATUS_APPROVED),
    Stadium.TERUGGESTUURD: (WorkflowState.STATUS_NEEDS_CHANGES, TaskState.STATUS_REJECTED),
    Stadium.AFGEWEZEN: (WorkflowState.STATUS_CANCELLED, TaskState.STATUS_REJECTED),
}
CANCELLED = (WorkflowState.STATUS_CANCELLED, TaskState.STATUS_CANCELLED)
OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def follow(idee: Idee, stap: Stap, **kwargs: Any) -> None:
    """Start or end the workflow of a locked idea that took a step, and look after it is placed."""
    if stap.naar == Stadium.MODERATIE:
        _start(idee, stap)
    elif stap.van in {Stadium.MODERATIE, Stadium.TERUGGESTUURD}:
        _end(idee, stap)
    _note_unseen(idee, stap)
    if stap.naar in {Stadium.VERBORGEN, Stadium.AFGEWEZEN}:
        _answer_reports(idee, stap)
    if stap.door and stap.rol in {Rol.MODERATOR, Rol.REGISSEUR}:
        note_change(
            idee, "ideeen.stadium", stap.door,
            van=stap.van, naar=stap.naar, toelichting=stap.toelichting,
        )  # fmt: skip


stage_changed.connect(follow, sender=Idee, dispatch_uid="ideeen.nakijken")


def _states(idee: Idee) -> "QuerySet[WorkflowState]":
    kind = idee.get_base_content_type()
    return WorkflowState.objects.filter(base_content_type=kind, object_id=str(idee.pk))


def _start(idee: Idee, stap: Stap) -> None:
    kind = idee.get_base_content_type()
    step = (
        WorkflowTask.objects.filter(
            workflow__active=True, task__active=True, workflow__workflow_content_types=kind.pk
        )
        .order_by("sort_order")
        .values_list("workflow_id", "task_id")
        .first()
    )
    if step is None:
        # An administrator took it away: the stage alone says what waits.
        return
    workflow_id, task_id = step
    # What was just sent in has none: nobody has to ask.
    is_new = stap.van == Stadium.BEVESTIGEN
    state = None if is_new else _states(idee).filter(status__in=OPEN).first()
    if state is None:
        state = WorkflowState(
            content_type=kind,
            base_content_type=kind,
            object_id=str(idee.pk),
            workflow_id=workflow_id,
            # Its own `save` would validate with five questions more.
            created_at=timezone.now(),
        )
        WorkflowState.objects.bulk_create([state])
    waits = TaskState(
        workflow_state=state,
        revision_id=idee.latest_revision_id or _note_version(idee).pk,
        task_id=task_id,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    TaskState.objects.bulk_create([waits])
    WorkflowState.objects.filter(pk=state.pk).update(
        status=WorkflowState.STATUS_IN_PROGRESS, current_task_state=waits
    )


def _note_version(idee: Idee) -> Revision:
    """Write down what the sender wrote, and nothing else, as what the moderators look at."""
    kind = idee.get_base_content_type()
    plain = {name: getattr(idee, name) for name in Idee.CONTENT if name != "thema"}
    content = {"pk": idee.pk, "thema": idee.thema_id} | plain
    version = Revision(
        content_type=kind,
        base_content_type=kind,
        object_id=str(idee.pk),
        object_str=str(idee),
        created_at=timezone.now(),
        content=content,
    )
    Revision.objects.bulk_create([version])
    return version


def _end(idee: Idee, stap: Stap) -> None:
    of_workflow, of_step = ENDS.get(Stadium(stap.naar), CANCELLED)
    states = _states(idee).filter(status__in=OPEN)
    TaskState.objects.filter(workflow_state__in=states, status=TaskState.STATUS_IN_PROGRESS).update(
        status=of_step, finished_at=stap.at, finished_by=_staff(stap), comment=stap.toelichting
    )
    states.update(status=of_workflow)


def _staff(stap: Stap) -> User | None:
    """Name colleagues only: a sender's own step says enough by itself."""
    return stap.door if stap.rol in {Rol.MODERATOR, Rol.REGISSEUR} else None


def _answer_reports(idee: Idee, stap: Stap) -> None:
    """Whoever reported it was right: nobody has to look at those reports any more."""
    Melding.objects.about(idee).filter(stand=Melding.Stand.OPEN).update(
        stand=Melding.Stand.TERECHT, handled_at=stap.at, handled_by=_staff(stap)
    )


def _note_unseen(idee: Idee, stap: Stap) -> None:
    """Remember what went onto the site without anybody having looked, until somebody has."""
    # Whatever a moderator decides, they looked at it: it is no longer apart.
    if stap.rol == Rol.MODERATOR and idee.quarantaine:
        idee.quarantaine = False
        Idee.objects.filter(pk=idee.pk).update(quarantaine=False)
    by_itself = stap.rol == Rol.SYSTEEM and (stap.van, stap.naar) == (
        Stadium.MODERATIE,
        Stadium.GEPLAATST,
    )
    seen = stap.rol in {Rol.MODERATOR, Rol.REGISSEUR}
    if by_itself or (seen and idee.na_te_kijken):
        idee.na_te_kijken = by_itself
        Idee.objects.filter(pk=idee.pk).update(na_te_kijken=by_itself)
