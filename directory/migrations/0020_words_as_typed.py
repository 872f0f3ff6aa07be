from django.db import migrations, models


class Migration(migrations.Migration):
    """How older words were typed is not known; what code of before writes while this one comes is not either."""

    dependencies = [("directory", "0019_groups_let_partners_act")]

    operations = [
        migrations.AddField(name, "typed", models.CharField("as typed", db_default="", max_length=40))
        for name in ("foundby", "miss")
    ]
