"""The committee is founded once, confirms its bylaws, and changes both only by its own rules."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.committee import docket
from coordination.committee.actions import closing, opening, ruling, seating, voting
from coordination.committee.models import Ballot, Bylaw, Decision, Founding, Nomination, Seat, first_values
from deeds.lifecycle import Refused
from deeds.models import Entry
from tests.cast import make_person, sign_in

FIVE = ("chair", "secretary", "committee", "recused_committee", "committee_no_2fa")


@pytest.fixture
def empty(cast):
    Seat.objects.all().delete()
    return cast


def found(cast, *members):
    seating.found(cast.leader, cast.editor, list(members), by=cast.operator)


def agreed(made):
    """The nomination once the person said yes."""
    return seating.accept(made, by=made.person, seen=made.version)


def decide(cast, kind, uuid, choice="for"):
    """Opens a ballot on it and has all five vote the same."""
    matter = docket.find(kind, uuid)
    ballot = opening.open_ballot(kind, uuid, by=cast.chair, seen=matter.version)
    for role in FIVE:
        if cast.people[role].pk not in matter.people:
            voting.vote(ballot, choice, by=cast.people[role], seen=ballot.matter_version)
    return Ballot.objects.get(pk=ballot.pk)


def test_on_an_empty_site_the_operator_seats_the_first_committee_once_and_in_public(empty):
    found(empty, empty.volunteer)
    roles = dict(Seat.objects.values_list("person__email", "role"))
    assert list(roles.values()) == ["chair", "secretary", "member"]
    assert all(seat.ends_at for seat in Seat.objects.all())
    assert Entry.objects.filter(deed="committee.found", audience__meets=["public"]).count() == 3
    Seat.objects.all().delete()
    with pytest.raises(Refused):
        found(empty, empty.volunteer)


@pytest.mark.parametrize("members", [["leader"], []], ids=["somebody twice", "too few"])
def test_a_committee_that_could_not_work_is_not_founded(empty, members):
    with pytest.raises(Refused):
        found(empty, *[empty.people[role] for role in members])
    assert (Seat.objects.count(), Founding.objects.count()) == (0, 0)


def test_the_form_names_an_address_without_a_confirmed_account_and_keeps_what_was_typed(empty):
    browser = empty.client("operator")
    typed = {"chair": "nobody@x.test", "secretary": empty.editor.email, "members": empty.volunteer.email}
    answer = browser.post(reverse("founding"), typed)
    assert (answer.status_code, Seat.objects.count()) == (422, 0)
    assert "nobody@x.test" in answer.content.decode()
    done = browser.post(reverse("founding"), {**typed, "chair": empty.leader.email})
    assert (done.status_code, Seat.objects.count()) == (302, 3)
    assert browser.get(reverse("founding")).status_code == 404


def test_the_chair_confirms_the_first_bylaws_once(cast):
    for role in ("secretary", "operator", "leader"):
        with pytest.raises(Refused):
            ruling.confirm(first_values(), by=cast.people[role])
    ruling.confirm({**first_values(), "quorum_floor": 4}, by=cast.chair)
    assert Bylaw.in_force().quorum_floor == 4
    with pytest.raises(Refused):
        ruling.confirm(first_values(), by=cast.chair)
    assert Decision.objects.get().decided_by == cast.chair


def test_a_rule_outside_its_limits_is_not_confirmed(cast):
    values = {name: str(value) for name, value in first_values().items() if not isinstance(value, list)}
    answer = cast.client("chair").post(
        reverse("bylaws_confirm"), {**values, "quorum_floor": "1", "admission_checklist": "نعم | Yes"}
    )
    assert (answer.status_code, Bylaw.objects.count()) == (422, 0)
    done = cast.client("chair").post(
        reverse("bylaws_confirm"), {**values, "admission_checklist": "المجموعة قائمة وتعمل في الكويت\nNew"}
    )
    assert done.status_code == 302
    lines = Bylaw.in_force().admission_checklist
    assert [(line["code"], line["en"]) for line in lines] == [("real", ""), ("line-2", "New")]


def test_a_change_of_the_bylaws_is_itself_a_ballot_and_touches_only_what_it_names(cast):
    ruling.confirm(first_values(), by=cast.chair)
    longer = ruling.propose({**first_values(), "ballot_days": 9}, "قصيرة", by=cast.committee)
    fewer = ruling.propose({**first_values(), "appeal_days": 20}, "طويلة", by=cast.secretary)
    assert decide(cast, "committee.bylaws", longer.uuid).state == "carried"
    assert decide(cast, "committee.bylaws", fewer.uuid).state == "carried"
    bylaws = Bylaw.in_force()
    assert (bylaws.ballot_days, bylaws.appeal_days) == (9, 20)
    assert [*Bylaw.objects.order_by("pk").values_list("state", flat=True)] == [
        "superseded", "superseded", "in_force",
    ]  # fmt: skip


def test_a_lost_change_changes_nothing_and_an_inquorate_one_waits_again(cast):
    ruling.confirm(first_values(), by=cast.chair)
    lost = ruling.propose({**first_values(), "ballot_days": 9}, "قصيرة", by=cast.committee)
    assert decide(cast, "committee.bylaws", lost.uuid, "against").state == "lost"
    missed = ruling.propose({**first_values(), "ballot_days": 8}, "قصيرة", by=cast.committee)
    opening.open_ballot("committee.bylaws", missed.uuid, by=cast.chair, seen=missed.version)
    Ballot.objects.open().update(closes_at=timezone.now(), opened_at=timezone.now() - timedelta(days=1))
    closing.keep_time()
    assert [matter.uuid for matter in docket.kind("committee.bylaws").awaiting()] == [missed.uuid]
    assert Bylaw.in_force().ballot_days == first_values()["ballot_days"]


def test_a_seat_comes_by_ballot_and_an_office_passes_on(cast):
    made = agreed(seating.nominate(cast.committee, role="chair", months=12, why="", by=cast.secretary))
    ballot = decide(cast, "committee.seat", made.uuid)
    assert (ballot.state, ballot.decision.recused) == ("carried", 1)
    now = {seat.person: seat.role for seat in Seat.objects.current()}
    assert (now[cast.committee], now[cast.chair]) == ("chair", "member")


def test_the_chair_appoints_only_where_the_bylaws_say_so_and_never_themselves(cast):
    made = agreed(seating.nominate(make_person("new"), role="member", months=12, why="", by=cast.committee))
    with pytest.raises(Refused):
        seating.appoint(made, by=cast.chair, seen=made.version)
    Bylaw.objects.create(values={"seats_by_ballot": False}, state="in_force")
    own = agreed(seating.nominate(cast.chair, role="member", months=12, why="", by=cast.committee))
    with pytest.raises(Refused):
        seating.appoint(own, by=cast.chair, seen=own.version)
    made.refresh_from_db()
    seating.appoint(made, by=cast.chair, seen=made.version)
    assert Seat.objects.current().filter(person__email="new@cast.test").exists()
    assert Nomination.objects.get(pk=made.pk).state == "seated"


def test_whoever_leaves_loses_the_rights_that_minute(cast):
    browser = sign_in(cast.secretary, second_factor=True)
    assert browser.get(reverse("docket")).status_code == 200
    seat = Seat.objects.get(person=cast.secretary)
    assert browser.post(reverse("seat_leave"), {"version": seat.version}).status_code == 302
    assert browser.get(reverse("docket")).status_code == 404
