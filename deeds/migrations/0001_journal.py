import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="at"),
                ),
                ("deed", models.CharField(max_length=100, verbose_name="deed")),
                ("subject_type", models.CharField(max_length=100, verbose_name="kind of subject")),
                ("subject_id", models.CharField(blank=True, max_length=64, verbose_name="subject")),
                ("audience", models.JSONField(default=list, verbose_name="audience")),
                ("data", models.JSONField(default=dict, verbose_name="data")),
                ("reason_code", models.CharField(blank=True, max_length=64, verbose_name="reason code")),
                ("text_digest", models.CharField(max_length=64, verbose_name="digest of the text")),
                ("quiet", models.BooleanField(default=False, verbose_name="quiet")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the system itself.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="actor",
                    ),
                ),
            ],
            options={
                "verbose_name": "journal entry",
                "verbose_name_plural": "journal entries",
                "indexes": [models.Index(fields=["subject_type", "subject_id"], name="entry_by_subject")],
            },
        ),
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="deeds.entry",
                        verbose_name="entry",
                    ),
                ),
                ("salt", models.CharField(max_length=32, verbose_name="salt")),
                ("title_ar", models.TextField(verbose_name="title in Arabic")),
                ("title_en", models.TextField(verbose_name="title in English")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("words", models.TextField(blank=True, verbose_name="words of persons")),
            ],
            options={
                "verbose_name": "text of an entry",
                "verbose_name_plural": "texts of entries",
            },
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="unsealed",
                        serialize=False,
                        to="deeds.entry",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry to be sealed",
                "verbose_name_plural": "entries to be sealed",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "seq",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="number in the chain"
                    ),
                ),
                ("previous", models.CharField(max_length=64, verbose_name="hash before")),
                ("hash", models.CharField(max_length=64, verbose_name="hash")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="deeds.entry",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
            },
        ),
    ]
