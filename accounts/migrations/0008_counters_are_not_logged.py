"""Counters of tries need not outlive a crash of the database, so that counting a request waits for no disk."""

from django.db import migrations


def on_postgresql(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_keep_answers_for_a_day")]
    operations = [
        migrations.RunPython(
            on_postgresql("ALTER TABLE accounts_limit SET UNLOGGED"),
            on_postgresql("ALTER TABLE accounts_limit SET LOGGED"),
        )
    ]
