import django.utils.timezone
from django.db import migrations, models

import core.pictures.fields


class Migration(migrations.Migration):
    dependencies = [("deelname", "0001_initial")]

    operations: list[migrations.operations.base.Operation] = [
        migrations.CreateModel(
            name="TijdelijkeFoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("inzending", models.UUIDField(editable=False)),
                (
                    "bestand",
                    core.pictures.fields.PictureField(
                        height_field="hoogte",
                        upload_to="inzendingen/",
                        verbose_name="foto",
                        width_field="breedte",
                    ),
                ),
                ("breedte", models.PositiveIntegerField(editable=False)),
                ("hoogte", models.PositiveIntegerField(editable=False)),
                (
                    "klein",
                    models.FileField(
                        blank=True, editable=False, upload_to="", verbose_name="kleine uitvoering"
                    ),
                ),
                (
                    "alt",
                    models.CharField(blank=True, max_length=200, verbose_name="wat staat erop"),
                ),
                ("kenmerk", models.CharField(editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="gemaakt op"
                    ),
                ),
            ],
            options={
                "verbose_name": "tijdelijke foto",
                "verbose_name_plural": "tijdelijke foto's",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["created_at"], name="deelname_photo_waits_since")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inzending", "kenmerk"), name="deelname_photo_waits_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="foto",
            name="klein",
            field=models.FileField(
                blank=True, editable=False, upload_to="", verbose_name="kleine uitvoering"
            ),
        ),
        migrations.AddIndex(
            model_name="foto",
            index=models.Index(fields=["klein"], name="deelname_foto_small"),
        ),
    ]
