from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deelname", "0003_moderation")]

    operations: list[migrations.operations.base.Operation] = []
