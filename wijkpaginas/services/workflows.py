"""The workflows by which a page goes from who writes to who publishes."""

from django.utils.translation import gettext as _
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from wijkpaginas.models import GemeenteGroup, WijkGroup

MAX_NAME = 255


def add_missing_workflow(
    row: WijkGroup | GemeenteGroup, page: Page, name: str, site: Site | None
) -> None:
    """Make the workflow of a branch, with one step that waits for a group, and assign it.

    Once made it is left as it is: an administrator may have given the branch another one.
    """
    if row.task_id or WorkflowPage.objects.filter(page=page).exists():
        return
    # Names are for people; PostgreSQL refuses one that is longer than its column.
    workflow = Workflow.objects.create(name=name[:MAX_NAME])
    task_name = _("Nakijken door %(groep)s") % {"groep": row.group.name}
    task = GroupApprovalTask.objects.create(name=task_name[:MAX_NAME])
    # Who publishes in the whole municipality may also do so when a neighbourhood's own are away.
    above = GemeenteGroup.objects.filter(site=site) if isinstance(row, WijkGroup) else []
    task.groups.set([row.group, *(other.group for other in above)])
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(page=page, workflow=workflow)
    row.task = task
    row.save(update_fields=["task"])


def let_communicatie_approve(*rows: GemeenteGroup) -> None:
    """Add these groups to the step of each neighbourhood in their municipality."""
    for row in rows:
        below = WijkGroup.objects.filter(
            task__isnull=False, wijk__path__startswith=row.site.root_page.path
        )
        for other in below.select_related("task"):
            if other.task:
                other.task.groups.add(row.group)


def used_elsewhere(task: GroupApprovalTask, branch: Page) -> bool:
    """Say whether a step is, or was, of use to pages outside the branch it was made for."""
    outside = Page.objects.exclude(path__startswith=branch.path)
    workflows = Workflow.objects.filter(workflow_tasks__task=task)
    states = WorkflowState.objects.filter(workflow__in=workflows)
    return (
        workflows.filter(workflow_pages__page__in=outside).exists()
        or outside.filter(pk__in=[int(state.object_id) for state in states]).exists()
    )


def remove_task(task: GroupApprovalTask, *, used: bool) -> None:
    """Remove a step and the workflows that have only this one; disable those that were used."""
    workflows = [
        workflow
        for workflow in Workflow.objects.filter(workflow_tasks__task=task)
        if workflow.workflow_tasks.count() == 1
    ]
    if used:
        Workflow.objects.filter(pk__in=[workflow.pk for workflow in workflows]).update(active=False)
        return
    for workflow in workflows:
        workflow.delete()
    task.delete()
