"""Everything under /api/."""

from django.urls import path

from api.groups import Groups, Suggestions
from api.missing import Missing
from api.profile import GroupDetail
from api.schema import Schema, docs
from api.services import Services
from api.taxonomies import Areas, Beneficiaries, Fields

urlpatterns = [
    path("v1/groups/", Groups.as_view(), name="api_groups"),
    path("v1/groups/suggest/", Suggestions.as_view(), name="api_suggest"),
    path("v1/groups/<uuid:uuid>/", GroupDetail.as_view(), name="api_group"),
    path("v1/services/", Services.as_view(), name="api_services"),
    path("v1/fields/", Fields.as_view(), name="api_fields"),
    path("v1/areas/", Areas.as_view(), name="api_areas"),
    path("v1/beneficiaries/", Beneficiaries.as_view(), name="api_beneficiaries"),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("docs/", docs, name="api_docs"),
    path("", Missing.as_view(), name="api_missing"),
    path("<path:missing>", Missing.as_view(), name="api_missing"),
]
