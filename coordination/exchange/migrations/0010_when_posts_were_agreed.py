"""Requests and offers that were agreed before learn from the journal when."""

from django.db import migrations


def remember(apps, schema_editor):
    alias = schema_editor.connection.alias
    entries = apps.get_model("deeds", "Entry").objects.using(alias)
    posts = apps.get_model("exchange", "Post").objects.using(alias).filter(matched_at=None)
    agreed = entries.filter(deed="exchange.promise_all").order_by("at", "pk").values_list("subject_id", "at")
    for pk, at in agreed.iterator():
        posts.filter(pk=pk).update(matched_at=at)


class Migration(migrations.Migration):
    dependencies = [("deeds", "0003_posted_forms"), ("exchange", "0009_when_agreed_and_who_drafted")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop, elidable=True)]
