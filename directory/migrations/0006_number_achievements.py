"""Achievements that were there before get an address of their own."""

import uuid

from django.db import migrations


def number(apps, schema_editor):
    rows = apps.get_model("directory", "Achievement").objects.using(schema_editor.connection.alias)
    while some := list(rows.filter(uuid__isnull=True)[:500]):
        for row in some:
            row.uuid = uuid.uuid4()
        rows.bulk_update(some, ["uuid"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_photos")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop, elidable=True)]
