"""A group's public page."""

from urllib.parse import quote

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deeds.hooks import profile_of
from directory.linked_data import linked
from directory.models import Answer, Contact, Group, Kind, Standing, TeamCard
from directory.models.group import EVERYBODY_SEES
from directory.views.led_here import note_words
from directory.views.visiting import door

SHOWN_ACHIEVEMENTS = 5
ORDER_OF_ANSWERS = [Answer.YES, Answer.NO, Answer.UNKNOWN]


@require_safe
def group(request, slug):
    group = get_object_or_404(seen_by(request.audiences), slug=slug)
    note_words(request, group)
    return render(request, "directory/group.html", shown(group, request.audiences))


def seen_by(audiences):
    """Groups with all that a page shows to these audiences."""
    return (
        Group.objects.visible_to(audiences)
        .with_profile()
        .prefetch_related(
            Prefetch("contacts", Contact.objects.visible_to(audiences), to_attr="seen_contacts"),
            Prefetch("team_cards", TeamCard.objects.public(), to_attr="seen_team"),
        )
    )


def shown(group, audiences):
    """What the page of a group from `seen_by` is drawn from."""
    achievements = list(group.achievements.all())
    return {
        "group": group,
        "licence": group.current_licence,
        "access": sorted(group.access_answers.all(), key=lambda row: ORDER_OF_ANSWERS.index(row.answer)),
        "achievements": achievements[:SHOWN_ACHIEVEMENTS],
        "earlier": achievements[SHOWN_ACHIEVEMENTS:],
        "parts": profile_of(group),
        "reach": first_contacts(group.seen_contacts),
        "edits": f"group:{group.pk}:editor" in audiences,
        "is_public": group.standing == Standing.LISTED,
        "archived": group.standing == Standing.ARCHIVED,
        "door": door(group),
        "share": share(group),
        "picture": picture_of(group, achievements) if group.standing in EVERYBODY_SEES else None,
        "linked_data": linked_data(group),
    }


def first_contacts(contacts):
    """The first contact of each kind, for the buttons: {"phone": …, "whatsapp": …}."""
    return {contact.kind: contact for contact in reversed(contacts)}


def picture_of(group, achievements):
    """What a preview of the page's link shows: a photo that may travel, or None."""
    photos = [group.cover, group.logo, *(photo for row in achievements for photo in row.shown_photos)]
    return next((photo for photo in photos if photo and photo.may_travel), None)


def share(group):
    url = settings.SITE_URL + group.get_absolute_url()
    return {"url": url, "whatsapp": f"https://wa.me/?text={quote(f'{group.name} {url}')}"}


def linked_data(group):
    """schema.org NGO as JSON-LD: what the page says to people, for machines. Only listed groups have it."""
    if group.standing != Standing.LISTED:
        return ""
    return linked(
        "NGO" if group.kind not in (Kind.COMPANY, Kind.PUBLIC_BODY, Kind.SCHOOL) else "Organization",
        {
            "@id": f"{settings.SITE_URL}/ar/groups/{group.slug}/",
            "name": group.name,
            "alternateName": [
                n for n in (group.name_ar, group.name_en, *group.aliases) if n and n != group.name
            ],
            "url": settings.SITE_URL + group.get_absolute_url(),
            "description": group.summary,
            "logo": group.logo and group.logo.may_travel and settings.SITE_URL + group.logo.address(640),
            "foundingDate": group.founded_on and group.founded_on.isoformat(),
            "areaServed": group.area and {"@type": "AdministrativeArea", "name": str(group.area.title)},
            "knowsAbout": [str(field.title) for field in group.fields.all()],
            "sameAs": [
                url for url in (group.website, *(link.url for link in group.social_links.all())) if url
            ],
            "contactPoint": contact_points(group),
            "makesOffer": [
                {"@type": "Offer", "itemOffered": {"@type": "Service", "name": str(service.title)}}
                for service in group.services.all()
            ],
        },
    )


def contact_points(group):
    """Public ones only, whoever is looking."""
    names = {Contact.Kind.PHONE: "telephone", Contact.Kind.EMAIL: "email"}
    return [
        {"@type": "ContactPoint", names[contact.kind]: contact.value}
        for contact in group.seen_contacts
        if contact.audience == Contact.Audience.PUBLIC and contact.kind in names
    ]
