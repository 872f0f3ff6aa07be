"""What was a day on a team card becomes a consent with its words and its last day."""

from datetime import timedelta

from django.db import migrations
from django.db.models import Q

LASTS = timedelta(days=365)


def to_consents(apps, schema_editor):
    cards = apps.get_model("directory", "TeamCard").objects
    agreed = Q(is_minor=False, consented_at__isnull=False) | Q(
        guardian_consented_at__isnull=False, is_minor=True
    )
    consents = apps.get_model("accounts", "Consent").objects
    consents.bulk_create([consent_of(consents.model, card) for card in cards.filter(agreed)], batch_size=500)


def consent_of(model, card):
    at = card.guardian_consented_at if card.is_minor else card.consented_at
    return model(
        scope=f"team_card:{card.pk}",
        subject_name=card.name_ar or card.name_en,
        person_id=None if card.is_minor else card.person_id,
        guardian=card.is_minor,
        guardian_name="—" if card.is_minor else "",
        text_version="team_card_guardian-1" if card.is_minor else "team_card-1",
        asked_at=at,
        given_at=at,
        until=at + LASTS,
    )


def to_days(apps, schema_editor):
    cards = apps.get_model("directory", "TeamCard").objects
    given = apps.get_model("accounts", "Consent").objects.filter(
        scope__startswith="team_card:", given_at__isnull=False, withdrawn_at=None
    )
    for consent in given:
        day = {"guardian_consented_at" if consent.guardian else "consented_at": consent.given_at}
        cards.filter(pk=consent.scope.partition(":")[2]).update(**day)


class Migration(migrations.Migration):
    dependencies = [("directory", "0011_team"), ("accounts", "0002_consents")]
    operations = [migrations.RunPython(to_consents, to_days, elidable=True)]
