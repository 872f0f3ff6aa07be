"""What the public register tells of groups: the reason always, the name only of those that the public knows."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from coordination.admissions.actions import appealing
from coordination.admissions.models import Declining
from coordination.committee.actions import opening, voting
from coordination.committee.actions.meetings import minuting
from coordination.committee.models import Ballot, Decision, Meeting
from deeds.models import Entry
from tests.cast import sit
from tests.coordination.admissions.world import (
    WORDS,
    appealed,
    bylaws,
    declined,
    handed_in,
    listed,
    suspended,
    version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bylaws(cast):
    bylaws()


def page(cast, role, name="decisions", *args):
    return cast.client(role).get(reverse(name, args=args)).content.decode()


def decided_by_ballot(cast, appeal, choice):
    """The ballot on an appeal, in which all who may vote say the same."""
    sit(cast.volunteer)
    matter = ("admissions.appeal", appeal.uuid)
    ballot = opening.open_ballot(*matter, by=cast.chair, seen=version(appeal.group))
    for line in ballot.roll.filter(standing="voting").select_related("person"):
        voting.vote(ballot, choice, by=line.person, seen=ballot.matter_version)
    return Ballot.objects.get(pk=ballot.pk)


def test_a_declined_group_is_told_by_its_reason_and_never_named(cast):
    row = declined(cast)
    line = Decision.objects.get(matter_uuid=row.uuid)
    for told in (page(cast, "public"), page(cast, "public", "decision", line.uuid)):
        assert ("طلب إدراج مجموعة" in told, cast.group.name_ar in told) == (True, False)
    assert line.text_ar == str(Declining.UNTRUE.label)
    assert cast.group.name_ar in page(cast, "committee", "decision", line.uuid)
    assert cast.group.name_ar in page(cast, "leader", "decision", line.uuid)


def test_an_appeal_that_fails_does_not_name_the_group_either(cast):
    row = appealed(cast)
    appealing.dismiss(row, code="holds", reason=WORDS, by=cast.secretary, seen=row.group.version)
    assert cast.group.name_ar not in page(cast, "public")


def test_what_is_listed_or_was_is_named(cast):
    listed(cast)
    assert cast.group.name_ar in page(cast, "public")
    suspended(cast)
    assert [cast.group.name_ar in one.subject_ar for one in Decision.objects.all()] == [True, True]


def test_a_ballot_on_an_unlisted_group_is_counted_in_public_without_its_name_or_its_words(cast):
    ballot = decided_by_ballot(cast, appealed(cast), "against")
    line = Decision.objects.get(ballot=ballot)
    assert (ballot.state, line.subject_en, line.text_en, line.is_public) == ("lost", "Appeal", "", True)
    assert Entry.objects.get(deed="ballot.lose").audience == ["committee"]
    assert cast.group.name_ar not in page(cast, "public", "decision", line.uuid)


def test_the_words_of_an_appeal_never_stand_in_the_register(cast):
    ballot = decided_by_ballot(cast, appealed(cast, suspended(cast)), "for")
    line = Decision.objects.get(ballot=ballot)
    assert (ballot.state, cast.group.name_ar in line.subject_ar) == ("carried", True)
    assert "لم نُسأل" not in line.text_ar


@pytest.mark.parametrize(("handing", "named"), [(handed_in, False), (listed, True)])
def test_public_minutes_name_a_group_once_the_public_may(cast, handing, named):
    row = handing(cast)
    meeting = Meeting.objects.create(
        title_en="One", starts_at=timezone.now(), began_at=timezone.now(), zone="Asia/Kuwait"
    )
    key = {"kind": "admissions.admission", "matter_uuid": row.uuid}
    meeting.items.create(title_en=f"List {cast.group.name_en}?", minutes=5, **key)
    with translation.override("en"):
        public, _inside = minuting.draft(meeting)
    assert (cast.group.name_en in public, "A matter that is not public" in public) == (named, not named)
