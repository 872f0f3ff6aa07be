"""Groups comment by clause, the committee answers each, and what changed since can be seen."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.standards.actions import consulting, deciding, writing
from coordination.standards.models import Comment, Standard, State
from coordination.standards.rules import lacks
from deeds.hooks import awaiting_of
from deeds.lifecycle import Refused
from directory.models import Group, Standing
from tests.coordination.standards.world import commented, consulted, draft, ended, fresh

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=40)


def answered(row, cast, answer="taken_up", why="We wrote: one adult and a camera."):
    return consulting.answer(row, answer=answer, why=why, by=cast.chair, seen=fresh(row.standard).version)


@pytest.mark.parametrize("role", ["member", "volunteer", "committee", "operator", "other_leader"])
def test_only_editors_and_leaders_speak_for_their_group(cast, role):
    standard = consulted(cast)
    with pytest.raises(Refused) as refused:
        consulting.comment(standard, code="A1", group=cast.group, kind="agree", text="", by=cast.people[role])
    assert (refused.value.code, Comment.objects.count()) == ("role", 0)


def test_a_group_that_is_not_listed_is_not_asked(cast):
    standard = consulted(cast)
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    with pytest.raises(Refused):
        commented(standard, cast)


def test_said_again_before_an_answer_it_replaces_what_was_said(cast):
    standard = consulted(cast)
    commented(standard, cast)
    commented(standard, cast, kind="agree", text="")
    assert Comment.objects.get().kind == "agree"
    commented(standard, cast)
    answered(Comment.objects.get(), cast)
    with pytest.raises(Refused, match="ردّت اللجنة"):
        commented(standard, cast, kind="agree", text="")


def test_the_last_day_ends_at_midnight_in_kuwait(cast):
    with time_machine.travel(datetime(2026, 12, 1, 9, tzinfo=UTC), tick=False):
        standard = consulted(cast, days=1)
        assert standard.consulted_until.isoformat() == "2026-12-02"
    with time_machine.travel(datetime(2026, 12, 2, 20, 59, tzinfo=UTC), tick=False):
        commented(standard, cast)
    with time_machine.travel(datetime(2026, 12, 2, 21, 0, tzinfo=UTC), tick=False):
        with pytest.raises(Refused):
            commented(fresh(standard), cast, kind="agree", text="")
        assert fresh(standard).is_editable


def test_a_clause_that_is_not_there_cannot_be_commented_on(cast):
    with pytest.raises(Refused):
        commented(consulted(cast), cast, code="Z9")


def test_a_comment_that_waits_keeps_it_from_the_vote_and_agreement_does_not(cast):
    standard = consulted(cast)
    commented(standard, cast, kind="agree", text="")
    row = commented(standard, cast, code="B1")
    standard = ended(standard)
    assert len(lacks(standard)) == 1
    answered(row, cast, answer="not_taken_up", why="The law asks for it.")
    assert lacks(fresh(standard)) == []


def test_only_the_committee_answers(cast):
    row = commented(consulted(cast), cast)
    with pytest.raises(Refused):
        consulting.answer(row, answer="taken_up", why="Yes", by=cast.leader, seen=fresh(row.standard).version)


def test_groups_get_more_time_and_never_less(cast):
    standard = consulted(cast)
    later = standard.consulted_until + timedelta(days=7)
    standard = consulting.put_off(standard, until=later, by=cast.committee, seen=standard.version)
    assert standard.consulted_until == later
    with pytest.raises(Refused):
        consulting.put_off(
            standard, until=later - timedelta(days=8), by=cast.committee, seen=standard.version
        )


def test_taken_back_and_asked_anew_a_group_can_speak_again(cast):
    standard = consulted(cast)
    answered(commented(standard, cast), cast)
    standard = fresh(standard)
    standard = deciding.take_back(
        standard, reason="It was too long.", by=cast.committee, seen=standard.version
    )
    assert (standard.state, standard.reason) == (State.DRAFT, "It was too long.")
    Comment.objects.update(at=timezone.now() - LONG_AGO)
    standard = consulted(cast, standard)
    row = commented(standard, cast, kind="proposal", text="Name one person.")
    assert (row.answer, row.kind) == ("", "proposal")


def test_the_comment_on_a_removed_clause_stays_to_be_answered(cast):
    standard = consulted(cast)
    commented(standard, cast)
    standard = ended(standard)
    writing.remove(standard, standard.clauses.get(code="A1"), by=cast.committee, seen=standard.version)
    page = cast.client("committee").get(f"/ar/standards/{standard.uuid}/comments/")
    assert list(page.context["gone"]) == ["A1"]
    assert "Small teams have one adult." in page.content.decode()
    answered(Comment.objects.get(), cast)
    assert lacks(fresh(standard)) == []


def test_what_changed_since_groups_were_asked_is_shown_clause_by_clause(cast, client):
    standard = ended(consulted(cast))
    standard.clauses.filter(code="A1").update(text_en="Two adults are present, or one and a camera.")
    standard.clauses.filter(code="B1").delete()
    page = client.get(f"/en/standards/{standard.uuid}/differences/?from=consultation")
    assert [code for code, _found in page.context["changed"]] == ["A1", "B1"]
    assert (page.context["same"], page.context["head"]) == (1, [])
    assert "<ins>" in page.content.decode()


def test_the_public_reads_the_text_and_not_what_groups_said(cast, client):
    standard = consulted(cast)
    commented(standard, cast)
    assert client.get(f"/ar/standards/{standard.uuid}/").status_code == 200
    assert Comment.objects.visible_to(None).count() == 0
    assert Comment.objects.visible_to(cast.member).count() == 0
    assert Comment.objects.visible_to(cast.other_leader).count() == 1


def test_an_open_consultation_waits_for_editors_and_comments_for_the_committee(cast):
    standard = consulted(cast)
    address = f"/ar/standards/{standard.uuid}/comments/"
    assert address in [waiting.url for waiting in awaiting_of(cast.editor)]
    assert address not in [waiting.url for waiting in awaiting_of(cast.committee)]
    commented(standard, cast)
    assert address not in [waiting.url for waiting in awaiting_of(cast.editor)]
    assert address in [waiting.url for waiting in awaiting_of(cast.committee)]
    assert address not in [waiting.url for waiting in awaiting_of(cast.member)]


def test_withdrawn_it_is_the_committees_again(cast, client):
    standard = consulted(cast)
    deciding.withdraw(standard, reason="Two texts are one too many.", by=cast.chair, seen=standard.version)
    assert client.get(f"/ar/standards/{standard.uuid}/").status_code == 404
    assert (
        "Two texts are one too many."
        in cast.client("committee").get(f"/ar/standards/{standard.uuid}/").content.decode()
    )
    assert draft(cast).number == 2


def test_nobody_asks_about_a_day_that_is_over(cast):
    standard = draft(cast)
    with pytest.raises(Refused):
        consulting.open_consultation(
            standard, until=timezone.localdate() - timedelta(days=1), by=cast.committee, seen=standard.version
        )
    assert Standard.objects.get().state == State.DRAFT
