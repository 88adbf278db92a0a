import django.db.models.deletion
from django.db import migrations, models

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
        ("ideeen", "0002_sending_in"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations: list[migrations.operations.base.Operation] = [
        migrations.CreateModel(
            name="Nakijken",
            fields=[
                ("task_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="wagtailcore.task")),
            ],
            options={
                "verbose_name": "nakijken door een moderator van de wijk",
                "verbose_name_plural": "nakijken door een moderator van de wijk",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.AddField(
            model_name="idee",
            name="bezwaar_beoordeeld_op",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bezwaar beoordeeld op"),
        ),
        migrations.AddField(
            model_name="idee",
            name="na_te_kijken",
            field=models.BooleanField(default=False, editable=False, verbose_name="nog na te kijken"),
        ),
        migrations.AddIndex(
            model_name="idee",
            index=models.Index(condition=models.Q(("na_te_kijken", True)), fields=["wijk", "stadium_sinds"], name="ideeen_waits_look"),
        ),
        migrations.AddIndex(
            model_name="idee",
            index=models.Index(condition=models.Q(("quarantaine", True)), fields=["wijk", "created_at"], name="ideeen_waits_quarantine"),
        ),
        migrations.AddIndex(
            model_name="idee",
            index=models.Index(condition=models.Q(("bezwaar_beoordeeld_op", None), ("bezwaar_op__isnull", False)), fields=["wijk", "bezwaar_op"], name="ideeen_waits_objection"),
        ),
        migrations.AddIndex(
            model_name="idee",
            index=models.Index(condition=models.Q(("has_unpublished_changes", True)), fields=["wijk", "stadium_sinds"], name="ideeen_waits_change"),
        ),
        migrations.RunPython(make_workflow, remove_workflow),
    ]
