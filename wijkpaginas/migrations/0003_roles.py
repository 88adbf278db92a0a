"""The page permissions of who moderates, coordinates and hosts a neighbourhood."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PERMISSIONS = {
    "coordinate_page": "Regie voeren over ideeën en projecten",
    "host_page": "Aanspreekpunt van de wijk zijn",
    "moderate_page": "Beoordelen wat bewoners insturen",
}


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="page"
    )
    permission_model = apps.get_model("auth", "Permission")
    for codename, name in PERMISSIONS.items():
        permission_model.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the permissions away, and with them what was given."""
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=PERMISSIONS,
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wijkpaginas", "0002_reviews_and_municipalities"),
    ]

    operations = [
        migrations.RunPython(add, remove),
        migrations.AlterField(
            model_name="wijkgroup",
            name="role",
            field=models.CharField(
                choices=[
                    ("redactie", "redactie"),
                    ("eindredactie", "eindredactie"),
                    ("moderator", "moderatoren"),
                    ("regisseur", "regisseurs"),
                    ("wijkmanager", "wijkmanagers"),
                ],
                max_length=20,
                verbose_name="rol",
            ),
        ),
    ]
