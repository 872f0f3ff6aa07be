"""Standards and what groups said of them in the operators' admin: to be read, with a reason."""

from django.contrib import admin

from coordination.standards.models import Accreditation, Standard
from deeds.admin import ReadOnlyAdmin


@admin.register(Standard)
class StandardAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "state", "effective_on"]
    list_filter = ["state"]
    search_fields = ["code", "title_ar", "title_en"]


@admin.register(Accreditation)
class AccreditationAdmin(ReadOnlyAdmin):
    list_display = ["group", "standard", "state", "valid_from", "valid_until"]
    list_select_related = ["group", "standard"]
    list_filter = ["state", "code"]
    search_fields = ["uuid", "group__name_ar", "group__name_en"]
