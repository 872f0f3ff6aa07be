"""/api/v1/accreditations/: who meets which standard by the forum's word, and whether it holds now."""

from datetime import UTC, datetime

import django_filters
from django.conf import settings
from django.db.models import Max, Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import shapes
from api.choosing import filtered
from api.parameters import CURSOR, FIELDS, LANGUAGE, of_filters
from api.reading import Listing, Reading
from coordination.standards.credentials import badge, now, said, status
from coordination.standards.models import Accreditation, Because, Condition
from directory.models import Area, Group

ENDED = {"revocation": (Condition.REVOKED, Condition.SUPERSEDED), "suspension": (Condition.SUSPENDED,)}
STATES = Condition.values
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class Reason(serializers.Serializer):
    code = serializers.ChoiceField(Because.values)
    label_ar = serializers.CharField()
    label_en = serializers.CharField()
    text = serializers.CharField(help_text="The committee’s own words; often empty.")


class AccreditationRow(shapes.Sourced):
    id = serializers.UUIDField(help_text="The number on the certificate.")
    state = serializers.ChoiceField(STATES, help_text="Now, by the calendar too.")
    reason = Reason(allow_null=True)
    group = shapes.OfGroup()
    standard = shapes.OfStandard()
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(help_text="The last day, in the site’s zone.")
    fingerprint = serializers.CharField(help_text="SHA-256 of what was judged.")
    given_by = shapes.Giver()
    url = serializers.URLField()
    verify = serializers.URLField(
        help_text="Says what is true at this very moment; this answer may be a minute old."
    )
    certificate = serializers.URLField()


class Proven(AccreditationRow):
    proof = serializers.CharField(
        allow_null=True, help_text="A compact JSON Web Signature; null while it does not hold."
    )
    credential = serializers.DictField(
        allow_null=True, help_text="The Open Badges 3.0 credential; null while it does not hold."
    )


class AccreditationPage(shapes.Page):
    results = AccreditationRow(many=True)


class AccreditationFilter(django_filters.FilterSet):
    group = django_filters.UUIDFilter("group__uuid", label=_("id of a group"))
    standard = django_filters.CharFilter("code", label=_("code of a standard"))
    state = django_filters.ChoiceFilter("is_now", choices=Condition.choices, label=_("state"))
    area = django_filters.ModelChoiceFilter(queryset=Area.objects.all(), method="inside", label=_("area"))

    class Meta:
        model = Accreditation
        fields: tuple[str, ...] = ()

    def inside(self, rows, name, area):
        return rows.filter(Q(group__area=area) | Q(group__area__parent=area))


COPIED = ("valid_from", "valid_until", "fingerprint")
NAMED = ("code", "title_ar", "title_en")


def row(one):
    standard = {"id": one.standard.uuid, "version": one.standard.number}
    return {
        "id": one.uuid,
        "state": one.is_now,
        "reason": now.reason(one),
        "group": shapes.of_group(one.group),
        "standard": standard | {name: getattr(one.standard, name) for name in NAMED},
        **{name: getattr(one, name) for name in COPIED},
        "given_by": said.giver(),
        "url": settings.SITE_URL + one.get_absolute_url(),
        "verify": said.verify_address(one),
        "certificate": settings.SITE_URL + reverse("certificate", args=[one.uuid]),
        **shapes.sourced(one.updated_at, None, ""),
    }


class Accreditations(Listing):
    shape = AccreditationRow
    newest_first = ("-issued_at", "-pk")

    @extend_schema(
        operation_id="accreditations",
        summary=_("Accreditations of groups, those that ended too"),
        parameters=[*of_filters(AccreditationFilter), *CURSOR, FIELDS, LANGUAGE],
        responses=AccreditationPage,
    )
    def get(self, request):
        return self.page()

    def rows(self):
        """Of groups that this reader may know of."""
        groups = Group.objects.visible_to(self.audiences)
        rows = Accreditation.objects.visible_to(self.audiences).filter(group__in=groups)
        return filtered(AccreditationFilter, self.request, rows.with_all().as_of())

    def shown(self, rows):
        return [row(one) for one in rows]


class AccreditationDetail(Reading):
    shape = Proven

    @extend_schema(
        operation_id="accreditation",
        summary=_("An accreditation with what proves it elsewhere"),
        parameters=[FIELDS, LANGUAGE],
        responses=Proven,
    )
    def get(self, request, uuid):
        rows = Accreditation.objects.visible_to(self.audiences).with_all().as_of()
        one = rows.filter(uuid=uuid).first()
        if one is None:
            raise Http404
        self.version = one.version
        holds = one.is_now == Condition.CURRENT
        proofs = {"proof": said.proof(one), "credential": badge.credential(one)} if holds else {}
        return Response(row(one) | {"proof": None, "credential": None} | proofs)


class AccreditationStatus(Reading):
    """Which credentials hold no more, for those who check them by the W3C's lists."""

    @extend_schema(exclude=True)  # described by the W3C
    def get(self, request, purpose):
        if purpose not in ENDED:
            raise Http404
        rows = Accreditation.objects.as_of().filter(is_now__in=ENDED[purpose])
        since = Accreditation.objects.aggregate(last=Max("state_since"))["last"] or NEVER
        return Response(status.credential(purpose, list(rows.values_list("pk", flat=True)), since))
