import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_partners_and_limits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("scope", models.CharField(db_index=True, max_length=60, verbose_name="about what")),
                ("subject_name", models.CharField(max_length=120, verbose_name="about whom")),
                ("mail", models.EmailField(blank=True, max_length=254, verbose_name="asked at this address")),
                ("lang", models.CharField(default="ar", max_length=2, verbose_name="language")),
                ("guardian", models.BooleanField(default=False, verbose_name="given by a guardian")),
                (
                    "guardian_name",
                    models.CharField(blank=True, max_length=120, verbose_name="guardian’s name"),
                ),
                ("text_version", models.CharField(max_length=40, verbose_name="version of the text")),
                (
                    "token_hash",
                    models.CharField(
                        editable=False, max_length=64, null=True, unique=True, verbose_name="hash of the link"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked at"
                    ),
                ),
                (
                    "given_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="given at"),
                ),
                (
                    "until",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="good until"),
                ),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="declined at"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended at"),
                ),
                (
                    "withdrawn_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("oneself", "taken back"),
                            ("changed", "ended because what was agreed to changed"),
                            ("removed", "ended because it is no longer needed"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "expiry_noted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="expiry noted at"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_at", None), ("until", None)),
                            models.Q(("given_at__isnull", False), ("until__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_consent_has_a_last_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("guardian", False),
                            ("given_at", None),
                            models.Q(("guardian_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_guardians_consent_names_the_guardian",
                    ),
                ],
            },
        ),
    ]
