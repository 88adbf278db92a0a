"""When pages were reviewed; contact persons, subjects and texts belong to one municipality each."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import TruncDate
import django.db.models.deletion
import modelsearch.index
import wagtail.fields


PAGE_TYPES = [
    "AgendaPage",
    "EvenementPage",
    "InformatiePage",
    "NieuwsIndexPage",
    "NieuwsPage",
    "WijkIndexPage",
    "WijkPage",
]


def publishing_was_reviewing(apps, schema_editor):
    """Pages that are public were looked at when they were last published."""
    Page = apps.get_model("wagtailcore", "Page")
    for name in PAGE_TYPES:
        model = apps.get_model("wijkpaginas", name)
        published = Page.objects.filter(pk=models.OuterRef("pk"), live=True)
        day = TruncDate("last_published_at", output_field=models.DateField())
        model.objects.update(nagekeken_op=models.Subquery(published.values(day=day)[:1]))


def give_people_a_municipality(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Assign each person to the site of the first neighbourhood that names them, else the default.

    Stops when there are people and no site: they would belong to nobody.
    """
    site_model = apps.get_model("wagtailcore", "Site")
    person_model = apps.get_model("wijkpaginas", "Contactpersoon")
    people = person_model.objects.filter(site=None)
    if not people.exists():
        return
    sites = list(site_model.objects.order_by("-is_default_site", "pk").select_related("root_page"))
    if not sites:
        raise RuntimeError("There are contact persons but no site: make a site first.")
    for person in people:
        contact = person.wijken.select_related("wijk").order_by("pk").first()
        path = contact.wijk.path if contact else ""
        person.site = next(
            (site for site in sites if path.startswith(site.root_page.path)), sites[0]
        )
        person.save(update_fields=["site"])


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wijkpaginas", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendapage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.AddField(
            model_name="evenementpage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.AddField(
            model_name="informatiepage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.AddField(
            model_name="nieuwsindexpage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.AddField(
            model_name="nieuwspage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.AddField(
            model_name="wijkindexpage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.AddField(
            model_name="wijkpage",
            name="nagekeken_op",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="nagekeken op"
            ),
        ),
        migrations.CreateModel(
            name="VoorbeeldenPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "samenvatting",
                    models.CharField(
                        blank=True,
                        help_text="Een of twee zinnen. Staat in lijsten, in zoekmachines en als iemand de pagina deelt.",
                        max_length=300,
                        verbose_name="samenvatting",
                    ),
                ),
                (
                    "nagekeken_op",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="nagekeken op"
                    ),
                ),
                (
                    "afbeelding",
                    models.ForeignKey(
                        blank=True,
                        help_text="Staat boven aan de pagina en in lijsten. Liefst liggend.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="afbeelding",
                    ),
                ),
            ],
            options={
                "verbose_name": "map met voorbeelden",
                "verbose_name_plural": "mappen met voorbeelden",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.RunPython(publishing_was_reviewing, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="wijkpage",
            index=models.Index(
                condition=models.Q(("opening", "open"), _negated=True),
                fields=["page_ptr"],
                name="wijk_not_open",
            ),
        ),
        migrations.AddField(
            model_name="contactpersoon",
            name="site",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.site",
                verbose_name="gemeente",
            ),
        ),
        migrations.RunPython(give_people_a_municipality, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="contactpersoon",
            name="site",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.site",
                verbose_name="gemeente",
            ),
        ),
        migrations.AddField(
            model_name="wijkgroup",
            name="task",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="wijk_group",
                to="wagtailcore.groupapprovaltask",
            ),
        ),
        migrations.CreateModel(
            name="Thema",
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
                        help_text="Kort, bijvoorbeeld: Groen of Verkeer.",
                        max_length=40,
                        verbose_name="naam",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Leeg: komt van de naam. Staat in het adres van een lijst over dit thema.",
                        verbose_name="naam in het adres",
                    ),
                ),
                (
                    "uitleg",
                    models.CharField(
                        blank=True,
                        help_text="Een zin voor redacteuren: wat hoort hierbij?",
                        max_length=200,
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
                "verbose_name": "thema",
                "verbose_name_plural": "thema's",
                "ordering": ["volgorde", "naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "naam"),
                        name="wijkpaginas_thema_name_once",
                        violation_error_message="Er is al een thema met deze naam.",
                    ),
                    models.UniqueConstraint(
                        fields=("site", "slug"),
                        name="wijkpaginas_thema_slug_once",
                        violation_error_message="Er is al een thema met deze naam in het adres.",
                    ),
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name="evenementpage",
            name="thema",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wijkpaginas.thema",
                verbose_name="thema",
            ),
        ),
        migrations.AddField(
            model_name="nieuwspage",
            name="thema",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wijkpaginas.thema",
                verbose_name="thema",
            ),
        ),
        migrations.CreateModel(
            name="GemeenteGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("communicatie", "communicatie")],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gemeente_group",
                        to="auth.group",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editor_groups",
                        to="wagtailcore.site",
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gemeente_group",
                        to="wagtailcore.groupapprovaltask",
                    ),
                ),
            ],
            options={
                "verbose_name": "groep van een gemeente",
                "verbose_name_plural": "groepen van een gemeente",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "role"), name="gemeente_group_once_per_role"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standaardtekst",
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
                        help_text="Alleen redacteuren zien deze naam.",
                        max_length=100,
                        verbose_name="naam",
                    ),
                ),
                ("tekst", wagtail.fields.RichTextField(verbose_name="tekst")),
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
                "verbose_name": "standaardtekst",
                "verbose_name_plural": "standaardteksten",
                "ordering": ["naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "naam"),
                        name="wijkpaginas_text_name_once",
                        violation_error_message="Er is al een standaardtekst met deze naam.",
                    )
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
