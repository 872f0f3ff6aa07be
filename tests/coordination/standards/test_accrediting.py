"""The forum's accreditation follows from the result, holds by the calendar, and ends without overlap or gap."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from coordination.committee.models import Decision
from coordination.standards.actions import accrediting
from coordination.standards.models import Accreditation, Because, Condition, Standard
from coordination.standards.models.accreditation import months_after, site_day
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Group, Licence
from tests.coordination.standards.world import accredited, afresh, decided_again, in_force

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def now_of(row, moment=None):
    row = row.as_of(moment)
    return row.is_now, row.why_now


def test_a_met_standard_gives_it_in_the_same_transaction_for_as_long_as_the_standard_says(cast):
    row = accredited(cast)
    today = site_day()
    assert (row.valid_from, row.valid_until) == (today, months_after(today, 24) - DAY)
    assert (row.state, len(row.fingerprint), row.evidence_until) == (Condition.CURRENT, 64, None)
    line = Decision.objects.get(kind="standards.accreditation")
    assert (line.matter_uuid, line.result, line.is_public) == (row.uuid, "issued", True)
    entry = Entry.objects.about(row).get()
    assert (entry.deed, "public" in entry.audience) == ("standards_accreditation.issue", True)


def test_a_standard_that_is_not_met_gives_none(cast):
    assert accredited(cast, A1="not_met") is None
    assert not Decision.objects.filter(kind="standards.accreditation").exists()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2027-01-31", 1, "2027-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-11-28", 14, "2028-01-28")],
)
def test_months_are_counted_by_the_calendar(day, months, then):
    assert months_after(datetime.fromisoformat(day).date(), months).isoformat() == then


def test_it_holds_through_its_last_day_in_the_zone_of_the_site_whatever_zone_the_reader_is_in(cast):
    row = accredited(cast)
    midnight = datetime.combine(row.valid_until + DAY, datetime.min.time(), ZoneInfo("Asia/Kuwait"))
    for zone in ("Asia/Kuwait", "Pacific/Auckland", "America/Los_Angeles"):
        with timezone.override(zone):
            assert now_of(row, midnight - timedelta(seconds=1)) == ("current", "")
            assert now_of(row, midnight) == ("expired", "")
            assert not Accreditation.objects.valid(midnight).exists()


def test_a_licence_that_ran_out_and_a_group_that_is_not_listed_suspend_by_the_clock(cast):
    row = accredited(cast)
    today = site_day()
    licence = Licence.objects.create(group=cast.group, authority_en="Ministry", number="1", expires_on=today)
    assert now_of(row) == ("current", "")
    assert now_of(row, timezone.now() + DAY) == ("suspended", Because.LICENCE)
    Licence.objects.create(group=cast.group, authority_en="Ministry", number="2", expires_on=today + 9 * DAY)
    assert now_of(row, timezone.now() + DAY) == ("current", "")
    Licence.objects.filter(number="2").update(verdict="refused", verdict_on=today)
    licence.delete()
    assert now_of(row) == ("suspended", Because.LICENCE)
    for standing in ("suspended", "archived"):
        Group.objects.filter(pk=cast.group.pk).update(standing=standing)
        assert now_of(row) == ("suspended", Because.GROUP)


def test_grace_runs_from_the_day_of_the_later_version(cast):
    row = accredited(cast)
    Standard.objects.filter(pk=row.standard_id).update(superseded_on=site_day(), grace_days=3)
    row = afresh(row)
    assert (row.grace_until, now_of(row)) == (site_day() + 2 * DAY, ("current", ""))
    assert now_of(row, timezone.now() + 3 * DAY) == ("superseded", "")


def test_evidence_that_ages_sets_a_day_from_which_it_is_suspended(cast):
    standard = in_force(cast)
    standard.clauses.filter(code="A2").update(good_for_months=12)
    row = accredited(cast, standard=standard)
    assert row.evidence_until == months_after(site_day(), 12)
    day = datetime.combine(row.evidence_until, datetime.min.time(), ZoneInfo("Asia/Kuwait"))
    assert now_of(row, day) == ("current", "")
    assert now_of(row, day + DAY) == ("suspended", Because.AGED)


def test_a_new_assessment_renews_without_overlap_and_without_gap(cast):
    first = accredited(cast)
    with time_machine.travel(
        datetime.combine(first.valid_until - 20 * DAY, datetime.min.time(), ZoneInfo("UTC"))
    ):
        second = accredited(cast, standard=first.standard)
        assert (afresh(first).state, second.valid_from) == (Condition.SUPERSEDED, site_day())
        assert second.valid_until == months_after(first.valid_until + DAY, 24) - DAY
    assert Accreditation.objects.living().count() == 1


def test_one_that_the_committee_suspended_is_not_renewed_past_it(cast):
    first = accredited(cast)
    Accreditation.objects.filter(pk=first.pk).update(state="suspended", reason_code="complaint")
    with pytest.raises(Refused) as refused:
        accredited(cast, standard=first.standard)
    assert (refused.value.code, afresh(first).state) == ("suspended", Condition.SUSPENDED)


def test_the_same_assessment_decided_again_confirms_and_lifts_what_came_by_itself(cast):
    row = accredited(cast)
    type(row.assessment).objects.filter(pk=row.assessment_id).update(state="under_review")
    row = accrediting.follow(afresh(row))
    assert (row.state, row.reason_code) == (Condition.SUSPENDED, Because.EVIDENCE)
    decided_again(row.assessment, cast)
    row = afresh(row)
    assert (row.state, row.reason_code, Accreditation.objects.count()) == (Condition.CURRENT, "", 1)
