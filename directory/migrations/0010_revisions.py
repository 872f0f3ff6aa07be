import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0009_reported_photo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=40, verbose_name="section")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved at")),
                ("data", models.JSONField(verbose_name="content")),
                ("restored_from", models.PositiveIntegerField(null=True, verbose_name="restored from")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="directory.group",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["group", "section", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "section", "number"), name="one_revision_per_section_and_number"
                    )
                ],
            },
        ),
    ]
