"""References for the API: a list as the tutorials of Django REST framework write it, and bytes that never change."""

from django.http import HttpResponse
from rest_framework import filters, generics, pagination, serializers

from directory.models import Area, Beneficiary, Field, Group, Licence, Service


class AreaSerializer(serializers.ModelSerializer):
    class Meta:
        model = Area
        fields = ["code", "title_ar", "title_en"]


class FieldSerializer(serializers.ModelSerializer):
    class Meta:
        model = Field
        fields = ["code", "title_ar", "title_en"]


class BeneficiarySerializer(serializers.ModelSerializer):
    class Meta:
        model = Beneficiary
        fields = ["code", "title_ar", "title_en"]


class LicenceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Licence
        fields = ["verdict", "expires_on"]


class ServiceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Service
        fields = ["uuid", "title_ar", "title_en"]


class GroupSerializer(serializers.ModelSerializer):
    area = AreaSerializer()
    fields = FieldSerializer(many=True)  # type: ignore[assignment]
    beneficiaries = BeneficiarySerializer(many=True)
    licences = LicenceSerializer(many=True)
    services = ServiceSerializer(many=True)

    class Meta:
        model = Group
        fields = [
            "uuid", "external_id", "slug", "name_ar", "name_en", "summary_ar", "summary_en", "area", "fields",
            "beneficiaries", "licences", "services", "updated_at", "confirmed_on", "source",
        ]  # fmt: skip


class TwentyAPage(pagination.PageNumberPagination):
    page_size = 20


class PlainGroups(generics.ListAPIView):
    """Words by `icontains`, no facets, no ranking, no limit, no ETag."""

    authentication_classes = ()
    queryset = Group.objects.filter(standing="listed").order_by("pk")
    serializer_class = GroupSerializer
    pagination_class = TwentyAPage
    filter_backends = (filters.SearchFilter,)
    search_fields = ("name_ar", "name_en", "summary_ar", "summary_en")


def constant(request):
    """As many bytes as are asked for."""
    return HttpResponse(b"x" * int(request.GET["bytes"]), content_type="application/json")
