"""/api/v1/groups/: the directory as its pages show it to everybody, and names while typing."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api import rows, shapes
from api.pagination import answer, found
from api.parameters import FIELDS, LANGUAGE, SEARCH, expand, parameter
from api.reading import Reading
from directory.search.query import SearchRequest, search_groups, suggest


class GroupPage(shapes.FoundPage):
    results = rows.GroupListed(many=True)


class Suggestion(serializers.Serializer):
    kind = serializers.ChoiceField(["group", "service", "field", "area"])
    label = serializers.CharField()
    url = serializers.URLField()


class SuggestionPage(shapes.Page):
    results = Suggestion(many=True)


class Groups(Reading):
    shape = rows.GroupListed
    expands = ("services", "licence")

    @extend_schema(
        operation_id="groups",
        summary=_("Groups of the directory"),
        parameters=[*SEARCH, FIELDS, expand(*expands)],
        responses=GroupPage,
    )
    def get(self, request):
        asked = SearchRequest.from_querydict(request.query_params, get_language())
        results = search_groups(asked, self.audiences)
        return found(
            request,
            results,
            self.shown(results.hits),
            facets=shapes.facets(results),
            related_from=results.related_from,
            unheard=list(results.unheard),
        )

    def shown(self, hits):
        if not (self.fields or self.expanded):
            return rows.ready(hits, rows.of_group)
        cards = [hit.card for hit in hits]
        groups = {card["id"]: rows.of_group(card) for card in cards}
        if "services" in self.expanded:
            for pk, services in rows.services_of(cards, self.audiences).items():
                groups[pk]["services"] = services
        if "licence" in self.expanded:
            for pk, licence in rows.licences_of(cards).items():
                groups[pk]["licence"] = licence
        return [groups[card["id"]] for card in cards]


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
