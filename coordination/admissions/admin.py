"""The room in the operators' admin: to be read, never changed by hand."""

from django.contrib import admin

from coordination.admissions.models import Admission, Appeal, Review, Suspension
from deeds.admin import ReadOnlyAdmin


class OfGroupAdmin(ReadOnlyAdmin):
    list_select_related = ["group"]


@admin.register(Admission)
class AdmissionAdmin(OfGroupAdmin):
    list_display = ["group", "submitted_at", "due_at", "outcome"]
    list_filter = ["outcome"]


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ["admission", "by", "at", "outcome"]
    list_select_related = ["admission__group", "by"]


@admin.register(Suspension)
class SuspensionAdmin(OfGroupAdmin):
    list_display = ["group", "state", "reason_code", "proposed_at", "until"]
    list_filter = ["state"]


@admin.register(Appeal)
class AppealAdmin(OfGroupAdmin):
    list_display = ["group", "state", "filed_at", "due_at"]
    list_filter = ["state"]
