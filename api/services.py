"""/api/v1/services/: the help that listed groups offer, found like on the page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api import shapes
from api.pagination import found
from api.parameters import AGE, FIELDS, SEARCH
from api.reading import Reading
from directory.models import Answer, Service
from directory.models.profile import Day
from directory.search.query import SearchRequest, search_services

COPIED = (
    "id",
    "title_ar",
    "title_en",
    "description_ar",
    "description_en",
    "ages",
    "for_whom",
    "mode",
    "days",
    "hours",
    "places",
    "price",
    "access",
)


class FromTo(serializers.Serializer):
    """Both ends may be open."""

    to = serializers.CharField(allow_null=True)

    def get_fields(self):
        return {"from": serializers.CharField(allow_null=True), **super().get_fields()}


class Ages(FromTo):
    to = serializers.IntegerField(allow_null=True)

    def get_fields(self):
        return super().get_fields() | {"from": serializers.IntegerField(allow_null=True)}


class PlacesLeft(serializers.Serializer):
    state = serializers.ChoiceField(Service.Places.values)
    date = serializers.DateField(help_text="as of this day")


class ServiceRow(shapes.Sourced):
    id = serializers.UUIDField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    description_ar = serializers.CharField()
    description_en = serializers.CharField()
    beneficiaries = shapes.Word(many=True)
    ages = Ages()
    for_whom = serializers.ChoiceField(Service.ForWhom.values)
    mode = serializers.ChoiceField(Service.Mode.values)
    place = shapes.Place(allow_null=True)
    days = serializers.ListField(child=serializers.ChoiceField(Day.values))
    hours = FromTo()
    places = PlacesLeft()
    price = serializers.CharField(allow_null=True, help_text="KWD; 0.000 is free, null is on request")
    access = serializers.DictField(child=serializers.ChoiceField(Answer.values))
    group = shapes.OfGroup()
    url = serializers.URLField()


class ServicePage(shapes.FoundPage):
    results = ServiceRow(many=True)


def row(card):
    group = {name: card["group"][name] for name in ("id", "slug", "name_ar", "name_en")}
    group["url"] = shapes.group_url(group["slug"])
    fresh = (shapes.moment(card["updated_at"]), card["group"]["confirmed_on"], card["group"]["source"])
    return {name: card[name] for name in COPIED} | {
        "beneficiaries": [shapes.word(beneficiary) for beneficiary in card["beneficiaries"]],
        "place": shapes.place(card["place"]),
        "group": group,
        "url": f"{group['url']}#service-{card['id']}",
        **shapes.sourced(*fresh),
    }


class Services(Reading):
    shape = ServiceRow

    @extend_schema(
        operation_id="services",
        summary=_("Services that groups offer"),
        parameters=[*SEARCH, AGE, FIELDS],
        responses=ServicePage,
    )
    def get(self, request):
        asked = SearchRequest.from_querydict(request.query_params, get_language())
        results = search_services(asked, self.audiences)
        return found(
            request,
            results,
            [row(hit.card) for hit in results.hits],
            facets=shapes.facets(results),
            related_from=results.related_from,
            unheard=list(results.unheard),
        )
