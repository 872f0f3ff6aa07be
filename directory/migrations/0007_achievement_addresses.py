import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_number_achievements")]

    operations = [
        migrations.AlterField(
            model_name="achievement",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
