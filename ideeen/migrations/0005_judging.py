from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ideeen", "0004_reading")]

    operations: list[migrations.operations.base.Operation] = []
