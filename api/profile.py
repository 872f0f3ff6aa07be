"""/api/v1/groups/<uuid>/: the whole public profile of a group, what its page shows, in both languages."""

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import rows, shapes
from api.parameters import FIELDS, LANGUAGE
from api.reading import Reading
from deeds.hooks import parts_of
from directory.models import Answer, Capability, Contact, Group, Kind, SocialLink, TeamCard
from directory.models.group import EVERYBODY_SEES
from directory.search import held
from directory.search.cards import group_data, service_data


class AccessAnswer(shapes.Word):
    answer = serializers.ChoiceField(Answer.values)
    confirmed_on = serializers.DateField(allow_null=True)


class Link(serializers.Serializer):
    network = serializers.ChoiceField(SocialLink.Network.values)
    url = serializers.URLField()


class Lent(serializers.Serializer):
    kind = serializers.ChoiceField(Capability.Kind.values)
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    quantity = serializers.IntegerField(allow_null=True)
    available_ar = serializers.CharField()
    available_en = serializers.CharField()


class Partner(serializers.Serializer):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name_ar = serializers.CharField()
    name_en = serializers.CharField()


class Done(serializers.Serializer):
    happened_on = serializers.DateField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    story_ar = serializers.CharField()
    story_en = serializers.CharField()
    figures = serializers.ListField(child=serializers.DictField())
    partner_groups = Partner(many=True)


class TeamMember(serializers.Serializer):
    name_ar = serializers.CharField()
    name_en = serializers.CharField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()


class WayToReach(serializers.Serializer):
    kind = serializers.ChoiceField(Contact.Kind.values)
    value = serializers.CharField()


class Profile(rows.GroupRow):
    aliases = serializers.ListField(child=serializers.CharField())
    about_ar = serializers.CharField(help_text="Markdown")
    about_en = serializers.CharField(help_text="Markdown")
    kind = serializers.ChoiceField(Kind.values)
    standing = serializers.ChoiceField([standing.value for standing in EVERYBODY_SEES])
    founded_on = serializers.DateField(allow_null=True)
    website = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    volunteers = serializers.IntegerField(allow_null=True)
    accepts_volunteers = serializers.BooleanField()
    claimed = serializers.BooleanField()
    licence = rows.LicenceFacts(allow_null=True)
    access = AccessAnswer(many=True)
    social_links = Link(many=True)
    services = rows.ServiceRow(many=True)
    capabilities = Lent(many=True)
    achievements = Done(many=True)
    team = TeamMember(many=True)
    contacts = WayToReach(many=True)


PLAIN = (
    "aliases",
    "about_ar",
    "about_en",
    "kind",
    "standing",
    "founded_on",
    "website",
    "languages",
    "volunteers",
    "accepts_volunteers",
)


class GroupDetail(Reading):
    shape = Profile

    @extend_schema(
        operation_id="group",
        summary=_("The public profile of a group"),
        parameters=[FIELDS, LANGUAGE],
        responses=Profile,
    )
    def get(self, request, uuid):
        group = shown(self.audiences).filter(uuid=uuid).first()
        if group is None:
            raise Http404
        self.version = group.version
        return Response(profile(group))


def shown(audiences):
    """Groups that `audiences` may see, each with its contacts and team as far as they may see those."""
    parts = [
        Prefetch("contacts", Contact.objects.visible_to(audiences), to_attr="seen_contacts"),
        Prefetch("team_cards", TeamCard.objects.public().filter(is_minor=False), to_attr="seen_team"),
        "licences",
    ]
    return Group.objects.visible_to(audiences).with_profile().prefetch_related(*parts)


def profile(group):
    """Everything a Profile names, of a group read by `shown`."""
    whole = held.of_profile(group)
    card = group_data(whole) | parts_of([group.pk])[group.pk]
    return {
        **rows.of_group(card),
        **copied(group, PLAIN),
        "claimed": group.is_claimed,
        "licence": group.current_licence and rows.licence(group.current_licence, card),
        "access": [access(answer) for answer in group.access_answers.all()],
        "social_links": [copied(link, Link) for link in group.social_links.all()],
        "services": [rows.of_service(service_data(service, card)) for service in whole.services],
        "capabilities": [copied(row, Lent) for row in group.capabilities.all()],
        "achievements": [achievement(row) for row in group.achievements.all()],
        "team": [copied(row, TeamMember) for row in group.seen_team],
        "contacts": [copied(row, WayToReach) for row in group.seen_contacts],
    }


def copied(row, names):
    """The attributes of a row that a shape, or a list of names, asks for."""
    names = getattr(names, "_declared_fields", names)
    return {name: getattr(row, name) for name in names}


def access(row):
    return shapes.term(row.feature) | {"answer": row.answer, "confirmed_on": row.confirmed_on}


def achievement(row):
    partners = [group for group in row.partner_groups.all() if group.standing in EVERYBODY_SEES]
    plain = ("happened_on", "title_ar", "title_en", "story_ar", "story_en", "figures")
    return copied(row, plain) | {"partner_groups": [partner(group) for group in partners]}


def partner(group):
    return {"id": group.uuid} | copied(group, ("slug", "name_ar", "name_en"))
