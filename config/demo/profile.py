"""What a group of the demo shows: services, capabilities, achievements, team, contacts, licence, access."""

from datetime import date, time, timedelta

from django.utils import timezone

from accounts.consents import LASTS, newest
from accounts.models import Consent, Person
from directory.models import (
    Achievement,
    Capability,
    Contact,
    Group,
    GroupAccess,
    Licence,
    Service,
    ServiceAccess,
    SocialLink,
    TeamCard,
)

VERDICTS_BY = "secretary@demo.test"


def add_profile(group, data):
    confirmed = day_ago(data.get("confirmed_days_ago", 0))
    add_access(GroupAccess, {"group": group}, data["access"], confirmed)
    add_links(group, data.get("social", {}))
    for position, service in enumerate(data["services"]):
        add_service(group, position, confirmed, **service)
    for position, capability in enumerate(data["capabilities"]):
        Capability.objects.create(group=group, position=position, **capability)
    for achievement in data["achievements"]:
        add_achievement(group, **achievement)
    for position, card in enumerate(data["team"]):
        add_card(group, position, confirmed, **card)
    for position, contact in enumerate(data["contacts"]):
        Contact.objects.create(group=group, position=position, **contact)
    if "licence" in data:
        add_licence(group, **data["licence"])


def day_ago(days) -> date:
    return timezone.localdate() - timedelta(days=days)


def add_access(model, owner, answers, confirmed):
    """What is not in `answers` stays unknown."""
    rows = [
        model(**owner, feature_id=code, answer=answer, confirmed_on=confirmed)
        for code, answer in answers.items()
    ]
    model.objects.bulk_create(rows)


def add_links(group, links):
    SocialLink.objects.bulk_create(
        SocialLink(group=group, network=network, url=url) for network, url in links.items()
    )


def add_service(
    group, position, confirmed, *, beneficiaries, places_days_ago, place=None, access=None, **columns
):
    for name in ("starts_at", "ends_at"):
        if name in columns:
            columns[name] = time.fromisoformat(columns[name])
    service = Service.objects.create(
        group=group, position=position, place_id=place, places_on=day_ago(places_days_ago), **columns
    )
    service.beneficiaries.set(beneficiaries)
    add_access(ServiceAccess, {"service": service}, access or {}, confirmed)


def add_achievement(group, *, days_ago, partners=(), **columns):
    """Its partner groups are joined once all groups are there."""
    Achievement.objects.create(group=group, happened_on=day_ago(days_ago), **columns)


def join_partners(group, achievements):
    for data in achievements:
        if data.get("partners"):
            achievement = group.achievements.get(title_ar=data["title_ar"])
            achievement.partner_groups.set(Group.objects.filter(slug__in=data["partners"]))


def add_card(group, position, confirmed, *, consented, guardian_consented=False, **columns):
    """A card of a member is tied to that person; nobody is shown without their own consent."""
    person = Person.objects.filter(memberships__group=group, name=columns["name_ar"]).first()
    card = TeamCard.objects.create(group=group, position=position, person=person, **columns)
    if guardian_consented if card.is_minor else consented:
        add_consent(card, timezone.now() - timedelta(days=(timezone.localdate() - confirmed).days % 300))


def add_consent(card, at):
    text = newest("team_card_guardian" if card.is_minor else "team_card")
    Consent.objects.create(
        scope=card.consent_scope,
        subject_name=card.name,
        person=None if card.is_minor else card.person,
        guardian=card.is_minor,
        guardian_name="ولي الأمر" if card.is_minor else "",
        text_version=text["version"],
        asked_at=at,
        given_at=at,
        until=at + LASTS,
    )


def add_licence(
    group, *, verdict, issued_days_ago, expires_in_days, checked_days_ago=None, reason="", **columns
):
    checked = checked_days_ago is not None
    Licence.objects.create(
        group=group,
        issued_on=day_ago(issued_days_ago),
        expires_on=day_ago(-expires_in_days),
        verdict=verdict,
        verdict_by=Person.objects.get(email=VERDICTS_BY) if checked else None,
        verdict_on=day_ago(checked_days_ago) if checked else None,
        verdict_reason=reason,
        **columns,
    )
