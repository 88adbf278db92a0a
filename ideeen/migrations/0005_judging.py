import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
from django.conf import settings
from django.db import migrations, models

import bewoners.models.privacy
import ideeen.models.burencheck


class Migration(migrations.Migration):
    dependencies = [
        ("ideeen", "0004_reading"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Burencheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vraag", models.CharField(max_length=300, verbose_name="vraag")),
                (
                    "toelichting",
                    models.TextField(blank=True, max_length=700, verbose_name="toelichting"),
                ),
                ("sluit_op", models.DateField(verbose_name="laatste dag")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="gestart op"
                    ),
                ),
                (
                    "gesloten_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="gesloten op"),
                ),
                (
                    "gewist_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="adressen gewist op"),
                ),
                (
                    "brieven",
                    models.CharField(
                        choices=[
                            ("bezig", "worden gemaakt"),
                            ("klaar", "klaar"),
                            ("mislukt", "mislukt"),
                            ("weg", "verwijderd"),
                        ],
                        default="bezig",
                        max_length=10,
                        verbose_name="brieven",
                    ),
                ),
                (
                    "brieven_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="brieven gemaakt op"),
                ),
                (
                    "bestand",
                    models.FileField(
                        blank=True,
                        storage=bewoners.models.privacy.private_storage,
                        upload_to=ideeen.models.burencheck.letters_name,
                        verbose_name="bestand",
                    ),
                ),
                (
                    "gestart_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gestart door",
                    ),
                ),
                (
                    "idee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="burenchecks",
                        to="ideeen.idee",
                        verbose_name="idee",
                    ),
                ),
            ],
            options={
                "verbose_name": "burencheck",
                "verbose_name_plural": "burenchecks",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="BurencheckAdres",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer in de lijst")),
                ("naam", models.CharField(blank=True, max_length=60, verbose_name="naam")),
                (
                    "straat",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="straat en huisnummer"
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="postcode")),
                ("plaats", models.CharField(blank=True, max_length=40, verbose_name="plaats")),
                (
                    "code_hash",
                    models.CharField(editable=False, max_length=64, null=True, unique=True),
                ),
                (
                    "antwoord",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("voor", "Ik ben voor"),
                            ("tegen", "Ik heb bezwaar"),
                            ("opmerking", "Ik heb alleen een opmerking"),
                        ],
                        max_length=10,
                        verbose_name="antwoord",
                    ),
                ),
                (
                    "opmerking",
                    models.TextField(blank=True, max_length=1000, verbose_name="opmerking"),
                ),
                (
                    "beantwoord_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op"),
                ),
                (
                    "burencheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adressen",
                        to="ideeen.burencheck",
                        verbose_name="burencheck",
                    ),
                ),
            ],
            options={
                "verbose_name": "adres van een burencheck",
                "verbose_name_plural": "adressen van een burencheck",
                "ordering": ["nummer"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Criterium",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "naam",
                    models.CharField(
                        help_text="Kort, bijvoorbeeld: Is er geld voor?",
                        max_length=80,
                        verbose_name="vraag",
                    ),
                ),
                (
                    "uitleg",
                    models.CharField(
                        blank=True,
                        help_text="Waar kijkt u naar? Iedereen leest dit bij het idee.",
                        max_length=300,
                        verbose_name="uitleg",
                    ),
                ),
                (
                    "volgorde",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Een laag getal staat vooraan.",
                        verbose_name="volgorde",
                    ),
                ),
                (
                    "vraagt_buren",
                    models.BooleanField(
                        default=False,
                        help_text="De uitkomst van de burencheck staat dan bij deze vraag.",
                        verbose_name="hier hoort een burencheck bij",
                    ),
                ),
                (
                    "in_gebruik",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: bij nieuwe beoordelingen wordt dit niet meer gevraagd.",
                        verbose_name="in gebruik",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterium",
                "verbose_name_plural": "criteria",
                "ordering": ["volgorde", "naam"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Uitkomst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "waarde",
                    models.CharField(
                        choices=[
                            ("ja", "Ja"),
                            ("deels", "Voor een deel"),
                            ("nee", "Nee"),
                            ("onbekend", "Nog niet bekend"),
                        ],
                        default="onbekend",
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "toelichting",
                    models.TextField(blank=True, max_length=1000, verbose_name="toelichting"),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="wanneer"),
                ),
                (
                    "criterium",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitkomsten",
                        to="ideeen.criterium",
                        verbose_name="criterium",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "idee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uitkomsten",
                        to="ideeen.idee",
                        verbose_name="idee",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitkomst",
                "verbose_name_plural": "uitkomsten",
            },
        ),
        migrations.AddIndex(
            model_name="burencheck",
            index=models.Index(fields=["idee", "-created_at"], name="ideeen_check_idee"),
        ),
        migrations.AddIndex(
            model_name="burencheck",
            index=models.Index(
                condition=models.Q(("gesloten_op", None)),
                fields=["sluit_op"],
                name="ideeen_check_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="burencheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("gesloten_op", None)),
                fields=("idee",),
                name="ideeen_one_check_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="burencheckadres",
            constraint=models.UniqueConstraint(
                fields=("burencheck", "nummer"), name="ideeen_address_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="burencheckadres",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("antwoord", ""), ("beantwoord_op", None)),
                    models.Q(
                        ("antwoord__in", ["voor", "tegen", "opmerking"]),
                        ("beantwoord_op__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ideeen_answer_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterium",
            constraint=models.UniqueConstraint(
                fields=("site", "naam"),
                name="ideeen_criterium_once",
                violation_error_message="Dit criterium is er al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitkomst",
            constraint=models.UniqueConstraint(
                fields=("idee", "criterium"), name="ideeen_one_outcome_each"
            ),
        ),
    ]
