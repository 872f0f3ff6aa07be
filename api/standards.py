"""/api/v1/standards/: what groups are measured by, from the consultation on, each version a row."""

import django_filters
from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import shapes
from api.choosing import filtered
from api.parameters import CURSOR, FIELDS, LANGUAGE, of_filters
from api.reading import Listing, Reading
from coordination.standards.models import PUBLIC, Evidence, Level, Standard, State
from coordination.standards.wording import clauses_of

STATES = [state.value for state in PUBLIC]
PLAIN = (
    "code", "number", "title_ar", "title_en", "purpose_ar", "purpose_en", "state", "effective_on", "superseded_on",
    "should_percent", "grace_days",
)  # fmt: skip
ASKED = (
    "code", "level", "text_ar", "text_en", "guidance_ar", "guidance_en", "evidence", "evidence_ar", "evidence_en",
    "good_for_months", "na_allowed", "na_when_ar", "na_when_en",
)  # fmt: skip


class SourceRow(serializers.Serializer):
    key = serializers.CharField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    url = serializers.CharField(allow_blank=True)


class ClauseRow(serializers.Serializer):
    code = serializers.CharField(help_text="The same in every version.")
    section_ar = serializers.CharField()
    section_en = serializers.CharField()
    level = serializers.ChoiceField(Level.values)
    text_ar = serializers.CharField()
    text_en = serializers.CharField()
    guidance_ar = serializers.CharField()
    guidance_en = serializers.CharField()
    evidence = serializers.ChoiceField(Evidence.values)
    evidence_ar = serializers.CharField()
    evidence_en = serializers.CharField()
    good_for_months = serializers.IntegerField(allow_null=True, help_text="Null: it does not grow old.")
    na_allowed = serializers.BooleanField()
    na_when_ar = serializers.CharField()
    na_when_en = serializers.CharField()
    source = serializers.CharField(allow_null=True, help_text="The key of one of the sources.")
    place_ar = serializers.CharField(help_text="Where in the source.")
    place_en = serializers.CharField()


class StandardRow(shapes.Sourced):
    id = serializers.UUIDField()
    code = serializers.CharField(help_text="The same for all versions of a standard.")
    number = serializers.IntegerField(help_text="of the version")
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    purpose_ar = serializers.CharField()
    purpose_en = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    in_force = serializers.BooleanField(help_text="Today, by the calendar.")
    effective_on = serializers.DateField(allow_null=True)
    superseded_on = serializers.DateField(allow_null=True)
    consultation_until = serializers.DateField(allow_null=True)
    should_percent = serializers.IntegerField(help_text="Recommended clauses that must be met, in per cent.")
    grace_days = serializers.IntegerField()
    url = serializers.URLField()


class WholeStandard(StandardRow):
    clauses = ClauseRow(many=True)
    sources = SourceRow(many=True)


class StandardPage(shapes.Page):
    results = StandardRow(many=True)


class StandardFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        choices=[(state.value, state.label) for state in PUBLIC], label=_("state")
    )
    code = django_filters.CharFilter(label=_("code"))
    in_force = django_filters.BooleanFilter(method="today", label=_("in force today"))

    class Meta:
        model = Standard
        fields: tuple[str, ...] = ()

    def today(self, rows, name, wanted):
        now = Standard.objects.in_force()
        return rows.filter(pk__in=now) if wanted else rows.exclude(pk__in=now)


def row(standard):
    return {
        "id": standard.uuid,
        **{name: getattr(standard, name) for name in PLAIN},
        "in_force": standard.is_in_force,
        "consultation_until": standard.consulted_until if standard.state == State.CONSULTATION else None,
        "url": settings.SITE_URL + standard.get_absolute_url(),
        **shapes.sourced(standard.updated_at, None, ""),
    }


def clause(one):
    return {
        **{name: getattr(one, name) for name in ASKED},
        "section_ar": one.section.title_ar,
        "section_en": one.section.title_en,
        "source": one.source.key if one.source else None,
        "place_ar": one.place_ar,
        "place_en": one.place_en,
    }


def source(one):
    return {name: getattr(one, name) for name in ("key", "title_ar", "title_en", "url")}


class Standards(Listing):
    shape = StandardRow
    newest_first = ("-consulted_at", "-pk")

    @extend_schema(
        operation_id="standards",
        summary=_("Standards that groups are measured by"),
        parameters=[*of_filters(StandardFilter), *CURSOR, FIELDS, LANGUAGE],
        responses=StandardPage,
    )
    def get(self, request):
        return self.page()

    def rows(self):
        return filtered(StandardFilter, self.request, Standard.objects.public().defer("consulted"))

    def shown(self, rows):
        return [row(one) for one in rows]


class StandardDetail(Reading):
    shape = WholeStandard

    @extend_schema(
        operation_id="standard",
        summary=_("A version of a standard with its clauses and its sources"),
        parameters=[FIELDS, LANGUAGE],
        responses=WholeStandard,
    )
    def get(self, request, uuid):
        standard = Standard.objects.public().with_clauses().filter(uuid=uuid).first()
        if standard is None:
            raise Http404
        self.version = standard.version
        clauses = [clause(one) for one in clauses_of(standard)]
        return Response(
            row(standard) | {"clauses": clauses, "sources": [source(one) for one in standard.sources.all()]}
        )
