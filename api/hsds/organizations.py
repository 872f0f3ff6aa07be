"""A group as an organization, its area as a location with what is known of access."""

from django.conf import settings

from api.hsds import taxonomies
from api.hsds.words import kept, other, own_id
from api.profile import shown
from api.shapes import group_url
from directory.models import Answer, Contact, Standing

PHONES = (Contact.Kind.PHONE, Contact.Kind.WHATSAPP)


def seen_by(audiences):
    return shown(audiences).filter(standing=Standing.LISTED)


def basic(group):
    """What lists show, and services of theirs."""
    logo = group.logo if hasattr(group, "looks") else None
    return kept(
        id=str(group.uuid),
        name=str(group.name),
        alternate_name=other(group, "name") or ", ".join(group.aliases),
        description=str(group.summary or group.about or group.name),
        email=first(group, Contact.Kind.EMAIL),
        website=group.website,
        year_incorporated=group.founded_on and group.founded_on.year,
        legal_status=group.get_kind_display(),
        logo=logo and logo.may_travel and settings.SITE_URL + logo.address(640),
        uri=group_url(group.slug),
    )


def first(group, kind):
    values = [contact.value for contact in group.seen_contacts if contact.kind == kind]
    return values[0] if values else ""


def whole(group, services):
    """`services` are its services in HSDS's words, as many as the reader wants of each."""
    return basic(group) | kept(
        phones=[phone(contact, group) for contact in group.seen_contacts if contact.kind in PHONES],
        locations=[location(group)] if group.area else [],
        organization_identifiers=identifiers(group),
        attributes=[taxonomies.field(row, group.uuid, "organization") for row in group.fields.all()]
        + [taxonomies.beneficiary(row, group.uuid, "organization") for row in group.beneficiaries.all()],
        services=services,
    )


def phone(contact, group):
    return {
        "id": own_id("phone", contact.pk),
        "organization_id": str(group.uuid),
        "number": contact.value,
        "type": "voice" if contact.kind == Contact.Kind.PHONE else "text",
    }


def identifiers(group):
    """Its number at the source it was imported from, and its licence's."""
    licence = group.current_licence
    named = [(group.source, group.external_id)] if group.external_id else []
    if licence and licence.number:
        named.append((licence.authority_ar or licence.authority_en, licence.number))
    return [
        {
            "id": own_id("identifier", group.uuid, scheme, number),
            "organization_id": str(group.uuid),
            "identifier_scheme": scheme,
            "identifier_type": scheme,
            "identifier": number,
        }
        for scheme, number in named
    ]


def location(group):
    """Where the group is based: no nearer than it says itself."""
    own = own_id("location", group.uuid)
    return place(own, group.area) | kept(
        organization_id=str(group.uuid),
        addresses=addresses(group, own),
        accessibility=accessibility(group.access_answers.all(), own),
    )


def place(own, area):
    return kept(
        id=own,
        location_type="physical",
        name=str(area.title),
        alternate_name=other(area, "title"),
        external_identifier=(area.parent or area).pk,
        external_identifier_type="ISO 3166-2",
    )


def addresses(group, own):
    street, governorate = first(group, Contact.Kind.ADDRESS), group.area.parent or group.area
    if not street:
        return []
    return [
        {
            "id": own_id("address", own),
            "location_id": own,
            "address_1": street,
            "city": str(group.area.title),
            "state_province": governorate.pk,
            "postal_code": "",
            "country": governorate.pk[:2],
            "address_type": "physical",
        }
    ]


def accessibility(answers, own):
    """What is there, and what is known to be missing; what nobody confirmed is not told at all."""
    return [
        kept(
            id=own_id("accessibility", own, answer.feature_id),
            location_id=own,
            description=str(answer.feature.title),
            details=f"{answer.answer} ({answer.confirmed_on})",
        )
        for answer in answers
        if answer.answer != Answer.UNKNOWN
    ]
