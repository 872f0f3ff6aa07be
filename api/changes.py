"""/api/v1/changes/: the public journal in its sealed order, so that a mirror loses nothing.

A row says that something changed, and where to read it now; `gone` marks what the public no longer sees. The cursor
is a place in the chain of seals with its hash: one that this journal does not know means "start over".
"""

import base64
import binascii
from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from api.pagination import MOST
from api.parameters import FIELDS, LANGUAGE, PAGES, parameter
from api.reading import Reading
from api.shapes import DATA_LICENCE
from coordination.committee.models import Decision
from coordination.initiatives.models import Initiative
from deeds import journal
from deeds.hooks import PUBLIC
from deeds.journal.sealing import parsed_head
from directory.models import Group

LATEST = "latest"
WORDS = {"directory.field": "fields", "directory.area": "areas", "directory.beneficiary": "beneficiaries"}


class Unknown(APIException):
    status_code = 410


class ChangeRow(serializers.Serializer):
    id = serializers.UUIDField(help_text="of this change")
    at = serializers.DateTimeField()
    resource = serializers.ChoiceField(["groups", "initiatives", "decisions", *WORDS.values()])
    resource_id = serializers.CharField()
    url = serializers.URLField(help_text="Where to read it now.")
    gone = serializers.BooleanField(help_text="The public no longer sees it: remove it.")
    deed = serializers.CharField(allow_null=True, help_text="Null where the public reads no more than that.")
    title_ar = serializers.CharField(allow_null=True)
    title_en = serializers.CharField(allow_null=True)
    data_licence = serializers.URLField()


class ChangePage(serializers.Serializer):
    next = serializers.URLField(allow_null=True, help_text="Null: that is all for now.")
    previous = serializers.URLField(allow_null=True, help_text="Always null: a journal is read forwards.")
    cursor = serializers.CharField(help_text="Keep it, and ask with after= later.")
    results = ChangeRow(many=True)


class Changes(Reading):
    shape = ChangeRow

    @extend_schema(
        operation_id="changes",
        summary=gettext_lazy("What changed, in order, for mirrors"),
        parameters=[
            parameter(
                "after",
                gettext_lazy(
                    "The cursor of the last page; `latest` for the end; without it from the beginning."
                ),
            ),
            PAGES[1],
            FIELDS,
            LANGUAGE,
        ],
        responses=ChangePage,
    )
    def get(self, request):
        seq, head = place(request.query_params.get("after", ""))
        seals = list(journal.read_from(seq, size(request)))
        last = seals[-1].head if seals else head
        return Response(
            {
                "next": following(request, last) if len(seals) == size(request) else None,
                "previous": None,
                "cursor": opaque(last),
                "results": rows_of([sealed.entry for sealed in seals]),
            }
        )


def size(request):
    typed = request.query_params.get("page_size", "")
    return min(max(int(typed), 1), MOST) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else MOST


def following(request, head):
    return replace_query_param(settings.SITE_URL + request.get_full_path(), "after", opaque(head))


def opaque(head):
    """The cursor of a place in the chain; of the beginning too."""
    return base64.urlsafe_b64encode(head.encode()).decode().rstrip("=")


BEGINNING = f"0:{'0' * 64}"


def place(cursor):
    """(seq, head) that a cursor names; 410 when this journal has no such place."""
    if cursor == LATEST:
        last = journal.head()
        return (last.seq, last.head) if last else (0, BEGINNING)
    found = parsed_head(plain(cursor)) if cursor else (0, "0" * 64)
    if not found or not journal.knows(*found):
        raise Unknown(_("This cursor is not known here. Start over: read everything anew."))
    return found[0], f"{found[0]}:{found[1]}"


def plain(cursor):
    try:
        return base64.urlsafe_b64decode(cursor.encode() + b"==").decode("ascii")
    except (binascii.Error, ValueError):
        return ""


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
        "data_licence": DATA_LICENCE,
    }
