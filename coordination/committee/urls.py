"""The committee's addresses: what everybody reads, and the members' pages."""

from django.urls import path

from coordination.committee.views import ballots, docket, public, seats

urlpatterns = [
    path("", public.committee, name="committee"),
    path("decisions/", public.decisions, name="decisions"),
    path("decisions/feed.atom", public.decisions_feed, name="decisions_feed"),
    path("decisions/<uuid:uuid>/", public.decision, name="decision"),
    path("bylaws/", public.bylaws, name="bylaws"),
    path("bylaws/confirm/", seats.bylaws_confirm, name="bylaws_confirm"),
    path("bylaws/propose/", seats.bylaws_propose, name="bylaws_propose"),
    path("bylaws/<uuid:uuid>/", seats.bylaw_change, name="bylaw_change"),
    path("lifecycles/", public.lifecycles, name="lifecycles"),
    path("founding/", seats.founding, name="founding"),
    path("seats/nominate/", seats.nominate, name="nominate"),
    path("seats/leave/", seats.seat_leave, name="seat_leave"),
    path("seats/<uuid:uuid>/", seats.nomination, name="nomination"),
    path("seats/<uuid:uuid>/answer/", seats.nomination_answer, name="nomination_answer"),
    path("docket/", docket.docket, name="docket"),
    path("docket/queue/", docket.queue, name="queue"),
    path("docket/<str:kind>/<uuid:uuid>/", docket.matter, name="matter"),
    path("docket/<str:kind>/<uuid:uuid>/open/", ballots.ballot_open, name="ballot_open"),
    path("docket/<str:kind>/<uuid:uuid>/recuse/", ballots.recuse, name="recuse"),
    path("ballots/<uuid:uuid>/open/", ballots.ballot_open_now, name="ballot_open_now"),
    path("ballots/<uuid:uuid>/later/", ballots.later, name="ballot_later"),
    path("ballots/<uuid:uuid>/ask/", ballots.ask, name="ballot_ask"),
    path("ballots/<uuid:uuid>/cancel/", ballots.ballot_cancel, name="ballot_cancel"),
    path("ballots/<uuid:uuid>/settle/", ballots.ballot_settle, name="ballot_settle"),
    path("questions/<int:pk>/", ballots.answer, name="ballot_answer"),
]
