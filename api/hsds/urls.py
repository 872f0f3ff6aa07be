"""Everything under /hsds/: with and without a slash at the end, as the specification writes it without."""

from django.urls import path

from api.hsds import views
from api.missing import Missing

ADDRESSES = {
    "organizations": views.Organizations,
    "organizations/<uuid:uuid>": views.Organization,
    "services": views.Services,
    "services/<uuid:uuid>": views.Service,
    "service_at_locations": views.ServicesAtLocations,
    "service_at_locations/<uuid:uuid>": views.ServiceAtLocation,
    "taxonomies": views.Taxonomies,
    "taxonomies/<uuid:uuid>": views.Taxonomy,
    "taxonomy_terms": views.Terms,
    "taxonomy_terms/<uuid:uuid>": views.Term,
}
urlpatterns = [
    path("", views.About.as_view(), name="hsds"),
    *(
        path(route + end, view.as_view(), name=f"hsds_{view.__name__.lower()}")
        for route, view in ADDRESSES.items()
        for end in ("/", "")
    ),
    path("<path:missing>", Missing.as_view(), name="api_missing"),
]
