"""What time brings about, once each: reminders, offers of others, erasure."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import erase_own, export_own
from deeds import hooks
from deeds.journal import seal
from deeds.journal.verifying import verify
from directory.actions.visitors import asking, clock, following
from directory.models import Ask, Follow, Group, Helper, Report
from tests.directory.visitors.things import asked, deeds, heard_by, letters_to, of_a_minor, offered, reported


@pytest.fixture
def group(cast):
    Group.objects.filter(pk=cast.group.pk).update(accepts_volunteers=True)
    cast.group.refresh_from_db()
    return cast.group


def aged(row, days):
    then = timezone.now() - timedelta(days=days)
    type(row).objects.filter(pk=row.pk).update(created_at=then, heard_at=then)
    row.refresh_from_db()
    return row


def test_after_five_days_the_leader_is_reminded_once_and_the_visitor_told(cast, group):
    ask = aged(asked(group, mail="a@home.test")[0], 5)
    Ask.objects.update(mail_confirmed_at=timezone.now())
    aged(asked(group, once="b" * 43)[0], 4)
    assert [clock.mark_silence(), clock.mark_silence()] == [1, 0]
    ask.refresh_from_db()
    assert ask.state == "unanswered"
    assert "ينتظر منذ 5 أيام بلا رد" in heard_by(cast.leader)
    assert len(letters_to("a@home.test")) == 2
    assert deeds()[-1] == ("ask.fall_silent", None, [f"group:{group.pk}:leader"])


def test_a_question_is_late_from_its_moment_on_also_before_the_clock_has_run(group):
    assert aged(asked(group)[0], 5).is_silent
    assert not aged(asked(group, once="b" * 43)[0], 4).is_silent


def test_a_late_answer_still_counts(cast, group):
    ask = aged(asked(group)[0], 6)
    clock.mark_silence()
    ask.refresh_from_db()
    assert asking.answer(ask, text="عذرًا", by=cast.leader, seen=ask.version).state == "answered"
    assert clock.mark_silence() == 0


def test_an_offer_waits_seven_days_counted_from_the_guardians_word(group):
    aged(offered(group)[0], 7)
    minor = of_a_minor(group, what="ترتيب")[0]
    aged(minor, 30)
    assert clock.mark_silence() == 1
    minor.refresh_from_db()
    assert minor.state == "guardian"


def test_after_twelve_months_everything_is_erased_and_the_journal_still_verifies(group):
    for row in (asked(group)[0], offered(group)[0]):
        aged(row, 365)
    aged(of_a_minor(group, what="ترتيب")[0], 14)
    kept = asked(group, once="b" * 43)[0]
    aged(kept, 364)
    report = reported(group, "closed")
    Report.objects.update(state="mended", updated_at=timezone.now() - timedelta(days=365))
    assert [clock.erase_old(), clock.erase_old()] == [4, 0]
    assert list(Ask.objects.all()) == [kept]
    assert not Helper.objects.exists()
    assert not Report.objects.filter(pk=report.pk).exists()
    seal()
    assert verify() is None


def test_what_waits_for_a_leader_and_for_the_committee_stands_on_their_day(cast, group):
    asked(group)
    offered(group)
    of_a_minor(group, what="ترتيب")
    reported(group, "harmful")
    count = {role: len(hooks.awaiting_of(person)) for role, person in cast.people.items()}
    assert {role for role, n in count.items() if n} >= {"leader", "committee", "secretary", "chair"}
    mine = [row for row in hooks.awaiting_of(cast.leader) if "inbox" in row.url]
    assert len(mine) == 2
    assert not [row for row in hooks.awaiting_of(cast.recused_committee) if "report" in row.url]


def test_ones_own_data_are_handed_out_and_erased(cast, group):
    person = cast.volunteer
    asked(group, mail=person.email)
    offered(group, person=person)
    following.follow(person, group=group)
    mine = export_own(person)["directory"]
    assert [len(mine[part]) for part in ("questions", "offers_of_help", "follows")] == [1, 1, 1]
    erase_own(person, by=person)
    assert (Ask.objects.count(), Helper.objects.count(), Follow.objects.count()) == (0, 0, 0)
