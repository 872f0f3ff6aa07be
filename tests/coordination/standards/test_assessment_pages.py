"""An assessment by forms alone, its private file by every role, and the appeal that brings a new review."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coordination.committee import docket
from coordination.committee.models import RollLine
from coordination.standards import awaiting
from coordination.standards.actions import appealing, reviewing
from coordination.standards.models import Assessment, Stage
from deeds.hooks import awaiting_of
from deeds.models import Entry
from directory import media
from tests.cast import ROLES
from tests.coordination.standards.world import again, assessment_in, ballot_on, in_force, marked, voted

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 the policy"


def post(client, name, *args, **data):
    url = reverse(name, args=args)
    shown = client.get(url)
    hidden = {
        key: shown.context.get(key) for key in ("version", "opened") if shown.context.get(key) is not None
    }
    answer = client.post(url, {**hidden, **data})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return answer


def do(client, name, one, step):
    url = reverse(name, args=[one.uuid, step])
    assert client.post(url, {"version": again(one).version}).status_code == 302
    return again(one)


def test_two_people_assess_one_clarifies_and_the_result_is_there(cast):
    standard = in_force(cast)
    editor, leader, reviewer = (cast.client(role) for role in ("editor", "leader", "committee"))
    post(editor, "assess", standard.uuid, group=cast.group.pk)
    one = Assessment.objects.get()
    first = post(editor, "finding", one.uuid, "A1", claim="met", file=SimpleUploadedFile("p.pdf", PDF))
    assert first.url.endswith("/clauses/A2/")
    post(leader, "finding", one.uuid, "A2", claim="partly", note="Half of us.")
    post(editor, "finding", one.uuid, "B1", claim="met", link="policy.example/1")
    do(leader, "assessment_step", one, "submit")
    do(reviewer, "review_step", one, "take_up")
    post(reviewer, "finding_ask", one.uuid, "A2", text="When?")
    assert one.get_absolute_url() in [waiting.url for waiting in awaiting_of(cast.editor)]
    post(editor, "clarification", one.uuid, one.clarifications.get().uuid, text="In May all of us.")
    for code in ("A1", "A2", "B1"):
        post(reviewer, "finding_mark", one.uuid, code, mark="met", why="")
    one = do(reviewer, "review_step", one, "decide")
    assert (one.state, one.result, one.judged["recommended_met"]) == (Stage.DECIDED, "met", 1)
    page = leader.get(one.get_absolute_url()).content.decode()
    assert "استُوفي المعيار" in page
    assert "معتمد" not in page
    said = one.findings.get(clause__code="A1")
    assert media.read(said.file) == PDF


def test_what_is_under_way_is_found_from_the_standard_and_the_group_and_not_begun_again(cast):
    one = assessment_in(cast, Stage.DRAFT)
    begin, pages = reverse("assess", args=[one.standard.uuid]), {}
    places = (one.standard.get_absolute_url(), reverse("group_accreditations", args=[cast.group.slug]))
    for role in ("leader", "other_leader", "committee"):
        answers = [cast.client(role).get(place) for place in places]
        text = "".join(answer.content.decode() for answer in answers if answer.status_code == 200)
        pages[role] = (text.count(one.get_absolute_url()), begin in text)
    assert pages == {"leader": (2, False), "other_leader": (0, True), "committee": (0, False)}


def test_the_file_is_for_the_group_and_the_committee_alone(cast):
    one = assessment_in(cast, Stage.UNDER_REVIEW)
    with media.kept_scan(media.Scan(PDF, "pdf"), media.EVIDENCE) as name:
        one.findings.filter(clause__code="A1").update(file=name)
    url = reverse("evidence", args=[one.uuid, "A1"])
    answers = {role: cast.client(role).get(url) for role in ROLES}
    able = {role for role, answer in answers.items() if answer.status_code == 200}
    assert able == {
        "editor",
        "leader",
        "committee",
        "recused_committee",
        "secretary",
        "chair",
        "committee_no_2fa",
    }
    assert "no-store" in answers["editor"]["Cache-Control"]
    assert answers["editor"]["Content-Disposition"].startswith("attachment")
    assert cast.client("leader").get(f"/media/{name}").status_code == 404
    assert name not in media.orphans()


def test_an_appeal_that_is_carried_brings_another_reviewer(cast):
    one = assessment_in(cast, Stage.UNDER_REVIEW)
    marked(one, cast, A1="not_met")
    reviewing.decide(again(one), by=cast.committee, seen=again(one).version)
    post(cast.client("leader"), "assessment_appeal", one.uuid, words="We showed it.")
    row = one.appeals.get()
    ballot = ballot_on(row, cast, appealing.KIND)
    recused = RollLine.objects.filter(ballot=ballot, standing="recused").values_list("person", flat=True)
    assert set(recused) == {cast.committee.pk, cast.recused_committee.pk}
    voted(ballot, cast, voters=("secretary", "chair", "committee_no_2fa"))
    one = again(one)
    assert (one.state, one.result, one.reviewer) == (Stage.SUBMITTED, "", None)
    assert not cast.client("committee").get(one.get_absolute_url()).context["may_take_up"]
    assert cast.client("chair").get(one.get_absolute_url()).context["may_take_up"]


def test_an_appeal_can_be_taken_back_and_one_that_is_lost_ends(cast):
    one = assessment_in(cast, Stage.UNDER_REVIEW)
    marked(one, cast, A1="not_met")
    reviewing.decide(again(one), by=cast.committee, seen=again(one).version)
    leader = cast.client("leader")
    post(leader, "assessment_appeal", one.uuid, words="We showed it.")
    leader.post(reverse("assessment_appeal_withdraw", args=[one.uuid]), {"version": again(one).version})
    post(leader, "assessment_appeal", one.uuid, words="We showed it, once more.")
    row = one.appeals.get(state="filed")
    voted(ballot_on(row, cast, appealing.KIND), cast, "against", ("secretary", "chair", "committee_no_2fa"))
    row.refresh_from_db()
    assert (row.state, again(one).state) == ("decision_stands", Stage.DECIDED)
    for role in ("leader", "committee"):
        page = cast.client(role).get(f"/en/standards/assessments/{one.uuid}/").content.decode()
        assert "was heard by ballot" in page
        assert "The decision stands" in page


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("stage", Stage)
def test_a_page_in_every_state(cast, lang, stage):
    one = assessment_in(cast, Stage.UNDER_REVIEW)
    Assessment.objects.filter(pk=one.pk).update(state=stage, result="not_met")
    for role in ("leader", "committee", "recused_committee"):
        assert cast.client(role).get(f"/{lang}/standards/assessments/{one.uuid}/").status_code == 200


def test_a_page_saves_by_itself_and_says_when_somebody_else_wrote(cast):
    one = assessment_in(cast, Stage.DRAFT)
    url = reverse("finding", args=[one.uuid, "A1"])
    editor, leader = cast.client("editor"), cast.client("leader")
    kept = {"autosave": "1", "opened": ""}
    assert editor.post(url, {**kept, "note": "Two of us"}).status_code == 422
    first = editor.post(url, {**kept, "claim": "met", "note": "Two of us"})
    assert (first.status_code, one.findings.get().note) == (200, "Two of us")
    entry = Entry.objects.about(one).order_by("pk").last()
    assert (entry.deed, entry.quiet) == ("standards_assessment.write", True)
    late = leader.post(url, {**kept, "claim": "partly", "note": "One of us"})
    assert (late.status_code, one.findings.get().note) == (409, "Two of us")
    assert "شخص آخر" in late.json()["said"]
    again_ = {**kept, "opened": first.json()["opened"], "claim": "met", "note": "Two of us, always"}
    assert editor.post(url, again_).status_code == 200
    assert editor.post(url, {**again_, "opened": "gone"}).status_code == 200  # the same words are no conflict
    submitted = leader.post(url, {"opened": "", "claim": "partly", "note": "One of us"})
    assert submitted.status_code == 422
    assert "Two of us, always" in submitted.content.decode()
    assert "One of us" in submitted.content.decode()
    assert one.findings.get().note == "Two of us, always"


def test_what_was_handed_in_is_not_saved_by_itself_any_more(cast):
    one = assessment_in(cast, Stage.SUBMITTED)
    url = reverse("finding", args=[one.uuid, "A1"])
    answer = cast.client("editor").post(url, {"autosave": "1", "opened": "", "claim": "met", "note": "Later"})
    assert answer.status_code == 409


def test_an_appeal_stands_on_the_docket_and_is_asked_for_once_its_day_has_passed(cast):
    one = assessment_in(cast, Stage.UNDER_REVIEW)
    marked(one, cast, A1="not_met")
    reviewing.decide(again(one), by=cast.committee, seen=again(one).version)
    row = appealing.file(again(one), words="Look again", by=cast.leader, seen=again(one).version)
    (matter,) = [found for found in docket.awaiting() if found.kind == appealing.KIND]
    (line,) = [found for found in docket.lines() if found.kind == appealing.KIND]
    assert (line.uuid, line.title, line.since, line.due_at) == (
        row.uuid, matter.title, row.filed_at, row.due_at,
    )  # fmt: skip
    assert list(awaiting.late_appeals(cast.chair)) == []
    with time_machine.travel(row.due_at + timedelta(hours=1), tick=False):
        (waiting,) = awaiting.late_appeals(cast.chair)
        assert (waiting.due_at, list(awaiting.late_appeals(cast.leader))) == (row.due_at, [])
