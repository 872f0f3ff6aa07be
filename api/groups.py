"""/api/v1/groups/: the directory as its pages show it to everybody, and names while typing."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api import shapes
from api.pagination import answer, found
from api.parameters import FIELDS, LANGUAGE, SEARCH, parameter
from api.reading import Reading
from directory.search.query import SearchRequest, search_groups, suggest


class GroupRow(shapes.Sourced):
    id = serializers.UUIDField()
    external_id = serializers.CharField()
    slug = serializers.CharField()
    name_ar = serializers.CharField()
    name_en = serializers.CharField()
    summary_ar = serializers.CharField()
    summary_en = serializers.CharField()
    area = shapes.Place(allow_null=True)
    fields = shapes.Word(many=True)  # type: ignore[assignment]
    beneficiaries = shapes.Word(many=True)
    licence = shapes.LicenceState(allow_null=True)
    badges = serializers.ListField(child=serializers.DictField())
    url = serializers.URLField()


class GroupPage(shapes.FoundPage):
    results = GroupRow(many=True)


class Suggestion(serializers.Serializer):
    kind = serializers.ChoiceField(["group", "service", "field", "area"])
    label = serializers.CharField()
    url = serializers.URLField()


class SuggestionPage(shapes.Page):
    results = Suggestion(many=True)


COPIED = ("id", "external_id", "slug", "name_ar", "name_en", "summary_ar", "summary_en", "badges")


def row(card):
    return {name: card[name] for name in COPIED} | {
        "area": shapes.place(card["area"]),
        "fields": [shapes.word(field) for field in card["fields"]],
        "beneficiaries": [shapes.word(beneficiary) for beneficiary in card["beneficiaries"]],
        "licence": shapes.licence(card["licence"]),
        "url": shapes.group_url(card["slug"]),
        **shapes.sourced(shapes.moment(card["updated_at"]), card["confirmed_on"], card["source"]),
    }


class Groups(Reading):
    shape = GroupRow

    @extend_schema(
        operation_id="groups",
        summary=_("Groups of the directory"),
        parameters=[*SEARCH, FIELDS],
        responses=GroupPage,
    )
    def get(self, request):
        asked = SearchRequest.from_querydict(request.query_params, get_language())
        results = search_groups(asked, self.audiences)
        return found(
            request,
            results,
            [row(hit.card) for hit in results.hits],
            facets=shapes.facets(results),
            related_from=results.related_from,
            unheard=list(results.unheard),
        )


class Suggestions(Reading):
    @extend_schema(
        operation_id="suggest",
        summary=_("Names while typing, at most eight"),
        parameters=[parameter("q", _("What was typed so far, two letters or more.")), LANGUAGE],
        responses=SuggestionPage,
    )
    def get(self, request):
        typed = request.query_params.get("q", "").replace("\0", " ")
        lines = [
            {"kind": line.kind, "label": line.label, "url": settings.SITE_URL + line.url}
            for line in suggest(typed, get_language())
        ]
        return answer(request, lines, count=len(lines))
