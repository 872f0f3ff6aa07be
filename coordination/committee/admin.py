"""Seats in the operators' admin."""

from django.contrib import admin

from accounts.admin_site import Proven
from coordination.committee.models import Seat
from deeds.admin import JournaledAdmin


@admin.register(Seat)
class SeatAdmin(Proven, JournaledAdmin):
    list_display = ["person", "role", "starts_at", "ends_at"]
    list_filter = ["role"]
    list_select_related = ["person"]
    raw_id_fields = ["person"]
