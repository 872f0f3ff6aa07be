"""Initiatives in the operators' admin: to be read, with a reason; what moves them is done on the pages alone."""

from django.contrib import admin

from coordination.initiatives.models import Initiative
from deeds.admin import ReadOnlyAdmin


@admin.register(Initiative)
class InitiativeAdmin(ReadOnlyAdmin):
    list_display = ["title", "lead", "state", "state_since"]
    list_filter = ["state"]
    list_select_related = ["lead"]
    search_fields = ["title_ar", "title_en"]
