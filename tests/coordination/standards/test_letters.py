"""What is taken from a group is told by a letter at once, and so is who is asked to review."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Notice
from coordination.standards.actions import reopening, revoking
from coordination.standards.models import Stage
from directory.models import Licence
from tests.cast import join, make_group, make_person
from tests.coordination.standards.world import accredited, afresh, assessment_in, trained
from tests.workers.inboxes import read
from workers.models import OutgoingMessage

pytestmark = pytest.mark.django_db
COMPLAINT = {"code": "complaint", "reason": "شكوى وصلت إلينا."}


def letters(person):
    """(subject, text) of each, the oldest first, without the marks around names."""
    rows = OutgoingMessage.objects.filter(recipient=person.email).order_by("pk")
    return [(plain(row.letter["Subject"]), plain(text_of(row.letter))) for row in rows]


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def plain(text):
    return text.replace("\u2068", "").replace("\u2069", "").strip()


def test_leaders_read_at_once_why_it_was_suspended_and_that_they_can_appeal(cast):
    one = accredited(cast)
    revoking.suspend(one, by=cast.committee, seen=one.version, **COMPLAINT)
    ((subject, text),) = letters(cast.leader)
    assert subject == "أُوقف اعتماد «مجموعة بصيرة» مؤقتًا"
    assert "شكوى قيد النظر." in text
    assert "شكوى وصلت إلينا." in text
    assert "يمكنكم التظلّم حتى" in text
    assert str(one.uuid) in text
    assert letters(cast.editor) == letters(cast.other_leader) == []


def test_what_comes_by_itself_is_told_as_well_without_an_appeal(cast):
    one = accredited(cast)
    day = timezone.localdate() - timedelta(days=1)
    Licence.objects.create(group=cast.group, number="1", authority_en="Ministry", expires_on=day)
    reopening.keep_time()
    ((subject, text),) = letters(cast.leader)
    assert subject == "أُوقف اعتماد «مجموعة بصيرة» مؤقتًا"
    assert "يعود الاعتماد تلقائيًا" in text
    assert afresh(one).state == "suspended"


def test_a_revocation_is_told_in_the_language_of_each_leader(cast):
    cast.leader.language = "en"
    cast.leader.save()
    one = accredited(cast)
    row = revoking.propose(
        one, code="untrue", reason="Nobody was there.", by=cast.committee, seen=one.version
    )
    revoking.second(row, by=cast.secretary, seen=afresh(one).version)
    ((subject, text),) = letters(cast.leader)
    assert subject == "The accreditation of Basira is revoked"
    assert "What was judged turned out not to be true." in text
    assert "You can appeal until" in text


def test_the_line_in_the_inbox_knows_of_the_letter_so_no_digest_repeats_it(cast):
    one = accredited(cast)
    revoking.suspend(one, by=cast.committee, seen=one.version, **COMPLAINT)
    read()
    rows = Notice.objects.filter(person=cast.leader, kind="accreditation_news").order_by("pk")
    assert [row.mailed_at is not None for row in rows] == [False, True]


def test_who_is_proposed_as_reviewer_gets_a_letter(cast):
    person = make_person("trained")
    join(person, make_group("far"))
    trained(person, by=cast.committee)
    assessment_in(cast, Stage.SUBMITTED)
    ((subject, text),) = letters(person)
    assert subject == "مراجعة تقييم مقترحة عليكم"
    assert "/standards/reviews/" in text
