"""/api/v1/services/: the help that listed groups offer, found like on the page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema

from api import rows, shapes
from api.pagination import found
from api.parameters import AGE, FIELDS, SEARCH, expand
from api.reading import Reading
from directory.search.query import SearchRequest, search_services


class ServicePage(shapes.FoundPage):
    results = rows.ServiceListed(many=True)


class Services(Reading):
    shape = rows.ServiceListed
    expands = ("group",)

    @extend_schema(
        operation_id="services",
        summary=_("Services that groups offer"),
        parameters=[*SEARCH, AGE, FIELDS, expand(*expands)],
        responses=ServicePage,
    )
    def get(self, request):
        asked = SearchRequest.from_querydict(request.query_params, get_language())
        results = search_services(asked, self.audiences)
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
            return rows.ready(hits, rows.of_service)
        cards = [hit.card for hit in hits]
        services = [rows.of_service(card) for card in cards]
        groups = rows.groups_of(cards, self.audiences) if "group" in self.expanded else {}
        for service in services:
            service["group"] = groups.get(service["group"]["id"], service["group"])
        return services
