"""A service in HSDS's words: for whom, when, where, what it costs."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from api.hsds import organizations, taxonomies
from api.hsds.words import kept, other, own_id
from api.shapes import group_url
from directory.models import Contact, Service, Standing

DAYS = {"sun": "SU", "mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA"}


def seen_by(audiences):
    contacts = Contact.objects.visible_to(audiences)
    return (
        Service.objects.visible_to(audiences)
        .filter(group__standing=Standing.LISTED)
        .select_related("group", "place__parent")
        .prefetch_related(
            "beneficiaries",
            "access_answers__feature",
            Prefetch("group__contacts", contacts, to_attr="seen_contacts"),
        )
        .order_by("pk")
    )


def placed(audiences):
    """Services that say where they are."""
    return seen_by(audiences).filter(place__isnull=False)


def basic(service, group=None):
    """What lists show; with `group`, the organization it belongs to."""
    owner = group or service.group
    return kept(
        id=str(service.uuid),
        organization_id=str(owner.uuid),
        name=str(service.title),
        alternate_name=other(service, "title"),
        description=str(service.description),
        url=f"{group_url(owner.slug)}#service-{service.uuid}",
        status="active",
        fees_description=fees(service),
        wait_time=f"{service.get_places_display()} ({service.places_on})",
        eligibility_description=service.get_for_whom_display(),
        minimum_age=service.age_from,
        maximum_age=service.age_to,
        assured_date=owner.confirmed_on and owner.confirmed_on.isoformat(),
        last_modified=service.updated_at.isoformat(),
        organization=None if group else organizations.basic(owner),
    )


def fees(service):
    if service.price is None:
        return _("on request")
    return _("free") if service.is_free else f"{service.price} KWD"


def whole(service, group=None):
    own = str(service.uuid)
    return basic(service, group) | kept(
        schedules=[schedule(service)] if service.days else [],
        service_areas=[area(service)] if service.place else [],
        service_at_locations=[at_location(service)] if service.place else [],
        cost_options=[] if service.price is None else [cost(service)],
        attributes=[taxonomies.beneficiary(row, own, "service") for row in service.beneficiaries.all()],
    )


def schedule(service):
    return kept(
        id=own_id("schedule", service.uuid),
        service_id=str(service.uuid),
        freq="WEEKLY",
        wkst="SU",
        interval=1,
        byday=",".join(DAYS[day] for day in service.days),
        opens_at=service.starts_at and service.starts_at.strftime("%H:%M"),
        closes_at=service.ends_at and service.ends_at.strftime("%H:%M"),
        timezone=3,
        attending_type=service.get_mode_display(),
    )


def area(service):
    return {
        "id": own_id("service_area", service.uuid),
        "service_id": str(service.uuid),
        "name": str(service.place.title),
        "extent": (service.place.parent or service.place).pk,
        "extent_type": "other",
    }


def at_location(service):
    own = own_id("location", service.uuid)
    accessible = organizations.accessibility(service.access_answers.all(), own)
    return {
        "id": at_id(service.uuid),
        "service_id": str(service.uuid),
        "location_id": own,
        "location": organizations.place(own, service.place) | kept(accessibility=accessible),
    }


def at_id(uuid):
    return own_id("service_at_location", uuid)


def service_of(at, uuids):
    """Which of these services has this service_at_location; None for a stranger's."""
    return next((uuid for uuid in uuids if at_id(uuid) == str(at)), None)


def there(service):
    """What lists show of a service at its location: nothing that is nested deeper than they do."""
    own = own_id("location", service.uuid)
    return at_location(service) | {
        "location": organizations.place(own, service.place),
        "service": basic(service),
    }


def whole_at_location(service):
    """The specification's OpenAPI document calls this answer a service, so it has a service's names too."""
    return at_location(service) | {
        "name": str(service.title),
        "status": "active",
        "service": whole(service),
    }


def barely(service):
    return {
        "id": str(service.uuid),
        "name": str(service.title),
        "status": "active",
        "modified_date": service.updated_at.isoformat(),
    }


def cost(service):
    return {
        "id": own_id("cost", service.uuid),
        "service_id": str(service.uuid),
        "option": str(service.title),
        "currency": "KWD",
        "amount": float(service.price),
    }
