"""The demo's stories: something in every state of every workflow, by the site's own actions, without a letter."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.consents import Consent
from coordination.committee.models import AppealState
from coordination.exchange.models import Post, Response, State
from coordination.exchange.models import Stage as Answered
from coordination.standards.lifecycle import APPEAL
from coordination.standards.models import (
    Accreditation,
    Appeal,
    Assessment,
    Because,
    Clarification,
    Condition,
    Stage,
)
from coordination.standards.rules import has_conflict, unanswered
from deeds.models import Entry
from directory.models import (
    Ask,
    Claim,
    Follow,
    FoundBy,
    Group,
    HandOver,
    Helper,
    Invitation,
    JoinLink,
    Membership,
    Photo,
    Report,
    Revision,
)
from tests.config.test_demo import person
from workers.models import OutgoingMessage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_loaded")]


def basira():
    return Group.objects.get(slug="basira")


def test_every_state_of_what_visitors_send_is_there():
    asked = set(Ask.objects.filter(group__isnull=False).values_list("state", flat=True))
    assert asked == {"sent", "read", "answered", "unanswered", "closed"}
    for model in (Helper, Report):
        assert set(model.objects.values_list("state", flat=True)) == set(model.State.values)


def test_a_group_with_enough_answers_has_a_reply_time():
    assert timedelta(hours=1) < Ask.objects.filter(group=basira()).reply_time() < timedelta(days=2)


def test_a_minor_offers_help_before_and_after_the_guardian_agreed():
    minors = Helper.objects.filter(is_minor=True)
    assert sorted(minors.values_list("state", flat=True)) == ["guardian", "sent"]
    assert minors.get(state="sent").guardian_agreed_at is not None


def test_reports_wait_at_a_group_and_at_the_committee_and_the_childs_photo_is_hidden():
    waiting = Report.objects.waiting()
    assert {report.addressee for report in waiting} == {"group", "committee"}
    assert waiting.get(kind="child").photo.hidden_at is not None


def test_photos_are_answered_unanswered_and_hidden():
    assert Photo.objects.answered().exists()
    assert Photo.objects.placed().filter(people="").exists()
    assert Photo.objects.filter(hidden_at__isnull=False).exists()


def test_somebody_follows_one_of_each_kind():
    kinds = {
        (bool(f.group), bool(f.field), bool(f.area), f.listing) for f in person("volunteer").follows.all()
    }
    assert (Follow.objects.count(), len(kinds)) == (4, 4)


def test_invitations_are_open_expired_accepted_declined_and_revoked():
    assert set(Invitation.objects.values_list("state", flat=True)) == set(Invitation.State.values)
    sent = Invitation.objects.filter(state="sent", group=basira())
    assert sorted(invitation.is_open for invitation in sent) == [False, True]


def test_a_link_is_open_leadership_is_offered_and_a_deputy_is_named():
    assert JoinLink.objects.open().get().token != ""
    assert HandOver.objects.open().get().by == person("leader2")
    assert Membership.objects.get(is_deputy=True).person == person("editor")


def test_one_unclaimed_group_is_claimed_and_the_other_disputed():
    states = {
        g.slug: (g.disputed_at is not None, g.claims.open().count())
        for g in Group.objects.filter(claimed_at=None)
    }
    assert states == {"nawader": (False, 1), "rabiya-seniors": (True, 2)}
    assert Claim.objects.get(state="refused").decided_by == person("secretary")


def test_consents_are_asked_given_declined_and_taken_back():
    assert Consent.objects.asked().filter(guardian=True).exists()
    assert Consent.objects.live().exists()
    assert Consent.objects.exclude(declined_at=None).exists()
    assert Consent.objects.filter(withdrawn_by=Consent.End.ONESELF).count() == 1


def test_sections_have_a_history_of_two_people_that_ends_with_what_the_page_says():
    edits = Revision.objects.filter(group=basira())
    assert set(edits.values_list("section", flat=True)) == {"texts", "links", "services"}
    assert {edit.by for edit in edits.of(basira(), "texts")} == {None, person("leader"), person("editor")}
    assert edits.of(basira(), "texts")[0].data["summary_ar"] == basira().summary_ar
    assert (timezone.localdate() - basira().confirmed_on).days == 9


def test_words_led_to_the_page():
    since = timezone.localdate()
    assert [word for word, _times in FoundBy.objects.frequent(basira(), since)][:2] == ["برايل", "مكفوفين"]


def test_deeds_happened_in_order_before_today_and_no_letter_was_written():
    told = Entry.objects.filter(quiet=False).exclude(deed="demo.load").order_by("pk")
    moments = [entry.at for entry in told]
    assert moments == sorted(moments)
    assert timezone.now() - moments[0] > timedelta(days=200)
    assert OutgoingMessage.objects.count() == 0


def test_the_clock_goes_right_again():
    assert abs(timezone.now().timestamp() - time.time()) < 5


def test_assessments_are_in_every_state_and_so_are_appeals_against_their_results():
    assert set(Assessment.objects.values_list("state", flat=True)) == set(Stage.values)
    assert set(Assessment.objects.exclude(result="").values_list("result", flat=True)) == {"met", "not_met"}
    reached = {step.target for step in APPEAL.steps.values()} | {AppealState.FILED}
    assert set(Appeal.objects.values_list("state", flat=True)) == reached


def test_accreditations_are_in_every_state_and_as_they_are_stored():
    rows = Accreditation.objects.as_of()
    assert set(rows.values_list("state", flat=True)) == set(Condition.values)
    assert [str(row) for row in rows if (row.state, row.reason_code) != (row.is_now, row.why_now)] == []
    reasons = set(rows.filter(state="suspended").values_list("reason_code", flat=True))
    assert reasons == {Because.EVIDENCE, Because.COMPLAINT}
    assert Appeal.objects.filter(accreditation__state="revoked").open().exists()


def test_a_group_is_half_way_through_an_assessment_that_two_of_its_people_write():
    draft = Assessment.objects.get(state=Stage.DRAFT)
    assert (draft.group, draft.standard.code) == (basira(), "safeguarding")
    assert {row.by for row in draft.findings.all()} == {person("leader"), person("editor")}
    assert draft.findings.count() >= unanswered(draft).count() > 5


def test_a_question_of_a_reviewer_waits_for_a_group_and_no_reviewer_is_tied_to_the_group():
    waiting = Clarification.objects.get(answered_at=None)
    assert waiting.assessment.group.slug == "rowad-ishara"
    reviewed = Assessment.objects.exclude(reviewer=None)
    assert [str(one) for one in reviewed if has_conflict(one.reviewer, one.group_id)] == []


def test_requests_offers_and_responses_are_there_in_every_state():
    assert set(Post.objects.values_list("state", flat=True)) == set(State)
    assert set(Response.objects.values_list("state", flat=True)) == set(Answered)
