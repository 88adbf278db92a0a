"""When front pages were reviewed; retire Wagtail's groups for the whole installation."""

from django.apps.registry import Apps
from django.db import migrations
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import TruncDate
from typing import Any


PAGE_TYPES = ["HomePage"]


def publishing_was_reviewing(apps, schema_editor):
    """Pages that are public were looked at when they were last published."""
    Page = apps.get_model("wagtailcore", "Page")
    for name in PAGE_TYPES:
        model = apps.get_model("home", name)
        published = Page.objects.filter(pk=models.OuterRef("pk"), live=True)
        day = TruncDate("last_published_at", output_field=models.DateField())
        model.objects.update(nagekeken_op=models.Subquery(published.values(day=day)[:1]))


# What Wagtail gives each group: on the first page of the tree, on the first collection, and itself.
STOCK = {
    "Moderators": {
        "page": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
        "collection": [
            "add_image",
            "change_image",
            "choose_image",
            "add_document",
            "change_document",
            "choose_document",
        ],
    },
    "Editors": {
        "page": ["add_page", "change_page"],
        "collection": [
            "add_image",
            "change_image",
            "choose_image",
            "add_document",
            "change_document",
            "choose_document",
        ],
    },
}
WORKFLOW = "Moderators approval"


def retire(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the stock workflow from the root of the tree, and remove the groups without members."""
    group_model = apps.get_model("auth", "Group")
    workflow_model = apps.get_model("wagtailcore", "Workflow")
    state_model = apps.get_model("wagtailcore", "WorkflowState")
    moderators = group_model.objects.filter(name="Moderators").first()
    if moderators is None or not moderators.user_set.exists():
        for workflow in workflow_model.objects.filter(name=WORKFLOW):
            workflow.workflow_pages.filter(page__depth=1).delete()
            # What waits in it now can still be approved, by an administrator.
            waiting = state_model.objects.filter(workflow=workflow, status="in_progress").exists()
            if not waiting and not workflow.workflow_pages.exists():
                workflow.active = False
                workflow.save(update_fields=["active"])
    for name in STOCK:
        group = group_model.objects.filter(name=name).first()
        if group is not None and not group.user_set.exists():
            group.delete()


def restore(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make again what is missing of the stock groups, their rights and the workflow."""
    group_model = apps.get_model("auth", "Group")
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    collection = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for name, rights in STOCK.items():
        group, created = group_model.objects.get_or_create(name=name)
        if not created:
            continue
        group.permissions.set(_permissions(apps, "wagtailadmin", ["access_admin"]))
        if root is not None:
            model = apps.get_model("wagtailcore", "GroupPagePermission")
            for permission in _permissions(apps, "wagtailcore", rights["page"]):
                model.objects.create(group=group, page=root, permission=permission)
        if collection is not None:
            model = apps.get_model("wagtailcore", "GroupCollectionPermission")
            for app in ("wagtailimages", "wagtaildocs"):
                for permission in _permissions(apps, app, rights["collection"]):
                    model.objects.create(group=group, collection=collection, permission=permission)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).first()
    if workflow is None or root is None:
        return
    workflow.active = True
    workflow.save(update_fields=["active"])
    moderators = group_model.objects.get(name="Moderators")
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    for task in task_model.objects.filter(workflow_tasks__workflow=workflow, groups=None):
        task.groups.add(moderators)
    page_model = apps.get_model("wagtailcore", "WorkflowPage")
    if not page_model.objects.filter(page=root).exists():
        page_model.objects.create(page=root, workflow=workflow)


def _permissions(apps: Apps, app: str, codenames: list[str]) -> Any:
    model = apps.get_model("auth", "Permission")
    return model.objects.filter(content_type__app_label=app, codename__in=codenames)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_remove_welcome_page"),
        ("wijkpaginas", "0002_reviews_and_municipalities"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("bewoners", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="homepage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.RunPython(publishing_was_reviewing, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(retire, restore),
    ]
