"""Remove the welcome page and the site that Wagtail makes: a municipality's own come instead."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remove_welcome_page(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    page_model = apps.get_model("wagtailcore", "Page")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    plain = content_type_model.objects.filter(app_label="wagtailcore", model="page")
    welcome = page_model.objects.filter(slug="home", depth=2, numchild=0, content_type__in=plain)
    if not welcome.exists():
        return
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    page_model.objects.filter(depth=1).update(numchild=page_model.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0002_initial_data"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(remove_welcome_page, migrations.RunPython.noop)]
