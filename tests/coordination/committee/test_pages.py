"""The docket, the brief with its vote, the queue, and the public register."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from coordination.committee import drawing
from coordination.committee.actions import closing, register_decision, voting
from coordination.committee.models import Ballot, Decision, Look, Question, Vote
from deeds.journal import record
from deeds.models import Entry
from directory.models import Group
from tests.coordination.committee.room import NAME


def text(response):
    return response.content.decode()


def brief(ballot):
    return reverse("matter", args=[ballot.kind, ballot.matter_uuid])


def close(ballot):
    now = timezone.now()
    Ballot.objects.filter(pk=ballot.pk).update(opened_at=now - timedelta(days=1), closes_at=now)
    closing.keep_time()


def test_the_queue_leads_from_vote_to_vote_and_ends(cast, ballot):
    browser = cast.client("committee")
    place = browser.get(reverse("queue"))["Location"]
    assert place == brief(ballot) + "?queue=1"
    browser.post(reverse("ballot_later", args=[ballot.uuid]))
    assert browser.get(reverse("queue"))["Location"] == reverse("docket")
    voted = browser.post(place, {"choice": "for", "version": ballot.matter_version})
    assert (voted["Location"], Vote.objects.get().choice) == (reverse("queue"), "for")
    assert browser.get(reverse("queue"))["Location"] == reverse("docket")


def test_a_vote_without_a_choice_stays_on_the_page_and_says_so(cast, ballot):
    answer = cast.client("committee").post(brief(ballot), {"version": ballot.matter_version})
    assert (answer.status_code, Vote.objects.count()) == (422, 0)


def test_who_is_recused_reads_and_cannot_vote_by_the_page(cast, ballot):
    browser = cast.client("recused_committee")
    page = text(browser.get(brief(ballot)))
    assert ("أنتم متنحّون" in page, 'name="choice"' in page) == (True, False)
    browser.post(brief(ballot), {"choice": "for", "version": ballot.matter_version})
    assert not Vote.objects.exists()


def test_before_closing_nobody_sees_a_count(cast, ballot):
    voting.vote(ballot, "against", by=cast.chair, seen=ballot.matter_version)
    pages = [cast.client("committee").get(place) for place in (brief(ballot), reverse("docket"))]
    assert all("الأصوات" not in text(page) and "صوتكم: " not in text(page) for page in pages)
    assert cast.client("public").get(reverse("decisions")).context["page"].paginator.count == 0


def test_the_brief_says_what_changed_since_i_last_looked(cast, room, ballot):
    room.entries = lambda uuid: Entry.objects.about(cast.group)
    browser = cast.client("committee")
    assert browser.get(brief(ballot)).context["since"] is None
    Look.objects.update(at=timezone.now() - timedelta(hours=1))
    record("group.edit", cast.group, by=None, audience=["public"], title="Something new.")
    assert "Something new." in text(browser.get(brief(ballot)))


def test_what_could_not_be_applied_stands_first_with_its_sentence(cast, ballot, room):
    room.refuses = "الشريك موقوف."
    close(ballot)
    page = text(cast.client("chair").get(reverse("docket")))
    assert page.index("الشريك موقوف.") < page.index("بانتظار القرار")
    ballot.refresh_from_db()
    room.refuses = None
    settle = reverse("ballot_settle", args=[ballot.uuid])
    cast.client("chair").post(settle, {"again": "1", "version": ballot.version})
    assert not Ballot.objects.unapplied().exists()


def test_a_question_asked_twice_by_one_form_is_asked_once(cast, ballot):
    said = {"text": "من يدفع؟", "once": "a token"}
    for _time in range(2):
        cast.client("committee").post(reverse("ballot_ask", args=[ballot.uuid]), said)
    assert Question.objects.count() == 1


def test_the_register_tells_everybody_what_was_decided_and_not_what_is_not_public(client, cast, ballot):
    for role in ("chair", "secretary", "committee"):
        voting.vote(ballot, "for", by=cast.people[role], seen=ballot.matter_version)
    close(ballot)
    register_decision(
        NAME, cast.group.uuid, ("سر", "Secret"), ("", ""), ("declined", ("رُفض", "declined")), public=False
    )
    page = text(client.get(reverse("decisions")))
    assert (cast.group.name in page, "سر</bdi>" in page) == (True, False)
    assert cast.client("committee").get(reverse("decisions")).context["page"].paginator.count == 2
    one = text(client.get(reverse("decision", args=[Decision.objects.get(ballot=ballot).uuid])))
    assert ("المتنحّون" in one, str(cast.chair) in one) == (True, False)
    feed = client.get(reverse("decisions_feed"))
    assert (feed["Content-Type"].split(";")[0], "أُقرّ" in text(feed)) == ("application/atom+xml", True)


@pytest.mark.parametrize("query", ["year=1999", "year=x&kind=y&page=-1", "kind=committee.seat"])
def test_the_register_is_filtered_by_year_and_kind_and_takes_any_nonsense(client, cast, ballot, query):
    close(ballot)
    answer = client.get(f"{reverse('decisions')}?{query}")
    found = answer.context["page"].paginator.count
    assert (answer.status_code, found) == (200, 1 if "x" in query else 0)


def test_an_open_ballot_names_who_voted_what_and_a_secret_one_never(client, cast, ballot):
    voting.vote(ballot, "for", by=cast.chair, seen=ballot.matter_version)
    close(ballot)
    place = reverse("decision", args=[Decision.objects.get().uuid])
    assert str(cast.chair) not in text(client.get(place))
    Ballot.objects.update(secret=False)
    assert str(cast.chair) in text(client.get(place))


def test_the_lifecycles_are_shown_as_they_are_enforced(client, db):
    tables = client.get(reverse("lifecycles")).context["tables"]
    assert len(tables) == len(drawing.as_lists()) >= 3


def test_the_drawn_lifecycles_in_the_docs_are_those_of_the_code(settings):
    with override("en"):
        drawn = drawing.document()
    assert (settings.BASE_DIR / "docs" / "lifecycles.md").read_text("utf-8") == drawn


def test_a_matter_that_its_room_forgot_still_shows_its_ballot(cast, ballot):
    Group.objects.filter(pk=cast.group.pk).update(uuid=uuid4())
    assert cast.client("chair").get(brief(ballot)).status_code == 200
