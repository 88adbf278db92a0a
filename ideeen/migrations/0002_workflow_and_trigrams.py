"""The way of Wagtail's workflow for ideas, and titles found by their trigrams where that can be."""

from django.db import DatabaseError, migrations, transaction

INDEX = "ideeen_titel_trigram"


def add_index(apps, schema_editor):
    """Add the extension and the index; without the right to do so the site uses plain words."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    schema_editor.execute(
        # As the lookups of Django ask for it, whatever its capitals.
        f"CREATE INDEX IF NOT EXISTS {INDEX} ON ideeen_idee USING gin (UPPER(titel) gin_trgm_ops)"
    )


def remove_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


NAME = "Ideeën nakijken"
TASK = "Nakijken door een moderator van de wijk"


def make_workflow(apps, schema_editor):
    """Let ideas go through a workflow of one step; its rights follow from the neighbourhood."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    Nakijken = apps.get_model("ideeen", "Nakijken")
    # The rows of new models are only written after all migrations.
    kind, _new = ContentType.objects.get_or_create(app_label="ideeen", model="nakijken")
    about, _new = ContentType.objects.get_or_create(app_label="ideeen", model="idee")
    task = Nakijken.objects.create(name=TASK, content_type=kind)
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    WorkflowContentType.objects.create(content_type=about, workflow=workflow)


def remove_workflow(apps, schema_editor):
    Nakijken = apps.get_model("ideeen", "Nakijken")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    tasks = list(Nakijken.objects.values_list("pk", flat=True))
    Workflow.objects.filter(workflow_tasks__task__in=tasks).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(pk__in=tasks).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("ideeen", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_index, remove_index),
        migrations.RunPython(make_workflow, remove_workflow),
    ]
