"""A group's public page."""

import json
from urllib.parse import quote

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from directory.models import Answer, Contact, Group, Kind, Standing, TeamCard

SHOWN_ACHIEVEMENTS = 5
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
ORDER_OF_ANSWERS = [Answer.YES, Answer.NO, Answer.UNKNOWN]


@require_safe
def group(request, slug):
    seen = [
        Prefetch("contacts", Contact.objects.visible_to(request.audiences), to_attr="seen_contacts"),
        Prefetch("team_cards", TeamCard.objects.public(), to_attr="seen_team"),
    ]
    rows = Group.objects.visible_to(request.audiences).with_profile().prefetch_related(*seen)
    group = get_object_or_404(rows, slug=slug)
    achievements = list(group.achievements.all())
    context = {
        "group": group,
        "licence": group.current_licence,
        "access": sorted(group.access_answers.all(), key=lambda row: ORDER_OF_ANSWERS.index(row.answer)),
        "achievements": achievements[:SHOWN_ACHIEVEMENTS],
        "earlier": achievements[SHOWN_ACHIEVEMENTS:],
        "reach": first_contacts(group.seen_contacts),
        "edits": f"group:{group.pk}:editor" in request.audiences,
        "is_public": group.standing == Standing.LISTED,
        "archived": group.standing == Standing.ARCHIVED,
        "share": share(group),
        "linked_data": linked_data(group),
    }
    return render(request, "directory/group.html", context)


def first_contacts(contacts):
    """The first contact of each kind, for the buttons: {"phone": …, "whatsapp": …}."""
    return {contact.kind: contact for contact in reversed(contacts)}


def share(group):
    url = settings.SITE_URL + group.get_absolute_url()
    return {"url": url, "whatsapp": f"https://wa.me/?text={quote(f'{group.name} {url}')}"}


def linked_data(group):
    """schema.org NGO as JSON-LD: what the page says to people, for machines. Only listed groups have it."""
    if group.standing != Standing.LISTED:
        return ""
    data = {
        "@context": "https://schema.org",
        "@type": "NGO" if group.kind not in (Kind.COMPANY, Kind.PUBLIC_BODY, Kind.SCHOOL) else "Organization",
        "@id": f"{settings.SITE_URL}/ar/groups/{group.slug}/",
        "name": group.name,
        "alternateName": [n for n in (group.name_ar, group.name_en, *group.aliases) if n and n != group.name],
        "url": settings.SITE_URL + group.get_absolute_url(),
        "description": group.summary,
        "foundingDate": group.founded_on and group.founded_on.isoformat(),
        "areaServed": group.area and {"@type": "AdministrativeArea", "name": str(group.area.title)},
        "knowsAbout": [str(field.title) for field in group.fields.all()],
        "sameAs": [url for url in (group.website, *(link.url for link in group.social_links.all())) if url],
        "contactPoint": contact_points(group),
        "makesOffer": [
            {"@type": "Offer", "itemOffered": {"@type": "Service", "name": str(service.title)}}
            for service in group.services.all()
        ],
    }
    kept = {key: value for key, value in data.items() if value}
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(ESCAPES))


def contact_points(group):
    """Public ones only, whoever is looking."""
    names = {Contact.Kind.PHONE: "telephone", Contact.Kind.EMAIL: "email"}
    return [
        {"@type": "ContactPoint", names[contact.kind]: contact.value}
        for contact in group.seen_contacts
        if contact.audience == Contact.Audience.PUBLIC and contact.kind in names
    ]
