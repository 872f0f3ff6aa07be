"""Who is told of what: responses, answers, deliveries, disagreements and last days, each to whom they concern."""

import pytest
from django.utils import timezone

from coordination.exchange import awaiting, news, notices
from coordination.exchange.actions import responding, writing
from coordination.exchange.models import Audience, Post, Stage
from deeds.lifecycle import Refused
from deeds.models import Entry
from tests.api.writer import make_partner
from tests.coordination.exchange.world import draft, fresh, in_days, opened, response_in

pytestmark = pytest.mark.django_db


def lines(deed):
    """[(whom, the sentence in English)] of the last entry of this deed."""
    entry = Entry.objects.filter(deed=deed).latest("pk")
    kind = next(kind for kind in notices.KINDS if deed in kind.deeds)
    return [one.whom for one in kind.tell(entry)]


def test_each_step_is_told_to_the_group_that_goes_on(cast):
    own, other = f"group:{cast.group.pk}:editor", f"group:{cast.other_group.pk}:editor"
    row = responding.respond(opened(cast), cast.other_group, quantity=2, by=cast.other_leader)
    assert lines("exchange.respond") == [own]
    row = responding.accept(row, by=cast.editor, seen=row.version)
    assert lines("exchange_response.accept") == [other]
    writing.write(row, text="At eight?", by=cast.editor)
    assert lines("exchange.write") == [other]
    row = responding.deliver(row, by=cast.other_leader, seen=row.version)
    assert lines("exchange_response.deliver") == [own]
    told = {"code": "nothing", "reason": "Nobody came."}
    responding.refuse(row, "dispute", **told, by=cast.editor, seen=row.version)
    assert lines("exchange_response.dispute") == ["committee", other]


def test_leaders_hear_of_a_draft_by_a_partner_and_of_none_of_their_own(cast):
    own = draft(cast)
    assert lines("exchange.begin") == []
    partner = make_partner(cast)
    Post.objects.filter(pk=own.pk).update(drafted_by=partner)
    assert lines("exchange.begin") == [f"group:{cast.group.pk}:leader"]


def test_three_days_before_the_last_one_its_group_is_told(cast):
    opened(cast, until=in_days(4))
    assert list(notices.last_days(timezone.now())) == []
    opened(cast, until=in_days(3))
    assert [one.whom for one in notices.last_days(timezone.now())] == [f"group:{cast.group.pk}:editor"]


def test_what_waits_for_a_group_stands_on_its_day(cast):
    response_in(cast, Stage.PROPOSED)
    assert (len(list(awaiting.of_groups(cast.editor))), len(list(awaiting.of_groups(cast.other_leader)))) == (
        1,
        0,
    )
    response_in(cast, Stage.ACCEPTED)
    assert len(list(awaiting.of_groups(cast.other_leader))) == 1
    assert list(awaiting.of_groups(cast.volunteer)) == []


def test_a_digest_tells_of_a_request_whom_it_is_for(cast):
    for audience, held in ((Audience.PUBLIC, "public"), (Audience.GROUPS, "groups")):
        post = opened(cast, audience=audience)
        entry = Entry.objects.filter(deed="exchange.open").latest("pk")
        assert held in news.of_entries([entry])[entry.pk].audience
        assert news.of_entries([entry])[entry.pk].url() == post.get_absolute_url()


def test_a_thread_takes_so_many_messages_an_hour_and_a_reported_one_is_hidden_by_the_secretary(
    cast, monkeypatch
):
    row = response_in(cast, Stage.ACCEPTED)
    monkeypatch.setattr(writing, "IN_AN_HOUR", 2)
    said = [writing.write(row, text="Buy this", by=cast.other_leader) for _number in range(2)]
    with pytest.raises(Refused) as refusal:
        writing.write(row, text="Buy this", by=cast.other_leader)
    assert refusal.value.code == "too_many"
    message = writing.report(said[0], by=cast.editor)
    assert len(list(awaiting.reports(cast.secretary))) == 1
    with pytest.raises(Refused):
        writing.settle(message, hide=True, by=cast.chair)
    assert writing.settle(message, hide=True, by=cast.secretary).hidden_at
    assert list(awaiting.reports(cast.secretary)) == []
    assert fresh(row).messages.count() == 2
