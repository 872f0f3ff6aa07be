"""Initiatives and their appeals in the operators' admin: to be read, with a reason; pages alone move them."""

from django.contrib import admin

from coordination.initiatives.models import Appeal, Initiative, Opinion
from deeds.admin import ReadOnlyAdmin


@admin.register(Initiative)
class InitiativeAdmin(ReadOnlyAdmin):
    list_display = ["title", "lead", "state", "state_since"]
    list_filter = ["state"]
    list_select_related = ["lead"]
    search_fields = ["title_ar", "title_en"]


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    list_display = ["initiative", "state", "filed_at", "due_at"]
    list_filter = ["state"]
    list_select_related = ["initiative"]


@admin.register(Opinion)
class OpinionAdmin(ReadOnlyAdmin):
    list_display = ["appeal", "by", "overturns", "at"]
    list_select_related = ["appeal__initiative", "by"]
