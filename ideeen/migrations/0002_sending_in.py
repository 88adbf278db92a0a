"""Titles that look alike are found by their trigrams, where the database can."""

from django.db import DatabaseError, migrations, transaction

INDEX = "ideeen_titel_trigram"


def add_index(apps, schema_editor):
    """Add the extension and the index; without the right to do so the site uses plain words."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    schema_editor.execute(
        # As the lookups of Django ask for it, whatever its capitals.
        f"CREATE INDEX IF NOT EXISTS {INDEX} ON ideeen_idee USING gin (UPPER(titel) gin_trgm_ops)"
    )


def remove_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("ideeen", "0001_initial")]

    operations: list[migrations.operations.base.Operation] = [
        migrations.RunPython(add_index, remove_index)
    ]
