"""What standards put into whose inbox, and when it ends by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Notice, Person
from coordination.standards.actions import consulting, deciding
from directory.models import Group, Membership, Standing
from tests.coordination.standards.world import adopted, commented, consulted, draft, ended, fresh
from tests.workers.inboxes import read, told, waiting
from workers import noticing
from workers.models import Cursor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
COMMENTS = "Groups wait for an answer about the standard Safeguarding, version 1"
ASKED = "The committee asks %s about the standard Safeguarding, version 1: comments until "


@pytest.fixture(autouse=True)
def pages_are_fresh(cast):
    """No page waits to be confirmed, which the clock would tell as well."""
    Group.objects.update(confirmed_on=timezone.localdate())


def begins_with(lines, words):
    return [one for one in lines if one.startswith(words)]


def test_every_listed_group_is_asked_once_until_it_has_spoken(cast):
    standard = consulted(cast)
    read()
    read()
    assert len(begins_with(waiting(cast.editor), ASKED % "Basira")) == 1
    assert len(begins_with(waiting(cast.other_leader), ASKED % "Sign Language Pioneers")) == 1
    assert waiting(cast.member) == waiting(cast.volunteer) == waiting(cast.committee) == []
    commented(standard, cast)
    read()
    assert waiting(cast.editor) == waiting(cast.leader) == []
    assert len(waiting(cast.other_leader)) == 1


def test_a_group_that_is_not_listed_is_not_asked(cast):
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    consulted(cast)
    read()
    assert told(cast.editor) == []


def test_the_last_days_are_told_to_the_silent_alone(cast):
    standard = consulted(cast, days=10)
    commented(standard, cast)
    read()
    before = told(cast.editor)
    with time_machine.travel(timezone.now() + 6 * DAY, tick=False):
        noticing.remind()
        assert begins_with(told(cast.other_leader), "Sign Language Pioneers has not commented") == []
    with time_machine.travel(timezone.now() + 8 * DAY, tick=False):
        noticing.remind()
        noticing.remind()
    assert len(begins_with(told(cast.other_leader), "Sign Language Pioneers has not commented")) == 1
    assert told(cast.editor) == before


def test_comments_wait_for_the_committee_until_each_is_answered(cast):
    standard = consulted(cast)
    commented(standard, cast, code="B1", kind="agree", text="")
    read()
    assert waiting(cast.committee) == []
    row = commented(standard, cast)
    read()
    assert (waiting(cast.committee), waiting(cast.chair)) == ([COMMENTS], [COMMENTS])
    consulting.answer(row, answer="taken_up", why="Yes.", by=cast.chair, seen=fresh(standard).version)
    read()
    assert waiting(cast.committee) == []
    answered = "The committee answered Basira about the standard Safeguarding, version 1"
    assert answered in told(cast.editor)
    assert answered not in told(cast.other_leader)


def test_leaders_hear_what_became_of_it(cast):
    standard = adopted(cast)
    read()
    heard = begins_with(told(cast.leader), "The committee adopted the standard Safeguarding, version 1")
    assert len(heard) == 1
    assert begins_with(told(cast.member), "The committee adopted") == []
    adopted(cast, draft(cast, base=standard))
    deciding.keep_time()
    read()
    assert "A later version has replaced the standard Safeguarding, version 1" in told(cast.leader)


def test_what_the_group_was_asked_ends_with_the_consultation(cast):
    standard = consulted(cast)
    read()
    ended(standard)
    noticing.settle_all()
    assert waiting(cast.editor) == []


def queries_of_reading():
    Notice.objects.all().delete()
    Cursor.objects.update(seq=0, hash="0" * 64)
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def test_whom_it_tells_is_asked_for_all_groups_at_once(cast):
    consulted(cast)
    read()
    few, told_few = queries_of_reading(), Notice.objects.count()
    for number in range(5):
        group = Group.objects.create(
            slug=f"more-{number}", name_ar=f"فريق {number}", standing=Standing.LISTED
        )
        leader = Person.objects.create(email=f"more{number}@example.org")
        Membership.objects.create(group=group, person=leader, role="leader", state="active")
    assert queries_of_reading() == few
    assert Notice.objects.count() == told_few + 5
