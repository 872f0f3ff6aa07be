"""/api/v1/decisions/: the register of decisions, as everybody may read it."""

import django_filters
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import shapes
from api.choosing import filtered
from api.parameters import CURSOR, FIELDS, LANGUAGE, of_filters
from api.reading import Listing, Reading
from coordination.committee.models import Decision
from directory.models import Group


class Count(serializers.Serializer):
    """How a ballot went; who voted what is never told here."""

    secret = serializers.BooleanField()
    session = serializers.IntegerField()
    quorum = serializers.IntegerField(allow_null=True)
    votes_for = serializers.IntegerField(allow_null=True)
    votes_against = serializers.IntegerField(allow_null=True)
    votes_abstain = serializers.IntegerField(allow_null=True)


class DecisionRow(shapes.Sourced):
    id = serializers.UUIDField()
    kind = serializers.CharField()
    subject_ar = serializers.CharField()
    subject_en = serializers.CharField()
    text_ar = serializers.CharField()
    text_en = serializers.CharField()
    result = shapes.Word()
    decided_at = serializers.DateTimeField()
    ballot = Count(allow_null=True)
    recused = serializers.IntegerField()
    groups = shapes.OfGroup(many=True)
    appeal_until = serializers.DateTimeField(allow_null=True)
    overturned_by = serializers.UUIDField(allow_null=True)
    url = serializers.URLField()


class DecisionPage(shapes.Page):
    results = DecisionRow(many=True)


class DecisionFilter(django_filters.FilterSet):
    kind = django_filters.CharFilter("kind", label=_("kind of matter"))
    year = django_filters.NumberFilter(
        "decided_at", "year", min_value=1, max_value=9999, decimal_places=0, label=_("year")
    )
    group = django_filters.UUIDFilter(method="of_group", label=_("id of a group"))

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ()

    def of_group(self, rows, name, value):
        pk = Group.objects.visible_to(None).filter(uuid=value).values_list("pk", flat=True).first()
        found = [own for own, groups in rows.values_list("pk", "group_ids") if pk in groups]
        return rows.filter(pk__in=found)


COPIED = ("kind", "subject_ar", "subject_en", "text_ar", "text_en", "decided_at", "recused", "appeal_until")
COUNTED = ("secret", "session", "quorum", "votes_for", "votes_against", "votes_abstain")


def row(decision, groups):
    """`groups` are those of its groups that the reader may know of."""
    result = {"code": decision.result, "label_ar": decision.result_ar, "label_en": decision.result_en}
    ballot = decision.ballot and {name: getattr(decision.ballot, name) for name in COUNTED}
    return {
        "id": decision.uuid,
        **{name: getattr(decision, name) for name in COPIED},
        "result": result,
        "ballot": ballot,
        "groups": [shapes.of_group(group) for group in groups],
        "overturned_by": decision.overturned_by and decision.overturned_by.uuid,
        "url": settings.SITE_URL + reverse("decision", args=[decision.uuid]),
        **shapes.sourced(decision.decided_at, None, ""),
    }


def seen_by(audiences):
    return Decision.objects.visible_to(audiences).select_related("ballot", "overturned_by")


def rows_of(decisions, audiences):
    decisions = list(decisions)
    wanted = {pk for decision in decisions for pk in decision.group_ids}
    groups = Group.objects.visible_to(audiences).in_bulk(wanted)
    return [
        row(decision, [groups[pk] for pk in decision.group_ids if pk in groups]) for decision in decisions
    ]


class Decisions(Listing):
    shape = DecisionRow
    newest_first = ("-decided_at", "-pk")

    @extend_schema(
        operation_id="decisions",
        summary=_("Register of decisions"),
        parameters=[*of_filters(DecisionFilter), *CURSOR, FIELDS, LANGUAGE],
        responses=DecisionPage,
    )
    def get(self, request):
        return self.page()

    def rows(self):
        return filtered(DecisionFilter, self.request, seen_by(self.audiences))

    def shown(self, rows):
        return rows_of(rows, self.audiences)


class DecisionDetail(Reading):
    shape = DecisionRow

    @extend_schema(
        operation_id="decision",
        summary=_("A decision of the committee"),
        parameters=[FIELDS, LANGUAGE],
        responses=DecisionRow,
    )
    def get(self, request, uuid):
        if found := rows_of(seen_by(self.audiences).filter(uuid=uuid), self.audiences):
            return Response(found[0])
        raise Http404
