from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    quote = schema_editor.quote_name
    for alias in settings.CACHES:
        if isinstance(caches[alias], BaseDatabaseCache):
            schema_editor.execute(f"DROP TABLE IF EXISTS {quote(caches[alias]._table)}")


class Migration(migrations.Migration):
    """The cache lives in the database, so that the limits on sign-in hold on every set-up."""

    dependencies = [("workers", "0001_messages_and_heartbeats")]

    operations = [migrations.RunPython(create, drop)]
