"""A leader hands a page in when nothing is missing, and takes it back while nobody has answered."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from model_bakery import baker

from coordination.admissions import rules
from coordination.admissions.actions import handing_in
from coordination.admissions.models import Admission
from deeds.lifecycle import Refused
from directory.models import Licence, Standing
from tests.cast import make_group
from tests.coordination.admissions.world import bylaws, complete, declined, fresh, handed_in, version

pytestmark = pytest.mark.django_db


def codes(group):
    return [lack.code for lack in rules.lacks(group)]


def test_each_missing_thing_is_told_as_its_own_sentence(cast):
    bylaws(founders=5, licence_needed=True)
    bare = make_group("bare", standing=Standing.DRAFT)
    assert codes(bare) == ["summary", "area", "fields", "leader", "people", "licence"]
    assert len({str(lack.sentence) for lack in rules.lacks(bare)}) == 6


def test_a_leader_whose_address_is_not_confirmed_does_not_count(cast):
    bylaws()
    cast.leader.emailaddress_set.update(verified=False)
    assert codes(complete(cast.group)) == ["leader"]


def test_a_licence_that_ran_out_is_missing_where_the_bylaws_ask_for_one_and_where_they_do_not(cast):
    group, today = complete(cast.group), timezone.localdate()
    bylaws()
    assert codes(group) == []
    licence = baker.make(Licence, group=group, authority_en="Ministry", expires_on=today - timedelta(days=1))
    assert codes(group) == ["licence"]
    licence.expires_on = today
    licence.save()
    bylaws(licence_needed=True)
    assert codes(group) == []


def test_handing_in_confirms_the_page_and_starts_the_clock(cast):
    bylaws(admission_days=9)
    row = handed_in(cast)
    assert (row.group.standing, row.group.confirmed_on) == (Standing.SUBMITTED, timezone.localdate())
    assert abs(row.due_at - row.submitted_at - timedelta(days=9)) < timedelta(minutes=1)


def test_an_incomplete_page_stays_where_it_is(cast):
    bylaws(founders=50)
    group = complete(cast.group)
    with pytest.raises(Refused) as refused:
        handing_in.submit(group, words="", by=cast.leader, seen=group.version)
    assert (refused.value.code, Admission.objects.count(), version(group)) == ("guard", 0, 1)


def test_an_editor_does_not_hand_in(cast):
    bylaws()
    group = complete(cast.group)
    with pytest.raises(Refused) as refused:
        handing_in.submit(group, words="", by=cast.editor, seen=group.version)
    assert refused.value.code == "role"


def test_handed_in_twice_it_waits_once(cast):
    bylaws()
    row = handed_in(cast)
    with pytest.raises(Refused):
        handing_in.submit(row.group, words="", by=cast.leader, seen=row.group.version)
    assert Admission.objects.waiting().count() == 1


def test_taken_back_it_is_a_draft_and_can_be_handed_in_anew(cast):
    bylaws()
    row = handed_in(cast)
    group = handing_in.withdraw(row.group, by=cast.leader, seen=row.group.version)
    assert (group.standing, fresh(row).outcome) == (Standing.DRAFT, Admission.Outcome.WITHDRAWN)
    handing_in.submit(group, words="", by=cast.leader, seen=version(group))
    assert Admission.objects.waiting().count() == 1


def test_after_a_decline_a_group_waits_as_long_as_the_bylaws_say(cast):
    bylaws(declined_wait_days=30)
    row = declined(cast)
    with pytest.raises(Refused) as refused:
        handing_in.submit(row.group, words="", by=cast.leader, seen=row.group.version)
    assert refused.value.code == "guard"
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1), tick=True):
        again = handing_in.submit(row.group, words="", by=cast.leader, seen=version(row.group))
    assert fresh(again).group.standing == Standing.SUBMITTED


def test_what_the_archive_holds_can_be_handed_in_again(cast):
    bylaws()
    group = complete(cast.group, Standing.ARCHIVED)
    row = handing_in.submit(group, words="نعمل من جديد", by=cast.leader, seen=group.version)
    assert (fresh(row).group.standing, row.words) == (Standing.SUBMITTED, "نعمل من جديد")
