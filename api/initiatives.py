"""/api/v1/initiatives/: what groups plan and do together, once the committee approved it; and drafts by partners."""

import django_filters
from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.models import Scope
from api import drafts, shapes
from api.choosing import filtered
from api.parameters import CURSOR, FIELDS, IF_MATCH, LANGUAGE, NAME, expand, of_filters
from api.reading import Listing, Reading, etag_of
from api.renderers import dumps
from api.writing import Changed, Writing, seen_of
from coordination.initiatives.actions import drafting
from coordination.initiatives.models import BudgetLine, Initiative, State
from deeds.lifecycle import Refused
from directory.models import Area, Field

STATES = State.values


class Ahead(serializers.Serializer):
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    due_on = serializers.DateField()
    done_at = serializers.DateTimeField(allow_null=True)


class ToDo(serializers.Serializer):
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    done_at = serializers.DateTimeField(allow_null=True)


class Brought(serializers.Serializer):
    kind = serializers.ChoiceField(BudgetLine.Kind.values)
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    amount = serializers.CharField(allow_null=True, help_text="KWD; null when it is in kind")


class Carrying(serializers.Serializer):
    """A group in an initiative, and its part."""

    group = shapes.OfGroup()
    leads = serializers.BooleanField()
    role_ar = serializers.CharField()
    role_en = serializers.CharField()
    tasks = ToDo(many=True)
    budget = Brought(many=True)


class InitiativeRow(shapes.Sourced):
    id = serializers.UUIDField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    summary_ar = serializers.CharField()
    summary_en = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    state_since = serializers.DateTimeField()
    lead = shapes.OfGroup()
    area = shapes.Place(allow_null=True)
    fields = shapes.Word(many=True)  # type: ignore[assignment]
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    url = serializers.URLField()
    partners = Carrying(many=True, required=False, help_text="With expand=partners.")
    milestones = Ahead(many=True, required=False, help_text="With expand=milestones.")


class Whole(InitiativeRow):
    partners = Carrying(many=True)
    milestones = Ahead(many=True)
    beneficiaries = shapes.Word(many=True)
    aim_ar = serializers.CharField()
    aim_en = serializers.CharField()
    expected_ar = serializers.CharField()
    expected_en = serializers.CharField()
    access_ar = serializers.CharField()
    access_en = serializers.CharField()
    safeguarding_ar = serializers.CharField()
    safeguarding_en = serializers.CharField()


class InitiativePage(shapes.Page):
    results = InitiativeRow(many=True)


class InitiativeFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=State.choices, label=_("state"))
    field = django_filters.ModelChoiceFilter(
        field_name="fields", queryset=Field.objects.all(), label=_("field of work")
    )
    area = django_filters.ModelChoiceFilter(queryset=Area.objects.all(), method="inside", label=_("area"))
    group = django_filters.UUIDFilter("partnerships__group__uuid", label=_("id of a group"))

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = ()

    def inside(self, rows, name, area):
        return rows.filter(Q(area=area) | Q(area__parent=area))


PLAIN = ("title_ar", "title_en", "summary_ar", "summary_en", "state", "state_since", "starts_on", "ends_on")
TEXTS = tuple(
    f"{name}_{tag}" for name in ("aim", "expected", "access", "safeguarding") for tag in ("ar", "en")
)


def row(initiative):
    return {
        "id": initiative.uuid,
        **{name: getattr(initiative, name) for name in PLAIN},
        "lead": shapes.of_group(initiative.lead),
        "area": shapes.area(initiative.area),
        "fields": [shapes.term(field) for field in initiative.fields.all()],
        "url": settings.SITE_URL + initiative.get_absolute_url(),
        **shapes.sourced(initiative.updated_at, None, ""),
    }


def partners(initiative):
    """Until it is public only the leading group's part: what others would bring is theirs to tell."""
    return [
        {
            "group": shapes.of_group(part.group),
            "leads": part.group_id == initiative.lead_id,
            "role_ar": part.role_ar,
            "role_en": part.role_en,
            "tasks": [titled(task) | {"done_at": task.done_at} for task in part.tasks.all()],
            "budget": [brought(line) for line in part.budget_lines.all()],
        }
        for part in initiative.partnerships.all()
        if initiative.is_public or part.group_id == initiative.lead_id
    ]


def brought(line):
    amount = None if line.amount is None else str(line.amount)
    return {"kind": line.kind} | titled(line) | {"amount": amount}


def milestones(initiative):
    return [
        titled(one) | {"due_on": one.due_on, "done_at": one.done_at} for one in initiative.milestones.all()
    ]


def titled(one):
    return {"title_ar": one.title_ar, "title_en": one.title_en}


PARTS = {"partners": partners, "milestones": milestones}


def whole(initiative):
    return (
        row(initiative)
        | {name: show(initiative) for name, show in PARTS.items()}
        | {"beneficiaries": [shapes.term(one) for one in initiative.beneficiaries.all()]}
        | {name: getattr(initiative, name) for name in TEXTS}
    )


class Initiatives(Writing, Listing):
    http_method_names = ["get", "head", "options", "post"]
    shape = InitiativeRow
    expands = tuple(PARTS)
    newest_first = ("-state_since", "-pk")

    @extend_schema(
        operation_id="initiatives",
        summary=_("Joint initiatives"),
        parameters=[*of_filters(InitiativeFilter), *CURSOR, FIELDS, expand(*PARTS), LANGUAGE],
        responses=InitiativePage,
    )
    def get(self, request):
        return self.page()

    def rows(self):
        seen = Initiative.objects.visible_to(self.audiences)
        return filtered(
            InitiativeFilter, self.request, seen.with_plan() if self.expanded else seen.with_card()
        )

    def shown(self, rows):
        parts = {name: PARTS[name] for name in PARTS if name in self.expanded}
        return [row(one) | {name: show(one) for name, show in parts.items()} for one in rows]

    @extend_schema(
        operation_id="initiative_draft",
        summary=_("A new draft in the name of a group that lets your institution write"),
        parameters=[NAME, LANGUAGE],
        request=drafts.Draft,
        responses={201: Whole},
    )
    def post(self, request):
        self.needs(request, Scope.WRITE_INITIATIVES)
        values = drafts.read(drafts.Draft, request)

        def deed():
            group, form = drafts.group_of(values), drafts.filled(Initiative(), values)
            made = drafting.draft(group, form, key=request.auth)
            return written(made.uuid, self.audiences)

        return self.once(request, deed)


class InitiativeDetail(Writing, Reading):
    http_method_names = ["get", "head", "options", "patch"]
    shape = Whole

    @extend_schema(
        operation_id="initiative",
        summary=_("A joint initiative with its plan and its partners"),
        parameters=[FIELDS, LANGUAGE],
        responses=Whole,
    )
    def get(self, request, uuid):
        initiative = shown_to(uuid, self.audiences)
        self.version = initiative.version
        return Response(whole(initiative))

    @extend_schema(
        operation_id="initiative_redraft",
        summary=_("Changes a draft that your institution made; what is not named stays"),
        parameters=[IF_MATCH, LANGUAGE],
        request=drafts.Plan,
        responses=Whole,
    )
    def patch(self, request, uuid):
        self.needs(request, Scope.WRITE_INITIATIVES)
        initiative = shown_to(uuid, self.audiences)
        seen = seen_of(request, initiative.version)
        form = drafts.filled(initiative, drafts.read(drafts.Plan, request))
        try:
            drafting.redraft(initiative, form, key=request.auth, seen=seen)
        except Refused as refusal:
            raise Changed(str(refusal)) if refusal.code == "changed" else refusal from refusal
        data, headers = written(uuid, self.audiences)
        return Response(data, headers=headers)


def shown_to(uuid, audiences):
    """The initiative with its whole plan; 404 for who may not know of it."""
    initiative = Initiative.objects.visible_to(audiences).with_plan().filter(uuid=uuid).first()
    if initiative is None:
        raise Http404
    return initiative


def written(uuid, audiences):
    """(what was written, as it is read from now on; its headers)."""
    initiative = shown_to(uuid, audiences)
    data = whole(initiative)
    here = settings.SITE_URL + reverse("api_initiative", args=[uuid])
    return data, {"Location": here, "ETag": etag_of(dumps(data), initiative.version)}
