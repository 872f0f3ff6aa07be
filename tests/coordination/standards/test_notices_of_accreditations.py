"""Leaders hear what becomes of their accreditation, the committee what waits for it, and the clock warns in time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from coordination.standards import awaiting_accreditations as awaiting
from coordination.standards import news
from coordination.standards.actions import assessing, revoking
from coordination.standards.models import Accreditation
from coordination.standards.models.accreditation import site_day
from deeds.hooks import PUBLIC
from deeds.models import Entry
from directory.models import Group
from tests.coordination.standards.test_reopening import changed
from tests.coordination.standards.world import accredited, afresh, found
from tests.workers.inboxes import read, told, waiting
from workers import noticing

pytestmark = pytest.mark.django_db
TITLE = "Safeguarding, version 1: Basira"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def pages_are_fresh(cast):
    """No page waits to be confirmed, which the clock would tell as well."""
    Group.objects.update(confirmed_on=timezone.localdate())


def about_accreditations(lines):
    return [line for line in lines if "accreditation" in line]


def ending_in(row, days):
    today = site_day()
    Accreditation.objects.filter(pk=row.pk).update(valid_until=today + days * DAY)
    return afresh(row)


def sentences(lines):
    return [str(line.sentence).replace("\u2068", "").replace("\u2069", "") for line in lines]


def test_leaders_alone_hear_of_each_step_and_the_second_member_is_asked(cast):
    row = accredited(cast)
    row = revoking.suspend(row, code="complaint", reason="x", by=cast.committee, seen=row.version)
    row = revoking.lift(row, reason="x", by=cast.committee, seen=row.version)
    proposal = revoking.propose(row, code="untrue", reason="x", by=cast.committee, seen=row.version)
    read()
    asked = f"Revoking the accreditation {TITLE} waits for a second member"
    assert about_accreditations(waiting(cast.chair)) == [asked]
    assert about_accreditations(waiting(cast.committee) + waiting(cast.recused_committee)) == []
    revoking.second(proposal, by=cast.chair, seen=afresh(row).version)
    read()
    assert about_accreditations(waiting(cast.chair) + waiting(cast.secretary)) == []
    assert about_accreditations(told(cast.leader)) == [
        f"The forum gave its accreditation: {TITLE}",
        f"The committee suspended the accreditation {TITLE}: read why, and whether you appeal",
        f"The committee lifted the suspension of the accreditation {TITLE}",
        f"The committee revoked the accreditation {TITLE}: read why, and whether you appeal",
    ]
    assert about_accreditations(told(cast.editor) + told(cast.member) + told(cast.other_leader)) == []


def test_the_clock_warns_at_sixty_thirty_and_seven_days_once_each_and_stops_when_it_is_renewed(cast):
    row = accredited(cast)
    heard = {}
    for days in (61, 60, 45, 30, 8, 7, 1, 0):
        ending_in(row, 0)
        at = datetime.combine(site_day(), datetime.min.time(), ZoneInfo("Asia/Kuwait")) + timedelta(hours=9)
        with time_machine.travel(at - days * DAY):
            before = len(told(cast.leader))
            noticing.remind()
            noticing.remind()
            heard[days] = len(about_accreditations(told(cast.leader)[before:]))
    assert heard == {61: 0, 60: 1, 45: 0, 30: 1, 8: 0, 7: 1, 1: 0, 0: 0}


def test_what_was_renewed_or_has_ended_is_not_warned_of(cast):
    row = ending_in(accredited(cast), 9)
    for state in ("revoked", "expired", "superseded"):
        Accreditation.objects.filter(pk=row.pk).update(state=state, reason_code="other")
        noticing.remind()
    assert about_accreditations(waiting(cast.leader)) == []
    Accreditation.objects.filter(pk=row.pk).update(state="current", reason_code="")
    noticing.remind()
    assert len(about_accreditations(waiting(cast.leader))) == 1
    again = assessing.begin(row.standard, cast.group, by=cast.leader)
    for code in ("A1", "A2", "B1"):
        found(again, code)
    again.refresh_from_db()
    assessing.submit(again, by=cast.leader, seen=again.version)
    noticing.settle_all()
    assert about_accreditations(waiting(cast.leader)) == []


def test_my_day_shows_what_ends_what_ages_and_what_can_be_appealed_against(cast):
    row = accredited(cast)
    assert list(awaiting.of_leaders(cast.leader)) == []
    assert [one.what for one in awaiting.to_come(cast.leader)] != []
    ending_in(row, 59)
    (renew,) = awaiting.of_leaders(cast.leader)
    assert renew.due_at.date() == site_day() + 59 * DAY
    ending_in(row, 400)
    Accreditation.objects.filter(pk=row.pk).update(evidence_until=site_day() + 9 * DAY)
    assert len(list(awaiting.of_leaders(cast.leader))) == 1
    Accreditation.objects.filter(pk=row.pk).update(evidence_until=None)
    row = afresh(row)
    row = revoking.suspend(row, code="complaint", reason="x", by=cast.committee, seen=row.version)
    (appeal,) = awaiting.of_leaders(cast.leader)
    assert appeal.url == row.get_absolute_url()
    revoking.propose(row, code="untrue", reason="x", by=cast.committee, seen=row.version)
    assert [
        len(list(awaiting.of_committee(cast.people[role]))) for role in ("committee", "chair", "leader")
    ] == [0, 1, 0]
    for person in (cast.editor, cast.member, cast.other_leader, cast.committee):
        assert list(awaiting.of_leaders(person)) == []


def test_changed_evidence_waits_to_be_handed_in(cast):
    row = accredited(cast)
    changed(row, cast.editor)
    (line,) = awaiting.of_leaders(cast.leader)
    assert line.url == row.assessment.get_absolute_url()


def test_digests_show_it_to_whoever_may_know_which_is_everybody(cast):
    row = accredited(cast)
    entries = list(Entry.objects.about(row))
    assert {one.audience for one in news.of_entries(entries).values()} == {PUBLIC}
