"""/api/v1/guides/: the library, what groups wrote down for all."""

import django_filters
from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import shapes
from api.choosing import filtered
from api.parameters import CURSOR, FIELDS, LANGUAGE, of_filters
from api.reading import Listing, Reading
from coordination.exchange.models import Guide
from coordination.exchange.models.guide import LANGUAGES
from coordination.exchange.views.shelf import GUIDES
from deeds.hooks import PUBLIC
from directory.models.group import EVERYBODY_SEES
from directory.search.asked import LARGEST_PAGE, SearchRequest

COPIED = ("title_ar", "title_en", "summary_ar", "summary_en")
TEXTS = ("text_ar", "text_en")


class GuideSourceRow(serializers.Serializer):
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    url = serializers.CharField(allow_blank=True)


class GuideRow(shapes.Sourced):
    id = serializers.UUIDField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    summary_ar = serializers.CharField()
    summary_en = serializers.CharField()
    languages = serializers.ListField(
        child=serializers.ChoiceField(LANGUAGES), help_text="In which the text can be read."
    )
    fields = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]
    beneficiaries = serializers.ListField(child=serializers.CharField())
    group = shapes.OfGroup(allow_null=True, help_text="Null: the coordinating committee keeps it.")
    groups = shapes.OfGroup(many=True, help_text="Whose answers it was made of.")
    published_at = serializers.DateTimeField()
    url = serializers.URLField()


class WholeGuide(GuideRow):
    text_ar = serializers.CharField(help_text="Markdown")
    text_en = serializers.CharField(help_text="Markdown")
    sources = GuideSourceRow(many=True)


class GuidePage(shapes.Page):
    results = GuideRow(many=True)


class GuideFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label=_("words, as on the page of the library; up to 100"))
    field = django_filters.CharFilter("fields__code", distinct=True, label=_("code of a field of work"))
    beneficiary = django_filters.CharFilter(
        "beneficiaries__code", distinct=True, label=_("code of a beneficiary")
    )
    language = django_filters.ChoiceFilter(
        choices=[(code, code) for code in LANGUAGES], method="written_in", label=_("language of the text")
    )
    group = django_filters.UUIDFilter("group__uuid", label=_("id of a group"))

    class Meta:
        model = Guide
        fields: tuple[str, ...] = ()

    def found(self, rows, name, words):
        results = GUIDES.search(SearchRequest(q=words, page_size=LARGEST_PAGE), PUBLIC)
        return rows.filter(pk__in=[hit.card.pk for hit in results.hits if not hit.near])

    def written_in(self, rows, name, code):
        return rows.exclude(**{f"text_{code}": ""})


def row(guide):
    """A group that left the directory is not named."""
    keeper = guide.group if guide.group and guide.group.standing in EVERYBODY_SEES else None
    return {
        "id": guide.uuid,
        **{name: getattr(guide, name) for name in COPIED},
        "languages": list(guide.languages),
        "fields": [field.code for field in guide.fields.all()],
        "beneficiaries": [one.code for one in guide.beneficiaries.all()],
        "group": shapes.of_group(keeper) if keeper else None,
        "groups": [shapes.of_group(one) for one in guide.groups.all() if one.standing in EVERYBODY_SEES],
        "published_at": guide.published_at,
        "url": settings.SITE_URL + guide.get_absolute_url(),
        **shapes.sourced(guide.updated_at, None, ""),
    }


class Guides(Listing):
    shape = GuideRow
    newest_first = ("-published_at", "-pk")

    @extend_schema(
        operation_id="guides",
        summary=_("Guides of the library"),
        parameters=[*of_filters(GuideFilter), *CURSOR, FIELDS, LANGUAGE],
        responses=GuidePage,
    )
    def get(self, request):
        return self.page()

    def rows(self):
        rows = Guide.objects.published().with_card().prefetch_related("beneficiaries")
        return filtered(GuideFilter, self.request, rows)

    def shown(self, rows):
        return [row(guide) for guide in rows]


class GuideDetail(Reading):
    shape = WholeGuide

    @extend_schema(
        operation_id="guide",
        summary=_("A guide with its text and its sources"),
        parameters=[FIELDS, LANGUAGE],
        responses=WholeGuide,
    )
    def get(self, request, uuid):
        guide = Guide.objects.published().with_all().filter(uuid=uuid).first()
        if guide is None:
            raise Http404
        self.version = guide.version
        sources = [
            {name: getattr(one, name) for name in ("title_ar", "title_en", "url")}
            for one in guide.sources.all()
        ]
        return Response(row(guide) | {name: getattr(guide, name) for name in TEXTS} | {"sources": sources})
