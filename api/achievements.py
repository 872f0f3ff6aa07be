"""/api/v1/achievements/: what groups did, the latest first."""

import django_filters
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api import shapes
from api.choosing import filtered
from api.parameters import CURSOR, FIELDS, LANGUAGE, of_filters
from api.reading import Listing
from directory.models import Achievement
from directory.models.group import EVERYBODY_SEES


class Figure(serializers.Serializer):
    value = serializers.CharField()
    label_ar = serializers.CharField()
    label_en = serializers.CharField()


class AchievementRow(shapes.Sourced):
    id = serializers.UUIDField()
    happened_on = serializers.DateField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    story_ar = serializers.CharField()
    story_en = serializers.CharField()
    figures = serializers.ListField(child=serializers.DictField())
    group = shapes.OfGroup()
    partner_groups = shapes.OfGroup(many=True)
    url = serializers.URLField()


class AchievementPage(shapes.Page):
    results = AchievementRow(many=True)


class AchievementFilter(django_filters.FilterSet):
    group = django_filters.UUIDFilter("group__uuid", label=_("id of a group"))
    since = django_filters.DateFilter("happened_on", "gte", label=_("from this day on"))
    until = django_filters.DateFilter("happened_on", "lte", label=_("up to this day"))

    class Meta:
        model = Achievement
        fields: tuple[str, ...] = ()


COPIED = ("happened_on", "title_ar", "title_en", "story_ar", "story_en", "figures")


def row(achievement):
    group = achievement.group
    partners = [other for other in achievement.partner_groups.all() if other.standing in EVERYBODY_SEES]
    return {
        "id": achievement.uuid,
        **{name: getattr(achievement, name) for name in COPIED},
        "group": shapes.of_group(group),
        "partner_groups": [shapes.of_group(other) for other in partners],
        "url": f"{shapes.group_url(group.slug)}#achievements",
        **shapes.sourced(group.updated_at, group.confirmed_on, group.source),
    }


class Achievements(Listing):
    shape = AchievementRow
    newest_first = ("-happened_on", "-pk")

    @extend_schema(
        operation_id="achievements",
        summary=_("What groups did"),
        parameters=[*of_filters(AchievementFilter), *CURSOR, FIELDS, LANGUAGE],
        responses=AchievementPage,
    )
    def get(self, request):
        return self.page()

    def rows(self):
        rows = Achievement.objects.visible_to(self.audiences).select_related("group")
        return filtered(AchievementFilter, self.request, rows.prefetch_related("partner_groups"))

    def shown(self, rows):
        return [row(achievement) for achievement in rows]
