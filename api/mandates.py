"""/api/v1/mandates/: which groups let the institution whose key asks act in their name, and until when."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated

from accounts.models import OF_GROUPS
from api import shapes
from api.pagination import Pages
from api.parameters import FIELDS, LANGUAGE, PAGES
from api.reading import Listing
from directory.models import Mandate


class MandateRow(serializers.Serializer):
    id = serializers.UUIDField()
    group = shapes.OfGroup()
    scopes = serializers.ListField(
        child=serializers.ChoiceField(list(OF_GROUPS)), help_text="What it may do, if its key may too."
    )
    since = serializers.DateTimeField()
    until = serializers.DateField(help_text="The last day; a leader of the group may end it before.")


class MandatePage(shapes.Page):
    results = MandateRow(many=True)


def row(mandate):
    return {
        "id": mandate.uuid,
        "group": shapes.of_group(mandate.group),
        "scopes": mandate.scopes,
        "since": mandate.created_at,
        "until": mandate.ends_on,
    }


class Mandates(Listing):
    shape = MandateRow
    pagination = Pages

    @extend_schema(
        operation_id="mandates",
        summary=gettext_lazy("Groups that let this key’s institution act in their name"),
        parameters=[*PAGES, FIELDS, LANGUAGE],
        responses=MandatePage,
    )
    def get(self, request):
        if request.auth is None:
            raise NotAuthenticated(_("This list is the institution’s own: send its key."))
        return self.page()

    def rows(self):
        return Mandate.objects.of_partner(self.request.auth.partner_id)

    def shown(self, rows):
        return [row(mandate) for mandate in rows]
