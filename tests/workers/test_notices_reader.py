"""The reader that puts entries into inboxes: whom it tells, once, and when a line ends by itself."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Mute, Notice
from deeds import hooks, journal
from deeds.hooks import NoticeKind, NoticeLine
from directory.actions.visitors import asking
from directory.models import Group, Membership
from tests.directory.visitors.things import asked
from tests.workers.inboxes import read, told, waiting
from workers import noticing
from workers.models import Cursor, Stuck
from workers.readers import READERS, notices

pytestmark = pytest.mark.django_db
QUESTION = "A question to Basira waits for an answer"


@pytest.fixture
def kind():
    """A kind of the tests: `tests.tell` is told to the leaders of its group."""

    def tell(entry):
        if entry.data.get("fails"):
            raise ValueError("This entry cannot be told.")
        group = Group.objects.get(pk=entry.subject_id)
        page, needs = ("group", group.slug), not entry.data.get("news")
        yield NoticeLine(
            f"group:{group.pk}:leader", "Told of %(group)s", group, page, {"group": group}, needs=needs
        )

    kind = NoticeKind("tests", ("tests.tell",), tell)
    yield hooks.notice_kinds.register(kind)
    hooks.notice_kinds._hooks.remove(kind)


def note(group, *, by=None, audience=("public",), quiet=False, data=None):
    with transaction.atomic():
        return journal.record(
            "tests.tell", group, by=by, audience=audience, title="Told", quiet=quiet, data=data
        )


def test_the_reader_is_among_the_readers():
    assert notices in READERS


def test_a_question_reaches_the_leaders_and_nobody_else(cast):
    ask, _token = asked(cast.group)
    assert read() == 1
    row = Notice.objects.get()
    assert (row.person, row.kind, row.thing) == (cast.leader, "ask", str(ask.pk))
    assert (row.as_whom, row.group) == (f"group:{cast.group.pk}:leader", cast.group.pk)
    assert (row.subject_type, row.subject_id) == ("directory.group", str(cast.group.pk))
    assert (row.about_ar, row.about_en) == ("مجموعة بصيرة", "Basira")
    assert row.title_ar == "سؤال إلى \u2068مجموعة بصيرة\u2069 ينتظر الرد"
    assert (row.path, row.urgent, row.needs) == ("groups/basira/inbox/", True, True)
    assert row.due_at == ask.heard_at + timedelta(days=5)
    assert told(cast.leader) == [QUESTION]


def test_the_same_entries_read_again_tell_nothing_again(cast):
    asked(cast.group)
    assert (read(), read()) == (1, 0)
    Cursor.objects.update(seq=0, hash="0" * 64)
    assert (read(), Notice.objects.count()) == (1, 1)


def test_what_was_answered_ends_by_itself(cast):
    ask, _token = asked(cast.group)
    read()
    assert waiting(cast.leader) == [QUESTION]
    asking.answer(ask, text="Yes.", by=cast.leader, seen=ask.version)
    read()
    assert (waiting(cast.leader), told(cast.leader)) == ([], [QUESTION])


def test_after_a_pause_it_catches_up_and_what_is_over_waits_for_nobody(cast):
    ask, _token = asked(cast.group)
    asking.answer(ask, text="Yes.", by=cast.leader, seen=ask.version)
    assert (read(), waiting(cast.leader)) == (2, [])
    assert notices.position() == journal.head().seq


def test_nobody_is_told_of_their_own_deed_of_quiet_entries_or_of_what_they_may_not_read(cast, kind):
    note(cast.group, by=cast.leader)
    note(cast.group, quiet=True)
    note(cast.group, audience=("operator",))
    read()
    assert Notice.objects.count() == 0
    note(cast.group, audience=(f"group:{cast.group.pk}:member",))
    read()
    assert told(cast.leader) == ["Told of Basira"]


def test_news_of_a_month_ago_are_no_news_but_what_waits_still_waits(cast, kind, monkeypatch):
    """Time is moved by the limit: the journal keeps its own."""
    monkeypatch.setattr(noticing, "NEWS_FOR", timedelta(seconds=-1))
    asked(cast.group)
    note(cast.group, data={"news": True})
    read()
    assert told(cast.leader) == [QUESTION]


def test_an_entry_that_cannot_be_told_holds_up_the_others_only_until_it_is_left_behind(cast, kind):
    note(cast.group, data={"fails": True})
    note(cast.group)
    journal.seal()
    for _try in range(7):
        with pytest.raises(ValueError, match="cannot be told"):
            notices.catch_up()
    assert (notices.catch_up(), told(cast.leader)) == (2, ["Told of Basira"])
    stuck = Stuck.objects.given_up().get()
    assert (stuck.reader, stuck.tries) == ("notices", 8)


def test_a_reader_that_finds_its_place_taken_does_nothing(cast):
    asked(cast.group)
    journal.seal()
    place = Cursor.objects.place("notices")
    assert notices.catch_up() == 1
    assert notices.take(place, list(journal.read_from(0))) == 0
    assert Notice.objects.count() == 1


def test_a_place_that_the_journal_does_not_know_is_an_alarm(cast):
    asked(cast.group)
    read()
    Cursor.objects.update(hash="1" * 64)
    with pytest.raises(LookupError, match="does not know"):
        notices.catch_up()


def test_a_later_line_about_the_same_thing_takes_the_place_of_the_earlier(cast):
    asked(cast.group)
    read()
    Notice.objects.update(read_at=timezone.now())
    noticing.remind(timezone.now() + timedelta(days=4, hours=1))
    assert told(cast.leader, kind="ask") == [QUESTION, QUESTION]
    assert Notice.objects.get(kind="ask", done_at=None).why == "clock"


def test_a_new_leader_is_told_and_one_who_left_reads_nothing_more(cast):
    Membership.objects.filter(person=cast.member).update(role="leader")
    asked(cast.group)
    read()
    assert [told(cast.leader), told(cast.member)] == [[QUESTION], [QUESTION]]
    Membership.objects.filter(person=cast.member).update(state="ended")
    assert not Notice.objects.visible_to(cast.member, hooks.audiences_of(cast.member)).exists()


def test_the_clock_settles_what_nobody_wrote_down(cast):
    ask, _token = asked(cast.group)
    read()
    type(ask).objects.filter(pk=ask.pk).update(state="closed")
    assert (noticing.settle_all(), noticing.settle_all(), waiting(cast.leader)) == (1, 0, [])


def test_muting_changes_what_is_heard_not_what_stands_there(cast):
    asked(cast.group)
    read()
    Mute.objects.create(person=cast.leader, subject_type="directory.group", subject_id=str(cast.group.pk))
    assert (told(cast.leader), Notice.objects.heard().count()) == ([QUESTION], 0)
