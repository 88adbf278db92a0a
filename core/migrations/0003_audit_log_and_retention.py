"""The log of what staff see and change of residents' data, and what was cleaned on which day."""

from core.append_only import Guard
from django.conf import settings
from django.db import migrations, models
import django.core.validators
import django.db.models.deletion
import django.utils.timezone

GUARD = Guard("core_auditentry", days=730)


def guard(apps, schema_editor):
    """Have the database refuse every change of the log."""
    GUARD.put_up(schema_editor.connection)


def unguard(apps, schema_editor):
    """Take that back."""
    GUARD.take_down(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_pictures_huisstijl_editions"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        db_index=True,
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="moment",
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("getoond", "getoond in een lijst"),
                            ("bekeken", "bekeken"),
                            ("toegevoegd", "toegevoegd"),
                            ("gewijzigd", "gewijzigd"),
                            ("verwijderd", "verwijderd"),
                            ("geexporteerd", "geëxporteerd"),
                        ],
                        max_length=20,
                        verbose_name="handeling",
                    ),
                ),
                ("about_model", models.CharField(max_length=100, verbose_name="soort gegevens")),
                (
                    "about_id",
                    models.CharField(blank=True, max_length=64, verbose_name="nummer"),
                ),
                (
                    "label",
                    models.CharField(blank=True, max_length=200, verbose_name="omschrijving"),
                ),
                ("fields", models.JSONField(default=list, verbose_name="velden")),
                (
                    "request_id",
                    models.CharField(blank=True, max_length=64, verbose_name="verzoek"),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van het logboek",
                "verbose_name_plural": "regels van het logboek",
                "ordering": ["-made_at", "-pk"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["about_model", "about_id"], name="core_audit_about")
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
        migrations.AddField(
            model_name="outgoingmail",
            name="forget",
            field=models.BooleanField(
                default=False,
                help_text="Na het versturen blijft er niets van de mail over.",
                verbose_name="vergeten",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="minimumleeftijd",
            field=models.PositiveSmallIntegerField(
                default=16,
                help_text="Wie meedoet, vinkt aan zo oud te zijn. Er wordt geen geboortedatum gevraagd. Vul 0 in als u niets over leeftijd wilt vragen.",
                validators=[django.core.validators.MaxValueValidator(21)],
                verbose_name="minimumleeftijd voor een account",
            ),
        ),
        migrations.CreateModel(
            name="Opruiming",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=50, verbose_name="soort")),
                ("day", models.DateField(verbose_name="dag")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="verwijderd")),
                (
                    "skipped",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Hiervan is de termijn voorbij, maar het bleef.",
                        verbose_name="overgeslagen",
                    ),
                ),
                ("claimed_until", models.DateTimeField(verbose_name="bezig tot")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="klaar op"),
                ),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="fout")),
            ],
            options={
                "verbose_name": "opruiming",
                "verbose_name_plural": "opruimingen",
                "ordering": ["-day", "key"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "day"), name="core_opruiming_once_a_day")
                ],
            },
        ),
    ]
