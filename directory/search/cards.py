"""What a card and an API row show, as JSON in both languages; facts that depend on the clock are left as dates."""

from django.utils import timezone

from deeds import hooks
from directory.models import Card

SERVICES_ON_A_CARD = 3
LOGO = 64


def cards_of(groups):
    """Cards, unsaved, of groups read by `documents.readable` and of their services."""
    groups = list(groups)
    parts = hooks.parts_of([group.pk for group in groups])
    for group in groups:
        data = group_data(group) | parts[group.pk]
        yield Card(group=group, data=data)
        for service in group.services.all():
            yield Card(group=group, service=service, data=service_data(service, data))


def group_data(group):
    services = list(group.services.all())
    return {
        "id": str(group.uuid),
        "pk": group.pk,
        "slug": group.slug,
        "external_id": group.external_id,
        "name_ar": group.name_ar,
        "name_en": group.name_en,
        "summary_ar": group.summary_ar,
        "summary_en": group.summary_en,
        "kind": group.kind,
        "area": area_data(group.area),
        "fields": [
            _labelled(field.code, field.short_ar or field.title_ar, field.short_en or field.title_en)
            for field in group.fields.all()
        ],
        "beneficiaries": _terms(group.beneficiaries.all()),
        "access": access_data(group),
        "licence": licence_data(group.current_licence),
        "accepts_volunteers": group.accepts_volunteers,
        "claimed": group.is_claimed,
        "confirmed_on": _day(group.confirmed_on),
        "listed_on": _day(group.listed_at and timezone.localdate(group.listed_at)),
        "updated_at": group.updated_at.isoformat(),
        "logo": logo_address(group.logo),
        "services": [
            {"id": str(service.uuid), "title_ar": service.title_ar, "title_en": service.title_en}
            for service in services[:SERVICES_ON_A_CARD]
        ],
        "service_count": len(services),
        "badges": [],
    }


def service_data(service, group):
    return {
        "id": str(service.uuid),
        "pk": service.pk,
        "title_ar": service.title_ar,
        "title_en": service.title_en,
        "description_ar": service.description_ar,
        "description_en": service.description_en,
        "beneficiaries": _terms(service.beneficiaries.all()),
        "ages": {"from": service.age_from, "to": service.age_to},
        "for_whom": service.for_whom,
        "mode": service.mode,
        "place": area_data(service.place),
        "days": service.days,
        "hours": {"from": _hour(service.starts_at), "to": _hour(service.ends_at)},
        "places": {"state": service.places, "date": _day(service.places_on)},
        "price": None if service.price is None else str(service.price),
        "access": access_data(service),
        "group": {
            key: group[key]
            for key in ("id", "slug", "name_ar", "name_en", "area", "logo", "claimed", "confirmed_on")
        },
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


def access_data(owner):
    return {answer.feature_id: answer.answer for answer in owner.access_answers.all()}


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
