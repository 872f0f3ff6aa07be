"""The committee in the operators' admin: terms can be ended or mended, everything else is only looked at."""

from django.contrib import admin

from accounts.admin_site import Proven
from coordination.committee.actions.roll import strike_lines_of
from coordination.committee.models import (
    Announcement,
    Ballot,
    Bylaw,
    Decision,
    Founding,
    Meeting,
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


@admin.register(Meeting)
class MeetingAdmin(Proven, JournaledAdmin):
    """Where a meeting is held may be mended; when it is, and what its minutes say, is the committee's own."""

    list_display = ["title", "state", "starts_at", "zone", "called_by"]
    list_filter = ["state"]
    list_select_related = ["called_by"]
    date_hierarchy = "starts_at"
    readonly_fields = ["starts_at", "zone", "minutes_each", "public_minutes", "committee_minutes"]

    def has_add_permission(self, request):
        return False

    def audience_of(self, meeting):
        return ["committee"]


@admin.register(Announcement)
class AnnouncementAdmin(Proven, JournaledAdmin):
    """A wrong word or link in an announcement may be mended; publishing it is the committee's own."""

    others_data = False
    list_display = ["title", "state", "starts_at", "published_at", "written_by"]
    list_filter = ["state"]
    list_select_related = ["written_by"]
    date_hierarchy = "published_at"

    def has_add_permission(self, request):
        return False

    def audience_of(self, announcement):
        return ["public" if announcement.state == Announcement.State.PUBLISHED else "committee"]


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
