"""The committee lists, returns or declines what it has looked at."""

import pytest

from coordination.admissions.actions import deciding
from coordination.admissions.models import Admission, Review
from coordination.committee.models import Decision
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Group, Standing
from tests.coordination.admissions.world import (
    WORDS,
    bylaws,
    declined,
    fresh,
    handed_in,
    listed,
    returned,
    ticks,
    version,
)
from workers.models import OutgoingMessage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bylaws(cast):
    bylaws()


def last_entry(group):
    return Entry.objects.filter(subject_type="directory.group", subject_id=str(group.pk)).last()


def test_a_listed_group_is_public_from_that_moment(cast):
    row = listed(cast)
    assert row.group.standing == Standing.LISTED
    assert row.group.listed_at is not None
    assert Group.objects.visible_to(None).filter(pk=row.group_id).exists()
    assert "public" in last_entry(row.group).audience
    assert [(line.result, line.is_public) for line in Decision.objects.all()] == [("listed", True)]


def test_who_looked_when_and_what_held_is_kept(cast):
    row = listed(cast)
    review = Review.objects.get(admission=row)
    assert (review.by, review.outcome, len(review.held)) == (cast.committee, "listed", len(ticks()))
    assert review.at is not None


def test_nobody_is_listed_with_a_line_unticked(cast):
    row = handed_in(cast)
    with pytest.raises(Refused) as refused:
        deciding.admit(row, held=ticks()[1:], by=cast.committee, seen=row.group.version)
    assert (refused.value.code, fresh(row).group.standing, Review.objects.count()) == (
        "checklist",
        Standing.SUBMITTED,
        0,
    )


def test_ticks_can_be_kept_for_later_without_an_answer(cast):
    row = handed_in(cast)
    deciding.keep(row, held=["real"], by=cast.committee, seen=row.group.version)
    assert [line["code"] for line in Review.objects.get().held] == ["real"]
    assert fresh(row).waits


def test_a_member_of_the_group_keeps_no_ticks_and_lists_nothing(cast):
    row = handed_in(cast)
    for deed in (deciding.keep, deciding.admit):
        with pytest.raises(Refused) as refused:
            deed(fresh(row), held=ticks(), by=cast.recused_committee, seen=version(row.group))
        assert refused.value.code == "role"


def test_what_is_returned_says_what_to_mend_to_the_leaders_in_their_language(cast):
    row = returned(cast, codes=("summary", "contacts"))
    assert (row.outcome, row.codes, row.group.standing) == ("returned", ["summary", "contacts"], "returned")
    entry = last_entry(row.group)
    assert (entry.reason_code, WORDS in entry.text.reason) == ("summary", True)
    (letter,) = OutgoingMessage.objects.all()
    assert letter.recipient == cast.leader.email


def test_a_decline_without_a_reason_is_no_decline(cast):
    row = handed_in(cast)
    with pytest.raises(Refused) as refused:
        deciding.decline(row, held=[], code="untrue", reason=" ", by=cast.committee, seen=row.group.version)
    assert refused.value.code == "reason_missing"


def test_a_decline_stands_in_the_register_with_its_ready_reason_and_not_its_words(cast):
    row = declined(cast)
    (line,) = Decision.objects.all()
    assert (line.result, line.matter_uuid, line.appeal_until is not None) == ("declined", row.uuid, True)
    assert WORDS not in line.text_ar
    assert line.text_en == "What the page says could not be confirmed."


def test_a_page_edited_after_the_review_was_opened_is_looked_at_again(cast):
    row = handed_in(cast)
    seen = row.group.version
    Group.objects.filter(pk=row.group_id).update(version=seen + 1)
    with pytest.raises(Refused) as refused:
        deciding.admit(row, held=ticks(), by=cast.committee, seen=seen)
    assert (refused.value.code, fresh(row).outcome) == ("changed", Admission.Outcome.WAITING)


def test_a_seat_that_ended_decides_nothing(cast):
    row = handed_in(cast)
    cast.committee.seats.update(ends_at=row.submitted_at)
    with pytest.raises(Refused) as refused:
        deciding.admit(row, held=ticks(), by=cast.committee, seen=version(row.group))
    assert refused.value.code == "role"
