"""The directory in the operators' admin: every look at others' data and every change leaves an entry."""

from django.contrib import admin
from django.db import models

from deeds.admin import JournaledAdmin, ReadOnlyAdmin
from directory.actions import consents
from directory.forms.lists import CHECKS, ListField
from directory.models import (
    AccessFeature,
    Achievement,
    Area,
    Beneficiary,
    Capability,
    Card,
    Contact,
    Field,
    FoundBy,
    Group,
    GroupAccess,
    Licence,
    Membership,
    Miss,
    Photo,
    Service,
    ServiceAccess,
    SocialLink,
    TeamCard,
)


class CheckedLists:
    """Lists that are kept as JSON hold what pages expect of them, or the form says what that is."""

    def formfield_for_dbfield(self, db_field, request, **options):
        if check := CHECKS.get(db_field.name if isinstance(db_field, models.JSONField) else ""):
            return ListField(check, label=db_field.verbose_name, help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **options)


class OfGroupAdmin(CheckedLists, JournaledAdmin):
    """A part of a group: changing it claims the group, and its leaders may read who looked at it.

    It stays with its group: moved to another one, it would vanish from the first without a trace there.
    """

    owner = "group"

    def root_of(self, thing):
        return thing.group

    def audience_of(self, thing):
        return [*super().audience_of(thing), f"group:{self.root_of(thing).pk}:leader"]

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, self.owner] if obj and self.owner not in fixed else fixed


@admin.register(Group)
class GroupAdmin(CheckedLists, JournaledAdmin):
    list_display = ["__str__", "standing", "area", "source", "confirmed_on"]
    list_filter = ["standing", "kind", "area__parent", "source"]
    search_fields = ["name_ar", "name_en", "slug", "external_id"]
    filter_horizontal = ["fields", "beneficiaries"]
    readonly_fields = ["standing", "source", "external_id", "claimed_at", "listed_at", "version"]
    list_select_related = ["area"]


@admin.register(Membership)
class MembershipAdmin(OfGroupAdmin):
    list_display = ["person", "group", "role", "state"]
    list_filter = ["role", "state"]
    list_select_related = ["person", "group"]
    readonly_fields = ["person", "group", "role", "state"]


@admin.register(Licence)
class LicenceAdmin(OfGroupAdmin):
    list_display = ["number", "group", "verdict", "expires_on"]
    list_filter = ["verdict"]
    raw_id_fields = ["group"]
    list_select_related = ["group"]
    readonly_fields = ["verdict", "verdict_by", "verdict_on", "verdict_reason"]


@admin.register(Service)
class ServiceAdmin(OfGroupAdmin):
    list_display = ["__str__", "group", "places", "published"]
    list_filter = ["mode", "places", "published"]
    search_fields = ["title_ar", "title_en"]
    raw_id_fields = ["group"]
    filter_horizontal = ["beneficiaries"]
    list_select_related = ["group"]


@admin.register(TeamCard)
class TeamCardAdmin(OfGroupAdmin):
    list_display = ["__str__", "group", "is_minor"]
    raw_id_fields = ["group", "person"]
    list_select_related = ["group"]

    def save_model(self, request, obj, form, change):
        """A changed name takes a new consent here too."""
        super().save_model(request, obj, form, change)
        consents.follow(obj.group)


@admin.register(Achievement, Capability, Contact, GroupAccess, SocialLink)
class PartAdmin(OfGroupAdmin):
    list_display = ["__str__", "group"]
    raw_id_fields = ["group"]
    list_select_related = ["group"]


@admin.register(ServiceAccess)
class ServiceAccessAdmin(OfGroupAdmin):
    owner = "service"
    list_display = ["__str__", "service"]
    raw_id_fields = ["service"]
    list_select_related = ["service", "feature"]

    def root_of(self, thing):
        return thing.service.group


@admin.register(Photo)
class PhotoAdmin(ReadOnlyAdmin, OfGroupAdmin):
    """Who sent, answered for and hid what; photos come and go through the group's own pages alone."""

    list_display = ["__str__", "group", "use", "people", "hidden_at"]
    list_filter = ["use", "people"]
    list_select_related = ["group"]


@admin.register(AccessFeature, Area, Beneficiary, Field)
class TermAdmin(CheckedLists, JournaledAdmin):
    others_data = False
    list_display = ["code", "title_ar", "title_en"]
    search_fields = ["code", "title_ar", "title_en"]


@admin.register(Card)
class CardAdmin(ReadOnlyAdmin):
    """What the search reader keeps; it is rebuilt, never edited."""

    list_display = ["group", "service"]
    raw_id_fields = ["group", "service"]
    readonly_fields = ["group", "service", "data"]


@admin.register(Miss)
class MissAdmin(ReadOnlyAdmin):
    """What people look for and do not find; what few looked for is not shown."""

    others_data = False
    list_display = ["__str__", "governorate", "month", "count"]
    list_filter = ["month", "governorate"]

    def get_queryset(self, request):
        return Miss.objects.shown()


@admin.register(FoundBy)
class FoundByAdmin(ReadOnlyAdmin):
    """Which words led to which page; what few looked for is not shown."""

    others_data = False
    list_display = ["__str__", "group", "month", "count"]
    list_filter = ["month"]
    list_select_related = ["group"]

    def get_queryset(self, request):
        return FoundBy.objects.shown()
