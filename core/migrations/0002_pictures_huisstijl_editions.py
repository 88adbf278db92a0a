"""Versions of pictures, the look and settings of a municipality, and editions of sites."""

from PIL import Image
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import migrations, models
import core.fields
import core.footer
import core.huisstijl.logo
import core.models.gemeente
import core.pictures.fields
import django.db.models.deletion
import io
import wagtail.images.models


def copy_logos(apps, schema_editor):
    """Make a logo of its own of each picture that was chosen as one; the picture itself stays."""
    for gemeente in apps.get_model("core", "Gemeente").objects.exclude(oud_logo=None):
        picture = gemeente.oud_logo
        try:
            with picture.file.open("rb") as source, Image.open(source) as image:
                small = image.convert("RGBA")
        except (OSError, ValueError):
            continue  # the file is gone: there is nothing to show
        small.thumbnail((1200, 240))
        content = io.BytesIO()
        small.save(content, "WEBP", lossless=True)
        gemeente.logo_breedte, gemeente.logo_hoogte = small.size
        gemeente.logo.save("logo.webp", ContentFile(content.getvalue()))


def give_sites_an_edition(apps, schema_editor):
    """Start counting for the sites that are there."""
    site_model = apps.get_model("wagtailcore", "Site")
    edition_model = apps.get_model("core", "SiteEdition")
    edition_model.objects.bulk_create(
        edition_model(site_id=pk) for pk in site_model.objects.values_list("pk", flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="siterendition",
            options={
                "verbose_name": "voorbeeldplaatje",
                "verbose_name_plural": "voorbeeldplaatjes",
            },
        ),
        migrations.AddField(
            model_name="siteimage",
            name="uitvoeringen",
            field=models.JSONField(
                blank=True, default=dict, editable=False, verbose_name="uitvoeringen"
            ),
        ),
        migrations.AlterField(
            model_name="siteimage",
            name="description",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Wat is er te zien? Wie het plaatje niet ziet, krijgt deze tekst te horen. Bijvoorbeeld: Kinderen spelen op het nieuwe plein.",
                max_length=255,
                verbose_name="beschrijving",
            ),
        ),
        migrations.AlterField(
            model_name="siteimage",
            name="file",
            field=core.pictures.fields.PictureField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="bestand",
                width_field="width",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="pdf_controle",
            field=models.JSONField(
                default=dict, editable=False, verbose_name="controle van de pdf"
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="balkkleur",
            field=models.CharField(blank=True, editable=False, max_length=9),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="balkkleur_donker",
            field=models.CharField(blank=True, editable=False, max_length=9),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="kanalen",
            field=core.fields.BlocksField([], blank=True, verbose_name="sociale media"),
        ),
        migrations.RenameField(model_name="gemeente", old_name="logo", new_name="oud_logo"),
        migrations.AddField(
            model_name="gemeente",
            name="logo",
            field=models.FileField(
                blank=True,
                default="",
                help_text="Een SVG van hooguit 200 kB, of een PNG of WebP met een doorzichtige achtergrond van minstens 120 pixels hoog.",
                upload_to=core.huisstijl.logo.logo_path,
                verbose_name="logo",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="gemeente",
            name="logo_breedte",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="logo_hoogte",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(copy_logos, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="gemeente", name="oud_logo"),
        migrations.AddField(
            model_name="gemeente",
            name="opening",
            field=models.CharField(
                choices=[
                    ("open", "open"),
                    ("binnenkort", "binnenkort: alleen een aankondiging is te zien"),
                ],
                default="open",
                max_length=20,
                verbose_name="toestand",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="opening_tekst",
            field=models.CharField(
                blank=True,
                help_text="Bijvoorbeeld: Op 1 maart gaat deze site open.",
                max_length=300,
                validators=[core.footer.one_line],
                verbose_name="aankondiging zolang de site nog niet open is",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="stijl_css",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="stijl_sleutel",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="taal",
            field=models.CharField(
                choices=core.models.gemeente.site_languages,
                default="nl",
                help_text="De taal van de teksten. Voorleesprogramma's en zoekmachines letten daarop.",
                max_length=12,
                verbose_name="taal",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="toegankelijkheid_adres",
            field=models.CharField(
                blank=True,
                help_text="Bijvoorbeeld de verklaring in het register van de overheid.",
                max_length=500,
                validators=[core.footer.one_line, core.footer.check_https],
                verbose_name="of een adres elders",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="toegankelijkheid_pagina",
            field=models.ForeignKey(
                blank=True,
                help_text="Leeg: de pagina met het adres /toegankelijkheid/, als die openbaar is.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="pagina met de toegankelijkheidsverklaring",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="tokens",
            field=models.TextField(
                blank=True,
                help_text="JSON met kleuren, letters en vormen. Leeg: de gewone huisstijl van Samenwijk.",
                verbose_name="design tokens",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="tokens_donker",
            field=models.TextField(
                blank=True,
                help_text="Alleen kleuren. Ze gelden bij mensen die hun apparaat donker hebben gezet. Leeg: dan houdt de site daar haar eigen donkere kleuren.",
                verbose_name="design tokens voor een donker scherm",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="voetlinks",
            field=core.fields.BlocksField(
                [],
                blank=True,
                help_text="Pagina's die niet openbaar zijn, staan er vanzelf niet bij.",
                verbose_name="links onder aan elke pagina",
            ),
        ),
        migrations.AlterField(
            model_name="gemeente",
            name="naam",
            field=models.CharField(
                blank=True,
                help_text="Bijvoorbeeld: Nijmegen. Staat boven aan elke pagina.",
                max_length=100,
                validators=[core.footer.one_line],
                verbose_name="naam van de gemeente",
            ),
        ),
        migrations.AlterField(
            model_name="gemeente",
            name="slogan",
            field=models.CharField(
                blank=True,
                help_text="Een korte zin naast de naam, bijvoorbeeld: Samen maken we de wijk.",
                max_length=150,
                validators=[core.footer.one_line],
                verbose_name="ondertitel",
            ),
        ),
        migrations.AlterField(
            model_name="gemeente",
            name="telefoon",
            field=models.CharField(
                blank=True,
                max_length=40,
                validators=[core.footer.one_line],
                verbose_name="telefoon",
            ),
        ),
        migrations.CreateModel(
            name="SiteEdition",
            fields=[
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="edition",
                        serialize=False,
                        to="wagtailcore.site",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=1)),
            ],
            options={"verbose_name": "editie", "verbose_name_plural": "edities"},
        ),
        migrations.RunPython(give_sites_an_edition, migrations.RunPython.noop),
    ]
