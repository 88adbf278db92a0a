"""What is counted in the cells of a map."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kaart", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Kaartcel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("laag", models.CharField(max_length=20, verbose_name="laag")),
                ("niveau", models.SmallIntegerField(verbose_name="niveau")),
                ("cel", models.BigIntegerField(verbose_name="cel")),
                ("stadium", models.CharField(max_length=20, verbose_name="stadium")),
                ("thema", models.BigIntegerField(default=0, verbose_name="thema")),
                ("aantal", models.IntegerField(verbose_name="aantal")),
                ("som_lat", models.BigIntegerField(default=0)),
                ("som_lon", models.BigIntegerField(default=0)),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                    ),
                ),
                (
                    "wijk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kaartcel",
                "verbose_name_plural": "kaartcellen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("laag", "site", "niveau", "cel", "wijk", "stadium", "thema"),
                        name="kaart_cell_once",
                    )
                ],
            },
        ),
    ]
