"""An index of titles and texts together, on PostgreSQL: Wagtail makes one of each, but a word of a
question may stand in the title and another in the text. Without it each search reads every entry.
"""

from django.db import migrations

INDEX = "search_words"
TABLE = "wagtailsearch_indexentry"


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # As `core.matching` asks for it.
        schema_editor.execute(
            f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ((title || body))"
        )


def remove_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(add_index, remove_index)]
