"""Seats in the operators' admin."""

from django.contrib import admin

from coordination.committee.models import Seat
from deeds.admin import JournaledAdmin


@admin.register(Seat)
class SeatAdmin(JournaledAdmin):
    list_display = ["person", "role", "starts_at", "ends_at"]
    list_filter = ["role"]
    list_select_related = ["person"]
    raw_id_fields = ["person"]
