"""Everything under /api/."""

from django.urls import path

from api.accreditations import AccreditationDetail, Accreditations, AccreditationStatus
from api.achievements import Achievements
from api.changes import Changes
from api.decisions import DecisionDetail, Decisions
from api.exchange import PostDetail, Posts
from api.figures import ExchangeFigures, Figures, StandardFigures
from api.groups import Groups, Suggestions
from api.guides import GuideDetail, Guides
from api.initiatives import InitiativeDetail, Initiatives
from api.mandates import Mandates
from api.missing import Missing
from api.profile import GroupDetail
from api.schema import Schema, docs, redoc
from api.services import Services
from api.standards import StandardDetail, Standards
from api.tables import Table
from api.taxonomies import Areas, Beneficiaries, Fields

urlpatterns = [
    path("v1/groups/", Groups.as_view(), name="api_groups"),
    path("v1/groups/suggest/", Suggestions.as_view(), name="api_suggest"),
    path("v1/groups/<uuid:uuid>/", GroupDetail.as_view(), name="api_group"),
    path("v1/services/", Services.as_view(), name="api_services"),
    path("v1/fields/", Fields.as_view(), name="api_fields"),
    path("v1/areas/", Areas.as_view(), name="api_areas"),
    path("v1/beneficiaries/", Beneficiaries.as_view(), name="api_beneficiaries"),
    path("v1/initiatives/", Initiatives.as_view(), name="api_initiatives"),
    path("v1/initiatives/<uuid:uuid>/", InitiativeDetail.as_view(), name="api_initiative"),
    path("v1/standards/", Standards.as_view(), name="api_standards"),
    path("v1/exchange/", Posts.as_view(), name="api_exchange"),
    path("v1/exchange/<uuid:uuid>/", PostDetail.as_view(), name="api_exchange_post"),
    path("v1/exchange/figures/", ExchangeFigures.as_view(), name="api_exchange_figures"),
    path("v1/standards/figures/", StandardFigures.as_view(), name="api_standard_figures"),
    path("v1/standards/<uuid:uuid>/", StandardDetail.as_view(), name="api_standard"),
    path("v1/accreditations/", Accreditations.as_view(), name="api_accreditations"),
    path("v1/accreditations/<uuid:uuid>/", AccreditationDetail.as_view(), name="api_accreditation"),
    path(
        "credentials/status/<slug:purpose>/",
        AccreditationStatus.as_view(),
        name="api_accreditation_status",
    ),
    path("v1/guides/", Guides.as_view(), name="api_guides"),
    path("v1/guides/<uuid:uuid>/", GuideDetail.as_view(), name="api_guide"),
    path("v1/decisions/", Decisions.as_view(), name="api_decisions"),
    path("v1/decisions/<uuid:uuid>/", DecisionDetail.as_view(), name="api_decision"),
    path("v1/achievements/", Achievements.as_view(), name="api_achievements"),
    path("v1/figures/", Figures.as_view(), name="api_figures"),
    path("v1/mandates/", Mandates.as_view(), name="api_mandates"),
    path("v1/changes/", Changes.as_view(), name="api_changes"),
    path("v1/<slug:resource>.<slug:suffix>", Table.as_view(), name="api_table"),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("docs/", docs, name="api_docs"),
    path("docs/redoc/", redoc, name="api_redoc"),
    path("", Missing.as_view(), name="api_missing"),
    path("<path:missing>", Missing.as_view(), name="api_missing"),
]
