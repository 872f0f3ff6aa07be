"""What the public may know of the journal's entries: the rows of `changes/`, and the news that webhooks send.

A row says that something changed, and where to read it now; `gone` marks what the public no longer sees.
"""

import base64
from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.urls import reverse

from coordination.committee.models import Decision
from coordination.initiatives.models import Initiative
from coordination.standards.models import PUBLIC as TOLD
from coordination.standards.models import Accreditation, Standard
from deeds.hooks import PUBLIC
from directory.models import Group

WORDS = {"directory.field": "fields", "directory.area": "areas", "directory.beneficiary": "beneficiaries"}
BEGINNING = f"0:{'0' * 64}"


def cursor_of(head):
    """The cursor of `changes/` for a place in the chain ("seq:hash"); of the beginning too."""
    return base64.urlsafe_b64encode(head.encode()).decode().rstrip("=")


def rows_of(entries):
    """The rows of some entries, in order, in a fixed number of queries."""
    groups = groups_of_parts(entries)
    found = [(entry, thing) for entry in entries for thing in things(entry, groups)]
    seen = Seen(found)
    return [row(entry, thing, *seen.of(thing)) for entry, thing in found if seen.of(thing)]


def groups_of_parts(entries):
    """{(kind, id): group's id} of the parts of groups that entries are about; what was removed is not found."""
    wanted = defaultdict(set)
    for entry in entries:
        if entry.subject_type in SHOWN_PARTS:
            wanted[entry.subject_type].add(entry.subject_id)
    return {
        (kind, str(pk)): group
        for kind, pks in wanted.items()
        for pk, group in apps.get_model(kind)._base_manager.filter(pk__in=pks).values_list("pk", "group_id")
    }


def things(entry, groups):
    """What an entry is about, as (resource, primary key): whatever it changed that everybody can read."""
    kind, pk = entry.subject_type, entry.subject_id
    if kind in WORDS:
        yield WORDS[kind], pk
    if kind == "initiatives.initiative":
        yield "initiatives", pk
    if kind == "standards.standard":
        yield "standards", pk
    if kind == "standards.accreditation":
        yield "accreditations", pk
    if kind in DECIDED and "public" in entry.audience:
        yield "decisions", f"{kind}:{pk}"
    if not about_page(entry):
        return
    if group := int(pk) if kind == "directory.group" else groups.get((kind, pk)) or entry.data.get("group"):
        yield "groups", group


def about_page(entry):
    """Whether it may have changed what a group's page shows; what only the committee did among itself has not."""
    told = any(audience == "public" or audience.startswith("group:") for audience in entry.audience)
    return told and entry.subject_type in {"directory.group", "accounts.consent", *SHOWN_PARTS}


SHOWN_PARTS = frozenset(
    f"directory.{part}"
    for part in ("service", "capability", "achievement", "teamcard", "contact", "licence", "photo")
)
DECIDED = ("committee.ballot", "admissions.admission", "admissions.suspension", "admissions.appeal")


class Seen:
    """What the public sees now of the things that entries are about: {thing: (id, address, gone)}."""

    def __init__(self, found):
        wanted = defaultdict(set)
        for _entry, (resource, pk) in found:
            wanted[resource].add(pk)
        self.known = {}
        self.groups(wanted["groups"])
        self.initiatives(wanted["initiatives"])
        self.standards(wanted["standards"])
        self.accreditations(wanted["accreditations"])
        self.decisions(wanted["decisions"])
        for resource in WORDS.values():
            address = settings.SITE_URL + reverse(f"api_{resource}")
            self.known |= {(resource, pk): (pk, address, False) for pk in wanted[resource]}

    def of(self, thing):
        return self.known.get(thing)

    def groups(self, pks):
        """Those that are or once were in the directory; what never was is nobody's business."""
        visible = set(Group.objects.visible_to(PUBLIC).filter(pk__in=pks).values_list("pk", flat=True))
        for group in Group.objects.filter(pk__in=pks).only("pk", "uuid", "listed_at"):
            if group.listed_at or group.pk in visible:
                self.keep("groups", group.pk, "api_group", group.uuid, group.pk not in visible)

    def initiatives(self, pks):
        for one in Initiative.objects.visible_to(PUBLIC).filter(pk__in=pks).only("pk", "uuid"):
            self.keep("initiatives", str(one.pk), "api_initiative", one.uuid, False)

    def standards(self, pks):
        """Those that groups were asked about; one that is rewritten or withdrawn is gone."""
        asked = Standard.objects.filter(pk__in=pks, consulted_at__isnull=False)
        for one in asked.only("pk", "uuid", "state"):
            self.keep("standards", str(one.pk), "api_standard", one.uuid, one.state not in TOLD)

    def accreditations(self, pks):
        """All of them, ended or not: that one is revoked is what a mirror has to hear."""
        for one in Accreditation.objects.filter(pk__in=pks).only("pk", "uuid"):
            self.keep("accreditations", str(one.pk), "api_accreditation", one.uuid, False)

    def decisions(self, things):
        by_kind = defaultdict(list)
        for thing in things:
            kind, pk = thing.split(":")
            by_kind[kind].append(pk)
        for kind, pks in by_kind.items():
            matters = dict(apps.get_model(kind).objects.filter(pk__in=pks).values_list("uuid", "pk"))
            public = Decision.objects.visible_to(PUBLIC)
            name = "ballot__uuid" if kind == "committee.ballot" else "matter_uuid"
            for uuid, matter in public.filter(**{f"{name}__in": list(matters)}).values_list("uuid", name):
                self.keep("decisions", f"{kind}:{matters[matter]}", "api_decision", uuid, False)

    def keep(self, resource, pk, name, uuid, gone):
        address = settings.SITE_URL + reverse(name, args=[uuid])
        self.known[resource, pk] = (str(uuid), address, gone)


def row(entry, thing, uuid, url, gone):
    told = "public" in entry.audience and not gone
    text = getattr(entry, "text", None) if told else None
    return {
        "id": entry.uuid,
        "at": entry.at,
        "resource": thing[0],
        "resource_id": uuid,
        "url": url,
        "gone": gone,
        "deed": entry.deed if told else None,
        "title_ar": text and text.title_ar,
        "title_en": text and text.title_en,
    }
