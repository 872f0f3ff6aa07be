import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_achievement_addresses")]

    operations = [
        migrations.CreateModel(
            name="FoundBy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40, verbose_name="word")),
                ("month", models.DateField(verbose_name="month")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="times")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="found_by",
                        to="directory.group",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "verbose_name": "word that led to a page",
                "verbose_name_plural": "words that led to a page",
                "ordering": ["-month", "-count", "word"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "word", "month"), name="one_row_per_group_word_and_month"
                    )
                ],
            },
        ),
    ]
