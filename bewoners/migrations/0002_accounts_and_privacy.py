"""Accounts of residents: profile, log-in services, confirmations, consent, downloads, the ledger."""

from core.append_only import Guard
from django.conf import settings
from django.db import migrations, models
import bewoners.models.privacy
import bewoners.models.sessions
import bewoners.names
import bewoners.portraits
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields

CLAIM = django.core.validators.RegexValidator(
    "^[A-Za-z0-9_.:/-]+$", "Gebruik alleen letters, cijfers en de tekens _ . : / -"
)


GUARD = Guard("bewoners_verwijdering")


def guard(apps, schema_editor):
    """Have the database refuse every change of the ledger."""
    GUARD.put_up(schema_editor.connection)


def unguard(apps, schema_editor):
    """Take that back."""
    GUARD.take_down(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("bewoners", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="foto",
            field=bewoners.portraits.PortraitField(
                blank=True, upload_to="portretten", verbose_name="foto"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="naam",
            field=models.CharField(
                blank=True,
                help_text=("Staat bij alles wat u hier plaatst. Iedereen kan deze naam lezen."),
                max_length=80,
                validators=[bewoners.names.public_name],
                verbose_name="naam op de site",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="wijk",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="bewoners",
                to="wagtailcore.page",
                verbose_name="eigen wijk",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="session_number",
            field=bewoners.models.sessions.SessionNumberField(default=0, editable=False),
        ),
        migrations.CreateModel(
            name="Aanmelddienst",
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
                        help_text="Bijvoorbeeld: Gemeente Waterhage. Op de knop staat: Inloggen met …",
                        max_length=40,
                        verbose_name="naam op de knop",
                    ),
                ),
                (
                    "sleutel",
                    models.SlugField(
                        help_text="Komt in het adres waarnaar de dienst mensen terugstuurt: /account/organisatie/<naam in het adres>/terug/. Meld dat adres aan bij de dienst. U kunt dit later niet veranderen.",
                        max_length=40,
                        unique=True,
                        verbose_name="naam in het adres",
                    ),
                ),
                (
                    "actief",
                    models.BooleanField(default=True, verbose_name="mensen kunnen ermee inloggen"),
                ),
                (
                    "adres",
                    models.URLField(
                        help_text="Het adres waarachter /.well-known/openid-configuration staat.",
                        verbose_name="adres van de dienst",
                    ),
                ),
                ("client_id", models.CharField(max_length=191, verbose_name="client-id")),
                ("versleuteld_geheim", models.TextField(editable=False)),
                (
                    "niveaus",
                    models.TextField(
                        blank=True,
                        help_text="Eén per regel. Wie met een ander niveau terugkomt, komt niet binnen. Leeg: elk niveau mag, en wie in het beheer werkt doet de tweede stap dan op deze site.",
                        verbose_name="niveaus die sterk genoeg zijn (acr)",
                    ),
                ),
                (
                    "persoonsclaim",
                    models.CharField(
                        default="sub",
                        help_text="Nooit een burgerservicenummer. Wie daarmee terugkomt, komt niet binnen.",
                        max_length=100,
                        validators=[CLAIM],
                        verbose_name="claim die zegt wie iemand is",
                    ),
                ),
                (
                    "groepenclaim",
                    models.CharField(
                        blank=True,
                        default="groups",
                        help_text="Met een punt ertussen voor een claim in een claim: realm_access.roles.",
                        max_length=100,
                        validators=[CLAIM],
                        verbose_name="claim met groepen",
                    ),
                ),
                (
                    "domeinen",
                    models.TextField(
                        blank=True,
                        help_text="Eén per regel, bijvoorbeeld waterhage.nl. Alleen voor deze adressen wordt een account gemaakt of gekoppeld, en alleen als de dienst het adres heeft gecontroleerd.",
                        verbose_name="domeinen van e-mailadressen",
                    ),
                ),
                (
                    "maakt_accounts",
                    models.BooleanField(
                        default=False,
                        help_text="Uit: alleen wie al een account heeft komt binnen.",
                        verbose_name="maak een account bij de eerste keer",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aanmelddiensten",
                        to="wagtailcore.site",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmelddienst",
                "verbose_name_plural": "aanmelddiensten",
                "ordering": ["naam"],
            },
        ),
        migrations.CreateModel(
            name="GekregenGroep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dienst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gegeven",
                        to="bewoners.aanmelddienst",
                    ),
                ),
                (
                    "groep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.group",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gekregen_groepen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "groep door een aanmelddienst",
                "verbose_name_plural": "groepen door een aanmelddienst",
            },
        ),
        migrations.CreateModel(
            name="Groepstoekenning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("waarde", models.CharField(max_length=191, verbose_name="waarde in de claim")),
                (
                    "dienst",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toekenningen",
                        to="bewoners.aanmelddienst",
                    ),
                ),
                (
                    "groep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.group",
                        verbose_name="groep op deze site",
                    ),
                ),
            ],
            options={
                "verbose_name": "groepstoekenning",
                "verbose_name_plural": "groepstoekenningen",
            },
        ),
        migrations.AddConstraint(
            model_name="aanmelddienst",
            constraint=models.UniqueConstraint(
                fields=("site", "client_id"),
                name="aanmelddienst_once_per_client",
                violation_error_message="Deze gemeente heeft al een dienst met dit client-id.",
            ),
        ),
        migrations.AddConstraint(
            model_name="gekregengroep",
            constraint=models.UniqueConstraint(
                fields=("dienst", "user", "groep"), name="gekregen_groep_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="groepstoekenning",
            constraint=models.UniqueConstraint(
                fields=("dienst", "waarde", "groep"), name="groepstoekenning_once"
            ),
        ),
        migrations.CreateModel(
            name="Inactiviteit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_at", models.DateTimeField(verbose_name="eerste waarschuwing op")),
                (
                    "second_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="tweede waarschuwing op"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inactiviteit",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "inactiviteit",
                "verbose_name_plural": "inactiviteit",
            },
        ),
        migrations.CreateModel(
            name="Bevestiging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=50, verbose_name="soort")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="inhoud")),
                ("naam", models.CharField(blank=True, max_length=80, verbose_name="naam")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("code_hash", models.CharField(editable=False, max_length=64)),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                (
                    "sent",
                    models.PositiveSmallIntegerField(default=0, verbose_name="mails verstuurd"),
                ),
                (
                    "toestemming_versie",
                    models.PositiveIntegerField(
                        default=0, verbose_name="versie van de toestemming"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="gemaakt op"
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op"),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bevestigingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "bevestiging",
                "verbose_name_plural": "bevestigingen",
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["created_at"], name="bewoners_bevestiging_age")],
            },
        ),
        migrations.CreateModel(
            name="Toestemming",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("versie", models.PositiveIntegerField(verbose_name="versie")),
                (
                    "given_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="gegeven op"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toestemmingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming",
                "verbose_name_plural": "toestemmingen",
                "ordering": ["-given_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "site", "versie"), name="bewoners_consent_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Toestemmingstekst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tekst",
                    wagtail.fields.RichTextField(
                        help_text="Waar gaat iemand mee akkoord die meedoet? Schrijf kort en duidelijk.",
                        verbose_name="tekst",
                    ),
                ),
                (
                    "versie",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="versie"),
                ),
                (
                    "geldig_vanaf",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="Vanaf dan gaan mensen met deze tekst akkoord. Wie al meedoet, krijgt de vraag.",
                        verbose_name="geldig vanaf",
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
                "verbose_name": "toestemmingstekst",
                "verbose_name_plural": "toestemmingsteksten",
                "ordering": ["site", "-versie"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "versie"), name="bewoners_consent_text_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Volger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="sinds"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volgers",
                        to="wagtailcore.page",
                        verbose_name="pagina",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volgt",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "volger",
                "verbose_name_plural": "volgers",
                "ordering": ["created_at"],
                "constraints": [
                    models.UniqueConstraint(fields=["user", "page"], name="bewoners_follows_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="verwijderd_op",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="verwijderd op"
            ),
        ),
        migrations.CreateModel(
            name="Verwijdering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "account",
                    models.PositiveBigIntegerField(verbose_name="nummer van het account"),
                ),
                (
                    "address_hmac",
                    models.CharField(max_length=64, verbose_name="kenmerk van het adres"),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="verwijderd op"
                    ),
                ),
            ],
            options={
                "verbose_name": "verwijdering",
                "verbose_name_plural": "verwijderingen",
                "ordering": ["made_at"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "made_at"), name="bewoners_one_erasure_of_an_account"
                    )
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
        migrations.CreateModel(
            name="GegevensExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("bezig", "wordt gemaakt"),
                            ("klaar", "klaar"),
                            ("mislukt", "mislukt"),
                        ],
                        default="bezig",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        storage=bewoners.models.privacy.private_storage,
                        upload_to=bewoners.models.privacy.generated_name,
                        verbose_name="bestand",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="gevraagd op"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gemaakt op"),
                ),
                (
                    "expires_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="te downloaden tot"),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gegevensexports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "download van gegevens",
                "verbose_name_plural": "downloads van gegevens",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "bezig")),
                        fields=("user",),
                        name="bewoners_one_export_at_a_time",
                    )
                ],
            },
        ),
    ]
