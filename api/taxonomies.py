"""/api/v1/fields/, areas/ and beneficiaries/: the codes that filters and rows use, with their labels."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from api.parameters import FIELDS, LANGUAGE, PAGES
from api.reading import Reading
from directory.models import Area, Beneficiary, Field


class Term(serializers.ModelSerializer):
    label_ar = serializers.CharField(source="title_ar")
    label_en = serializers.CharField(source="title_en")


NAMES = ["code", "label_ar", "label_en"]


class FieldTerm(Term):
    parent = serializers.CharField(source="parent_id", allow_null=True)

    class Meta:
        model = Field
        fields = [*NAMES, "parent", "short_ar", "short_en", "in_picker", "source"]


class AreaTerm(Term):
    parent = serializers.CharField(source="parent_id", allow_null=True)
    aliases = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Area
        fields = [*NAMES, "parent", "aliases", "checked", "source"]


class BeneficiaryTerm(Term):
    class Meta:
        model = Beneficiary
        fields = [*NAMES, "domain", "source"]


class Words(Reading, ListAPIView):
    """One taxonomy in its own order, in pages; an unknown code in a filter is an error of that parameter."""

    @property
    def shape(self):
        return self.serializer_class


class Fields(Words):
    queryset = Field.objects.all()
    serializer_class = FieldTerm
    filterset_fields = ["parent", "in_picker"]

    @extend_schema(
        operation_id="fields",
        summary=_("Fields of work: the UN's ICNP/TSO codes"),
        parameters=[*PAGES, FIELDS, LANGUAGE],
    )
    def get(self, request):
        return self.list(request)


class Areas(Words):
    queryset = Area.objects.all()
    serializer_class = AreaTerm
    filterset_fields = ["parent", "checked"]

    @extend_schema(
        operation_id="areas",
        summary=_("Governorates, and the places inside them"),
        parameters=[*PAGES, FIELDS, LANGUAGE],
    )
    def get(self, request):
        return self.list(request)


class Beneficiaries(Words):
    queryset = Beneficiary.objects.all()
    serializer_class = BeneficiaryTerm
    filterset_fields = ["domain"]

    @extend_schema(
        operation_id="beneficiaries",
        summary=_("Whom groups are there for"),
        parameters=[*PAGES, FIELDS, LANGUAGE],
    )
    def get(self, request):
        return self.list(request)
