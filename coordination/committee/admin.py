"""The committee in the operators' admin: terms can be ended or mended, everything else is only looked at."""

from django.contrib import admin

from accounts.admin_site import Proven
from coordination.committee.actions.roll import strike_lines_of
from coordination.committee.models import (
    Ballot,
    Bylaw,
    Decision,
    Founding,
    Nomination,
    Question,
    Recusal,
    RollLine,
    Seat,
)
from deeds.admin import JournaledAdmin, ReadOnlyAdmin


@admin.register(Seat)
class SeatAdmin(Proven, JournaledAdmin):
    """Whom the committee seats is its own business; an operator may only correct when a term ends."""

    list_display = ["person", "role", "starts_at", "ends_at"]
    list_filter = ["role"]
    list_select_related = ["person"]
    readonly_fields = ["person", "role", "starts_at"]

    def has_add_permission(self, request):
        return False

    def audience_of(self, seat):
        return ["public", f"person:{seat.person_id}"]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        strike_lines_of(form.instance.person)


@admin.register(Ballot)
class BallotAdmin(ReadOnlyAdmin):
    list_display = ["title", "kind", "state", "session", "opened_at", "closes_at"]
    list_filter = ["state", "kind"]
    list_select_related = True


@admin.register(RollLine)
class RollLineAdmin(ReadOnlyAdmin):
    """Who may vote. What somebody voted is no operator's business and is shown nowhere."""

    list_display = ["ballot", "person", "standing", "struck_at"]
    list_filter = ["standing"]
    list_select_related = ["ballot", "person"]


@admin.register(Recusal)
class RecusalAdmin(ReadOnlyAdmin):
    list_display = ["person", "kind", "at"]
    list_select_related = ["person"]


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    list_display = ["ballot", "person", "at", "answered_at"]
    list_select_related = ["ballot", "person"]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["subject", "kind", "result", "decided_at"]
    list_filter = ["kind", "result"]
    date_hierarchy = "decided_at"


@admin.register(Bylaw)
class BylawAdmin(ReadOnlyAdmin):
    list_display = ["pk", "state", "in_force_at", "proposed_by"]
    list_select_related = ["proposed_by"]


@admin.register(Nomination)
class NominationAdmin(ReadOnlyAdmin):
    list_display = ["person", "role", "months", "state"]
    list_select_related = ["person"]


@admin.register(Founding)
class FoundingAdmin(ReadOnlyAdmin):
    list_display = ["at", "by"]
    list_select_related = ["by"]
