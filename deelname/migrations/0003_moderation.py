from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deelname", "0002_sending_in")]

    operations: list[migrations.operations.base.Operation] = []
