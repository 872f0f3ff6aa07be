from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0012_consents_of_team_cards")]

    operations = [
        migrations.RemoveField(model_name="teamcard", name="consented_at"),
        migrations.RemoveField(model_name="teamcard", name="guardian_consented_at"),
    ]
