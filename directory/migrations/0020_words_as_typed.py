from django.db import migrations, models
from django.db.models import F


def shown_as_folded(apps, schema_editor):
    """How older words were typed is not known."""
    for name in ("FoundBy", "Miss"):
        apps.get_model("directory", name).objects.update(typed=F("word"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0019_groups_let_partners_act")]

    operations = [
        *(
            migrations.AddField(
                name, "typed", models.CharField("as typed", default="", max_length=40), preserve_default=False
            )
            for name in ("foundby", "miss")
        ),
        migrations.RunPython(shown_as_folded, migrations.RunPython.noop),
    ]
