"""A suspension and a cancelling by members are appealed against: two others hear it, and it is where it was."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coordination.committee import docket, rules
from coordination.committee.actions.opening import open_ballot
from coordination.committee.models import Ballot, Decision, Recusal, Seat
from coordination.initiatives import awaiting, news
from coordination.initiatives.actions import appealing, deciding, doing
from coordination.initiatives.lifecycle import APPEAL
from coordination.initiatives.models import Appeal, Initiative, State
from coordination.initiatives.rules import HEARING, STANDING, decided_it
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Group, Standing
from tests.cast import ROLES, WITHOUT_PERSON
from tests.coordination.initiatives.test_appealing import voted
from tests.coordination.initiatives.world import REASON, fresh, initiative_in

pytestmark = pytest.mark.django_db
YES = {"overturns": True, "code": "error", "reason": "The permit was there."}
YESTERDAY = timezone.localdate() - timedelta(days=1)
OVER = {"starts_on": YESTERDAY, "ends_on": YESTERDAY}
NO = {"overturns": False, "code": "holds", "reason": "The reasons hold."}


def suspended(cast, was="active"):
    initiative = initiative_in(cast, was)
    return deciding.suspend(initiative, **REASON, by=cast.committee, seen=initiative.version)


def cancelled(cast, was="active"):
    initiative = suspended(cast, was)
    return deciding.cancel(initiative, **REASON, by=cast.secretary, seen=initiative.version)


def appealed(cast, initiative):
    return appealing.file(initiative, words="التصريح موجود.", by=cast.leader, seen=fresh(initiative).version)


def hear(row, by, answer):
    return appealing.hear(row, **answer, by=by, seen=fresh(row.initiative).version)


def code_of(deed, *args, **more):
    with pytest.raises(Refused) as refused:
        deed(*args, **more)
    return refused.value.code


@pytest.mark.parametrize("made", [suspended, cancelled])
@pytest.mark.parametrize("was", ["approved", "active"])
def test_two_members_overturn_it_and_it_is_where_it_was(cast, made, was):
    row = appealed(cast, made(cast, was))
    assert hear(row, cast.chair, YES).state == Appeal.State.FILED
    assert hear(row, cast.committee_no_2fa, YES).state == Appeal.State.OVERTURNED
    initiative, line = fresh(row.initiative), Decision.objects.get(pk=row.decision_id)
    assert (initiative.state, initiative.suspended_from) == (was, "")
    answer = line.overturned_by
    assert (answer.kind, answer.result, answer.ballot, answer.text_en) == (
        HEARING, "decision_overturned", None, "The decision rested on an error.",
    )  # fmt: skip
    assert answer.subject_en == "Appeal about the initiative “\u2068Halls for all\u2069”"
    assert not line.may_be_appealed


def test_whoever_decided_is_of_its_groups_or_stood_aside_does_not_hear_it(cast):
    row = appealed(cast, cancelled(cast))
    Recusal.objects.create(kind=HEARING, matter_uuid=row.uuid, person=cast.chair)
    people = {role: cast.people[role] for role in ROLES if role not in WITHOUT_PERSON}
    may = {role for role, person in people.items() if APPEAL.steps["hear"].who(person, row)}
    assert may == {"committee_no_2fa"}
    assert {role for role, person in people.items() if decided_it(person, row)} == {"committee", "secretary"}
    for role in ("committee", "secretary", "recused_committee", "leader", "chair"):
        assert code_of(hear, row, cast.people[role], YES) == "role"
    assert not row.opinions.exists()


def test_the_same_member_twice_is_one_and_the_first_two_who_agree_decide(cast):
    row = appealed(cast, suspended(cast))
    hear(row, cast.chair, YES)
    hear(row, cast.chair, YES)
    assert hear(row, cast.secretary, NO).state == Appeal.State.FILED
    assert hear(row, cast.chair, NO).state == Appeal.State.STANDS
    row.refresh_from_db()
    assert (row.decision.upheld_by.result, fresh(row.initiative).state, row.opinions.count()) == (
        "decision_stands", State.SUSPENDED, 2,
    )  # fmt: skip
    assert code_of(hear, row, cast.committee_no_2fa, YES) == "state"
    assert code_of(appealed, cast, row.initiative) == "not_appealable"
    assert str(appealing.why_not(fresh(row.initiative))) == str(appealing.ONE_EACH)


def test_an_answer_counts_while_its_member_is_seated(cast):
    row = appealed(cast, suspended(cast))
    hear(row, cast.chair, YES)
    Seat.objects.filter(person=cast.chair).update(ends_at=timezone.now())
    assert hear(row, cast.secretary, YES).state == Appeal.State.FILED
    assert hear(row, cast.committee_no_2fa, YES).state == Appeal.State.OVERTURNED


def test_an_answer_to_an_old_page_changes_nothing(cast):
    row = appealed(cast, suspended(cast))
    seen = fresh(row.initiative).version
    hear(row, cast.chair, YES)
    assert code_of(appealing.hear, row, **YES, by=cast.secretary, seen=seen) == "changed"


def test_what_can_no_longer_begin_is_planned_anew(cast):
    row = appealed(cast, cancelled(cast, "approved"))
    hear(row, cast.chair, YES)
    Initiative.objects.filter(pk=row.initiative_id).update(**OVER)
    hear(row, cast.committee_no_2fa, YES)
    initiative = fresh(row.initiative)
    assert (initiative.state, initiative.reason_code) == (State.CHANGES_REQUESTED, "appeal")


@pytest.mark.parametrize(
    ("standing", "state"),
    [(Standing.ARCHIVED, State.CHANGES_REQUESTED), (Standing.SUSPENDED, State.APPROVED)],
)
def test_a_partner_that_left_for_good_is_planned_without_and_one_suspended_is_waited_for(
    cast, standing, state
):
    row = appealed(cast, suspended(cast, "approved"))
    hear(row, cast.chair, YES)
    Group.objects.filter(pk=cast.other_group.pk).update(standing=standing)
    hear(row, cast.committee_no_2fa, YES)
    initiative = fresh(row.initiative)
    assert initiative.state == state
    assert code_of(doing.start, initiative, by=cast.leader, seen=initiative.version) in ("guard", "state")


def test_what_was_under_way_is_under_way_again_even_after_its_last_day(cast):
    row = appealed(cast, suspended(cast))
    Initiative.objects.filter(pk=row.initiative_id).update(**OVER)
    hear(row, cast.chair, YES)
    hear(row, cast.secretary, YES)
    assert fresh(row.initiative).state == State.ACTIVE


def test_while_an_appeal_waits_nobody_cancels_and_lifting_makes_it_moot(cast):
    row = appealed(cast, suspended(cast))
    initiative = fresh(row.initiative)
    told = {**REASON, "by": cast.chair, "seen": initiative.version}
    with pytest.raises(Refused, match="يُنظر الآن") as refused:
        deciding.cancel(initiative, **told)
    assert (refused.value.code, fresh(initiative).state) == ("guard", State.SUSPENDED)
    ballot = open_ballot(HEARING, row.uuid, by=cast.chair, seen=docket.find(HEARING, row.uuid).version)
    told["seen"] = fresh(initiative).version
    assert deciding.lift(fresh(initiative), **told).state == State.ACTIVE
    row.refresh_from_db()
    assert (row.state, Ballot.objects.get(pk=ballot.pk).state) == (Appeal.State.MOOT, "cancelled")
    line = row.decision
    assert (line.appealed_at, line.may_be_appealed) == (None, False)
    assert code_of(appealed, cast, initiative) == "not_appealable"
    assert code_of(appealing.withdraw, row, by=cast.leader, seen=fresh(initiative).version) == "state"


def test_taken_back_it_can_be_filed_again_within_the_days_and_not_after(cast):
    row = appealed(cast, suspended(cast))
    row = appealing.withdraw(row, by=cast.leader, seen=fresh(row.initiative).version)
    assert row.state == Appeal.State.WITHDRAWN
    assert code_of(hear, row, cast.chair, YES) == "state"
    line = Decision.objects.get(pk=row.decision_id)
    with time_machine.travel(line.appeal_until + timedelta(minutes=1), tick=True):
        with pytest.raises(Refused, match="انتهت مهلة") as refused:
            appealed(cast, row.initiative)
        assert list(awaiting.decided([cast.group.pk])) == []
    assert refused.value.code == "not_appealable"
    assert appealed(cast, row.initiative).state == Appeal.State.FILED


def test_a_cancelling_is_a_decision_of_its_own_with_an_appeal_of_its_own(cast):
    row = appealed(cast, suspended(cast))
    hear(row, cast.chair, NO)
    hear(row, cast.secretary, NO)
    initiative = fresh(row.initiative)
    initiative = deciding.cancel(initiative, **REASON, by=cast.chair, seen=initiative.version)
    other = appealed(cast, initiative)
    kept = Decision.objects.filter(kind=STANDING, result__in=["suspended", "cancelled"]).order_by("pk")
    assert [(line.result, bool(line.upheld_by), bool(line.appealed_at)) for line in kept] == [
        ("suspended", True, True), ("cancelled", False, True),
    ]  # fmt: skip
    assert (other.decision, code_of(hear, other, cast.chair, NO)) == (kept[1], "role")


def test_a_ballot_hears_it_too_without_those_who_decided(cast):
    row = appealed(cast, cancelled(cast))
    matter = docket.find(HEARING, row.uuid)
    assert matter in docket.awaiting()
    aside = {cast.people[role].pk for role in ("committee", "secretary", "recused_committee", "leader")}
    assert aside & rules.recused(matter) == aside
    with pytest.raises(Refused):
        open_ballot(HEARING, row.uuid, by=cast.chair, seen=matter.version)  # two voters are under the floor
    Seat.objects.create(person=cast.volunteer, starts_at=timezone.now())
    voters = ("chair", "committee_no_2fa", "volunteer")
    voted(cast, HEARING, row.uuid, "for", roles=voters)
    row.refresh_from_db()
    assert (row.state, fresh(row.initiative).state) == (Appeal.State.OVERTURNED, State.ACTIVE)


def test_what_a_vote_decided_two_members_do_not_overturn(cast):
    initiative = initiative_in(cast, "in_review")
    voted(cast, "initiatives.approval", initiative.uuid, "against")
    row = appealed(cast, initiative)
    assert code_of(hear, row, cast.chair, YES) == "role"


def test_every_step_of_an_appeal_is_refused_from_every_other_state(cast):
    row = appealed(cast, suspended(cast))
    taken = {}
    for state in Appeal.State:
        Appeal.objects.filter(pk=row.pk).update(state=state)
        for name in APPEAL.steps:
            seen, told = fresh(row.initiative).version, {"reason_code": "x", "reason": "x"}
            code = code_of(
                APPEAL.take, Appeal.objects.get(pk=row.pk), name, by=cast.volunteer, seen=seen, **told
            )
            taken.setdefault(name, set()).update([state] if code != "state" else [])
    assert taken == {name: set(step.sources) for name, step in APPEAL.steps.items()}


def test_the_page_keeps_what_was_typed_refuses_a_reason_that_does_not_fit_and_shows_each_answer(cast):
    row = appealed(cast, suspended(cast))
    page, browser = reverse("initiative_hearing", args=[row.uuid]), cast.client("chair")
    assert "التصريح موجود." in browser.get(page).content.decode()
    typed = {"code": "holds", "reason": "الأسباب قائمة.", "version": fresh(row.initiative).version}
    answer = browser.post(page, {**typed, "grant": ""})
    assert (answer.status_code, "الأسباب قائمة." in answer.content.decode()) == (422, True)
    assert browser.post(page, {**typed, "dismiss": ""}).url == page
    opinion = row.opinions.get()
    assert (opinion.by, opinion.overturns, opinion.reason) == (cast.chair, False, "الأسباب قائمة.")
    english = cast.client("secretary").get(page.replace("/ar/", "/en/")).content.decode()
    assert "Let the decision stand" in english
    assert "الأسباب قائمة." in english
    assert "أنتم من اتخذ القرار" in cast.client("committee").get(page).content.decode()
    cast.client("secretary").post(page, {**typed, "version": fresh(row.initiative).version, "dismiss": ""})
    of_group = cast.client("leader").get(row.initiative.get_absolute_url()).content.decode()
    assert of_group.count("الأسباب قائمة.") == 2
    assert cast.chair.name not in of_group


def test_the_leader_is_told_until_when_to_appeal_and_the_register_names_the_suspension(client, cast):
    initiative = suspended(cast)
    (line,) = awaiting.decided([cast.group.pk])
    assert line.due_at == Decision.objects.appealable(STANDING, initiative.uuid).appeal_until
    browser, page = cast.client("leader"), reverse("initiative_appeal", args=[initiative.uuid])
    assert "ينظر في التظلّم عضوان لم يتخذا القرار" in browser.get(page).content.decode()
    browser.post(page, {"words": "التصريح موجود.", "version": initiative.version})
    assert Appeal.objects.get().state == Appeal.State.FILED
    again = browser.get(page, follow=True).content.decode()
    assert "سبق التظلّم من هذا القرار" in again
    register = client.get(reverse("decisions") + f"?kind={STANDING}").content.decode()
    assert "إيقاف مبادرة" in register
    assert (
        REASON["reason"]
        in client.get(reverse("decision", args=[Decision.objects.get(kind=STANDING).uuid])).content.decode()
    )


def test_digests_tell_the_outcome_to_members_of_its_groups_by_its_page(cast, django_assert_num_queries):
    row = appealed(cast, suspended(cast))
    hear(row, cast.chair, NO)
    hear(row, cast.secretary, NO)
    entry = Entry.objects.get(deed="initiative_appeal.dismiss")
    with django_assert_num_queries(4):
        told = news.of_entries([entry])[entry.pk]
    assert (told.url(), told.groups) == (
        row.initiative.get_absolute_url(),
        frozenset({cast.group.pk, cast.other_group.pk}),
    )
    assert f"group:{cast.group.pk}:member" in told.audience & set(entry.audience)
