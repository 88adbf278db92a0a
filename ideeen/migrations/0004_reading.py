from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ideeen", "0003_moderation")]

    operations: list[migrations.operations.base.Operation] = []
