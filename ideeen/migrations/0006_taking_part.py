from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ideeen", "0005_judging")]

    operations: list[migrations.operations.base.Operation] = []
