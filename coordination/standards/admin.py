"""Standards and what was said and judged of them in the operators' admin: to be read, with a reason."""

from django.contrib import admin

from coordination.standards.models import (
    Accreditation,
    Appeal,
    Assessment,
    Proposal,
    Reviewer,
    Revocation,
    Standard,
)
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


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ["group", "standard", "state", "result", "reviewer", "submitted_at"]
    list_select_related = ["group", "standard", "reviewer"]
    list_filter = ["state", "result"]
    search_fields = ["group__name_ar", "group__name_en", "standard__code"]


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    list_display = ["assessment", "state", "filed_at", "due_at"]
    list_select_related = ["assessment__group", "assessment__standard"]
    list_filter = ["state"]


@admin.register(Reviewer)
class ReviewerAdmin(ReadOnlyAdmin):
    list_display = ["person", "code", "state", "until"]
    list_select_related = ["person"]
    list_filter = ["state"]
    search_fields = ["person__name", "code"]


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ["assessment", "person", "state", "proposed_at", "due_at"]
    list_select_related = ["assessment__group", "assessment__standard", "person"]
    list_filter = ["state"]


@admin.register(Revocation)
class RevocationAdmin(ReadOnlyAdmin):
    list_display = ["accreditation", "state", "proposed_at"]
    list_select_related = ["accreditation__group", "accreditation__standard"]
    list_filter = ["state"]
