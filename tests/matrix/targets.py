"""What the `fixture` column of the matrix names: the parameters of an address, and the world they are asked in.

Each is called inside the transaction of one request, which is taken back afterwards, so it may change anything.
"""

import uuid
from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from model_bakery import baker

from accounts import links
from accounts.models import Partner, Person
from api.hsds.words import own_id
from directory.models import Area, Claim, Field, Group, Revision, Service, Standing
from directory.search import build
from tests.matrix import (
    admissions,
    committee,
    exchange,
    inbox,
    initiatives,
    library,
    meetings,
    photos,
    standards,
    team,
    visitors,
)
from workers import unsubscribing
from workers.models import Batch, Delivery, Heartbeat, OutgoingMessage, Stuck, Webhook

ONE_LANGUAGE = {
    "directory.service": {"title_en": "Reading aloud"},
    "directory.teamcard": {"name_en": "Mona"},
    "directory.achievement": {"title_en": "A park for all"},
    "directory.capability": {"title_en": "A van"},
    "directory.licence": {"authority_en": "Ministry", "number": "12"},
}
OF_A_GROUP = {
    *ONE_LANGUAGE,
    "directory.card",
    "directory.contact",
    "directory.foundby",
    "directory.groupaccess",
    "directory.photo",
    "directory.sociallink",
}


def nothing(cast, route):
    return {}


def site_at_work(cast, route):
    """An index that can be read and a worker that is alive."""
    build.rebuild()
    Heartbeat.objects.beat("heartbeat")
    return {}


def way_out(cast, route):
    """The leader's signed address, which whoever holds the mail may use."""
    return {"token": unsubscribing.token(cast.leader)}


def mail_given_up(cast, route):
    return {"uuid": baker.make(OutgoingMessage, state="dead", body=b"encrypted", version=3).pk}


def held_batch(cast, route):
    return {"pk": baker.make(Batch, kind="digest", state="held", version=3).pk}


def entry_left_behind(cast, route):
    return {"pk": baker.make(Stuck, reader="search", seq=1, given_up_at=timezone.now()).pk}


def own_group(standing):
    """The group that member, editor and leader belong to, in this standing."""

    def target(cast, route):
        Group.objects.filter(pk=cast.group.pk).update(standing=standing)
        return {"slug": cast.group.slug, "uuid": cast.group.uuid}

    return target


def others_group(standing):
    """The group of the other leader."""

    def target(cast, route):
        Group.objects.filter(pk=cast.other_group.pk).update(standing=standing)
        return {"slug": cast.other_group.slug, "uuid": cast.other_group.uuid}

    return target


def own_service(cast, route):
    service = Service.objects.create(group=cast.group, title_en="Reading aloud")
    return {"slug": cast.group.slug, "uuid": service.uuid, "step": "what"}


def own_service_there(cast, route):
    """A service that says where it is; the id is that of the service at its location."""
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    service = Service.objects.create(group=cast.group, title_en="Reading aloud", place=area)
    return {"uuid": own_id("service_at_location", service.uuid)}


def others_service(cast, route):
    """A service of another group under the address of one's own."""
    service = Service.objects.create(group=cast.other_group, title_en="Signing")
    return {"slug": cast.group.slug, "uuid": service.uuid, "step": "what"}


def seen_as(standing, audience, *, others=False):
    """A group's page through the eyes of an audience."""
    target = others_group(standing) if others else own_group(standing)
    return lambda cast, route: {**target(cast, route), "audience": audience}


def edited_texts(cast, route):
    """A section with two edits, to be compared."""
    for number, name in ((1, "Basira"), (2, "Basira group")):
        Revision.objects.create(group=cast.group, section="texts", number=number, data={"name_en": name})
    return {"slug": cast.group.slug, "section": "texts"}


def field_of_work(cast, route):
    Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability")
    return {"code": "D13"}


def word_of_a_taxonomy(cast, route):
    return {"uuid": own_id("fields", field_of_work(cast, route)["code"])}


def institution(cast, route):
    asked = Partner.objects.create(
        name="Library", contact_email="l@cast.test", keeper=cast.volunteer, state="asked"
    )
    return {"uuid": asked.uuid, "step": "grant", "prefix": "abcdefgh"}


def webhook(cast, route):
    """The volunteer's, with a message that was sent."""
    partner = Partner.objects.create(name="Library", contact_email="l@cast.test", keeper=cast.volunteer)
    url = "https://hooks.example.org/"
    made = baker.make(Webhook, partner=partner, url=url, host="hooks.example.org", state="on", version=3)
    sent = baker.make(Delivery, webhook=made, state="sent", type="group.changed")
    uuid = partner.uuid if route.startswith("<lang>/partners/") else made.uuid
    return {"uuid": uuid, "delivery": sent.pk, "step": "test"}


def unclaimed_group(cast, route):
    Group.objects.filter(pk=cast.other_group.pk).update(claimed_at=None)
    return {"slug": cast.other_group.slug}


def open_claim(cast, route):
    """The volunteer asks to manage a page; the link of the letter stands beside it."""
    unclaimed_group(cast, route)
    token, hashed = links.new()
    until = timezone.now() + timedelta(days=1)
    asked = Claim.objects.create(
        group=cast.other_group, person=cast.volunteer, part="Leader", link_hash=hashed, link_until=until
    )
    return {"slug": cast.other_group.slug, "uuid": asked.uuid, "token": token}


def approved_claim(cast, route):
    """The published address may still object to it."""
    found = open_claim(cast, route)
    Claim.objects.update(state=Claim.State.APPROVED)
    return found


def admins_row(cast, route):
    """A row of the model whose admin the address names: admin/<app>/<model>/…"""
    _admin, app, model = route.split("/")[:3]
    rows = apps.get_model(app, model)._base_manager
    row = rows.first() or baker.make(rows.model, **people(cast, rows.model) | values(cast, f"{app}.{model}"))
    return {"object_id": row.pk}


def people(cast, model, path=""):
    """The volunteer wherever the row, or a row it needs, must name a person: one made at random lacks an address."""
    named = {}
    for field in model._meta.fields:
        if field.related_model is Person and not field.null:
            named[path + field.name] = cast.volunteer
        elif field.related_model not in (None, model, Group) and not field.null:
            named |= people(cast, field.related_model, f"{path}{field.name}__")
    return named


def values(cast, label):
    """What a made row of this model cannot do without."""
    if label.startswith("admissions."):
        return admissions.values(cast, label)
    if label.startswith("committee."):
        return committee.values(cast, label)
    if label in library.MADE:
        return library.values(cast, label)
    if label.startswith("exchange."):
        return exchange.values(cast, label)
    if label.startswith("initiatives."):
        return initiatives.values(cast, label)
    if label.startswith("standards."):
        return standards.values(cast, label)
    if label == "directory.serviceaccess":
        return {"service": Service.objects.create(group=cast.group, title_en="Reading aloud")}
    return {**({"group": cast.group} if label in OF_A_GROUP else {}), **ONE_LANGUAGE.get(label, {})}


TARGETS = {
    **admissions.TARGETS,
    **committee.TARGETS,
    **exchange.TARGETS,
    **inbox.TARGETS,
    **initiatives.TARGETS,
    **library.TARGETS,
    **standards.TARGETS,
    **meetings.TARGETS,
    **team.TARGETS,
    **visitors.TARGETS,
    "": nothing,
    "site at work": site_at_work,
    "way out of mails": way_out,
    "a mail of the demo": lambda cast, route: {"name": "20260101-080000-000000-leader-abcdef.eml"},
    "no way out of mails": lambda cast, route: {"token": cast.leader.uuid.hex + "." + "a" * 43},
    "a mail given up": mail_given_up,
    "a held batch": held_batch,
    "an entry left behind": entry_left_behind,
    "own group": own_group(Standing.LISTED),
    "own draft": own_group(Standing.DRAFT),
    "own suspended group": own_group(Standing.SUSPENDED),
    "own archived group": own_group(Standing.ARCHIVED),
    "another's group": others_group(Standing.LISTED),
    "another's draft": others_group(Standing.DRAFT),
    "no such group": lambda cast, route: {"slug": "no-such-group", "uuid": uuid.uuid4()},
    "own group as seen by the public": seen_as(Standing.LISTED, "public"),
    "own group as seen by operators": seen_as(Standing.LISTED, "operator"),
    "own draft as seen by the committee": seen_as(Standing.DRAFT, "committee"),
    "another's group as seen by members": seen_as(Standing.LISTED, "member", others=True),
    "no such group as seen by the public": lambda cast, route: {
        "slug": "no-such-group",
        "audience": "public",
    },
    "own group's edited texts": edited_texts,
    "own group's private contacts": lambda cast, route: {"slug": cast.group.slug, "section": "private"},
    "own group's texts": lambda cast, route: {"slug": cast.group.slug, "section": "texts"},
    "another's texts": lambda cast, route: {"slug": cast.other_group.slug, "section": "texts"},
    "no such section": lambda cast, route: {"slug": cast.group.slug, "section": "standing"},
    "own service": own_service,
    "own service there": own_service_there,
    "another's service": others_service,
    "no such service": lambda cast, route: {"slug": cast.group.slug, "uuid": uuid.uuid4(), "step": "what"},
    **photos.TARGETS,
    "field of work": field_of_work,
    "no such field": lambda cast, route: {"code": "Z99"},
    "figure": lambda cast, route: {"code": "kinds"},
    "no such figure": lambda cast, route: {"code": "secrets"},
    "section of the map": lambda cast, route: {"section": "groups"},
    "unclaimed group": unclaimed_group,
    "open claim": open_claim,
    "approved claim": approved_claim,
    "no such claim": lambda cast, route: {"uuid": uuid.uuid4(), "token": "x" * 43},
    "no such passkey": lambda cast, route: {"pk": 0},
    "a row": admins_row,
    "a false link": lambda cast, route: {"uidb36": "1", "key": "false"},
    "an app": lambda cast, route: {"app_label": "directory"},
    "an institution of the volunteer": institution,
    "a webhook of the volunteer": webhook,
    "no such institution": lambda cast, route: {"uuid": uuid.uuid4()},
    "a taxonomy": lambda cast, route: {"uuid": own_id("taxonomy", "fields")},
    "a word of a taxonomy": word_of_a_taxonomy,
    "a table": lambda cast, route: {"resource": "groups", "suffix": "csv"},
    "no such table": lambda cast, route: {"resource": "people", "suffix": "csv"},
    "nowhere": lambda cast, route: {"url": "nowhere", "missing": "nowhere/"},
    "nothing to see": lambda cast, route: {"content_type_id": 1, "object_id": 1},
}
