import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deeds", "0002_insert_only")]

    operations = [
        migrations.CreateModel(
            name="Once",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=120, unique=True, verbose_name="token")),
                ("address", models.CharField(max_length=1000, verbose_name="address")),
                (
                    "at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="at"),
                ),
            ],
            options={"verbose_name": "posted form", "verbose_name_plural": "posted forms"},
        ),
    ]
