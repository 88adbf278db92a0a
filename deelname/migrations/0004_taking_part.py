import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("deelname", "0003_moderation"),
    ]

    operations: list[migrations.operations.base.Operation] = [
        migrations.AddField(
            model_name="steun",
            name="mails",
            field=models.BooleanField(default=True, verbose_name="krijgt mails"),
        ),
        migrations.CreateModel(
            name="Rondschrijven",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("onderwerp_id", models.PositiveBigIntegerField()),
                ("soort", models.CharField(max_length=40, verbose_name="soort")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="bijzonderheden")),
                ("tot", models.PositiveBigIntegerField(default=0, verbose_name="tot en met account")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="gemaakt op")),
                ("worked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="laatst aan gewerkt")),
                ("finished_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="klaar op")),
                ("onderwerp_type", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype")),
            ],
            options={
                "verbose_name": "rondschrijven",
                "verbose_name_plural": "rondschrijvens",
                "ordering": ["created_at", "pk"],
                "indexes": [models.Index(condition=models.Q(("finished_at", None)), fields=["worked_at"], name="deelname_round_open")],
            },
        ),
    ]
