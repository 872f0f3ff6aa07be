"""What a card and an API row show, as JSON in both languages; facts that depend on the clock are left as dates."""

from django.utils import timezone

from deeds import hooks
from directory.models import Card

SERVICES_ON_A_CARD = 3
LOGO = 64
OF_GROUP = ("id", "slug", "name_ar", "name_en", "area", "logo", "claimed", "confirmed_on", "source")


def cards_of(groups):
    """Cards, unsaved, of groups as `held.read` gives them and of their services."""
    parts = hooks.parts_of([group.row.pk for group in groups])
    for group in groups:
        data = group_data(group) | parts[group.row.pk]
        yield Card(group=group.row, data=data)
        for service in group.services:
            yield Card(group=group.row, service=service.row, data=service_data(service, data))


def group_data(group):
    row = group.row
    return {
        "id": str(row.uuid),
        "pk": row.pk,
        "slug": row.slug,
        "external_id": row.external_id,
        "source": row.source,
        "name_ar": row.name_ar,
        "name_en": row.name_en,
        "summary_ar": row.summary_ar,
        "summary_en": row.summary_en,
        "kind": row.kind,
        "area": area_data(group.area),
        "fields": [
            _labelled(field.code, field.short_ar or field.title_ar, field.short_en or field.title_en)
            for field in group.fields
        ],
        "beneficiaries": _terms(group.beneficiaries),
        "access": group.access,
        "licence": licence_data(group.licence),
        "accepts_volunteers": row.accepts_volunteers,
        "claimed": row.is_claimed,
        "confirmed_on": _day(row.confirmed_on),
        "listed_on": _day(row.listed_at and timezone.localdate(row.listed_at)),
        "updated_at": row.updated_at.isoformat(),
        "logo": logo_address(group.logo),
        "services": [
            {"id": str(one.row.uuid), "title_ar": one.row.title_ar, "title_en": one.row.title_en}
            for one in group.services[:SERVICES_ON_A_CARD]
        ],
        "service_count": len(group.services),
        "badges": [],
    }


def service_data(service, group):
    """`group` is the data of the group's card."""
    row = service.row
    return {
        "id": str(row.uuid),
        "pk": row.pk,
        "title_ar": row.title_ar,
        "title_en": row.title_en,
        "description_ar": row.description_ar,
        "description_en": row.description_en,
        "beneficiaries": _terms(service.beneficiaries),
        "ages": {"from": row.age_from, "to": row.age_to},
        "for_whom": row.for_whom,
        "mode": row.mode,
        "place": area_data(service.place),
        "days": row.days,
        "hours": {"from": _hour(row.starts_at), "to": _hour(row.ends_at)},
        "places": {"state": row.places, "date": _day(row.places_on)},
        "price": None if row.price is None else str(row.price),
        "access": service.access,
        "updated_at": row.updated_at.isoformat(),
        "group": {key: group[key] for key in OF_GROUP},
    }


def area_data(area):
    """Code and labels of a place and of its governorate; None without one."""
    if area is None:
        return None
    governorate = area.parent or area
    return _labelled(area.code, area.title_ar, area.title_en) | {
        "governorate": governorate.code,
        "governorate_ar": governorate.title_ar,
        "governorate_en": governorate.title_en,
    }


def licence_data(licence):
    if licence is None:
        return None
    return {
        "verdict": licence.verdict,
        "verified_on": _day(licence.verdict_on),
        "expires_on": _day(licence.expires_on),
        "authority": licence.authority_ar or licence.authority_en,
        "authority_ar": licence.authority_ar,
        "authority_en": licence.authority_en,
    }


def logo_address(logo):
    """Where the logo lies, twice as wide as a card draws it; "" without one that may leave its page."""
    return logo.address(2 * LOGO) if logo and logo.may_travel else ""


def _terms(terms):
    return [_labelled(term.code, term.title_ar, term.title_en) for term in terms]


def _labelled(code, arabic, english):
    return {"code": code, "ar": arabic, "en": english}


def _day(day):
    return day.isoformat() if day else None


def _hour(hour):
    return hour.strftime("%H:%M") if hour else None
