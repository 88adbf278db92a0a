"""What workflows ask of someone, in a number of queries that does not grow with the workflows."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import GroupApprovalTask, Task, TaskState, WorkflowState


def to_judge(user: Any) -> QuerySet[TaskState]:
    """Return the steps that wait for this person, the longest waiting first.

    Wagtail asks each step in turn; there is one for every neighbourhood.
    """
    by_group = GroupApprovalTask.objects.filter(active=True)
    if not user.is_superuser:
        by_group = by_group.filter(groups__in=user.groups.all())
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=by_group.values("pk")
    )
    kind = ContentType.objects.get_for_model(GroupApprovalTask)
    for task in Task.objects.filter(active=True).exclude(content_type=kind).specific():
        waiting |= task.get_task_states_user_can_moderate(user=user)
    found: QuerySet[TaskState] = (
        waiting.select_related("revision__user")
        .prefetch_related("revision__content_object")
        .order_by("started_at")
    )
    return found


def submitted_by(user: Any, status: str) -> QuerySet[WorkflowState]:
    """Return what this person sent in and that is now in this state, newest first."""
    found: QuerySet[WorkflowState] = (
        WorkflowState.objects.filter(status=status, requested_by=user)
        .select_related("current_task_state__task")
        .prefetch_related("content_object")
        .order_by("-created_at")
    )
    return found
