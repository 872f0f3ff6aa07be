"""Who is asked to review, and who is invited to the roll, as lines in inboxes."""

from django.utils.translation import gettext_lazy as _

from coordination.standards.models import Assessment, Proposal, Reviewer, Stage
from coordination.standards.notices_of_assessments import ASSESSMENT, line, of_entry
from deeds.hooks import NoticeKind, NoticeLine, Subject
from directory.notices import ids
from directory.notices_of_team import those

REVIEWER = "standards.reviewer"
ROLL = Subject((REVIEWER, ""), _("Reviewing assessments"))
ENDED = _("Your role as a reviewer of assessments has ended")


def to_take_up(entry):
    """The proposed reviewer; all of the committee when nobody is left to be proposed."""
    assessment = of_entry(entry)
    if assessment is None or assessment.state != Stage.SUBMITTED:
        return
    proposal = assessment.proposals.filter(state=Proposal.State.PROPOSED).first()
    if proposal is None:
        yield line("committee", assessment, _("The assessment %(title)s waits for a reviewer"))
        return
    yield NoticeLine(
        f"person:{proposal.person_id}", _("You are proposed to review the assessment %(title)s"), assessment,
        ("review_proposal", proposal.uuid), {"title": assessment}, thing=assessment.pk, due_at=proposal.due_at,
        key=f"review-proposal:{proposal.pk}", why="addressed", letter=True,
    )  # fmt: skip


def not_taken_up(notices):
    """While it waits: for the one it is proposed to, and for the committee when it is proposed to nobody."""
    rows = Assessment.objects.filter(pk__in=ids(notices), state=Stage.SUBMITTED)
    waiting = {str(pk): None for pk in rows.values_list("pk", flat=True)}
    asked = Proposal.objects.filter(assessment__in=list(waiting), state=Proposal.State.PROPOSED)
    waiting |= {str(pk): person for pk, person in asked.values_list("assessment", "person")}
    return [
        notice.pk
        for notice in notices
        if notice.thing in waiting and waiting[notice.thing] in (None, notice.person_id)
    ]


def of_role(entry):
    return Reviewer.objects.filter(pk=entry.subject_id).first()


def to_the_person(row, sentence, **more):
    page = ("reviewer_answer", row.uuid)
    more = {"why": "addressed", "letter": True, "thing": row.pk, **more}
    return NoticeLine(f"person:{row.person_id}", sentence, ROLL, page, **more)


def invitation(entry):
    row = of_role(entry)
    if row:
        yield to_the_person(row, _("The committee asks you to review assessments of other groups"))


def unanswered(notices):
    return those(notices, Reviewer, lambda row: row.state == Reviewer.State.INVITED)


def end(entry):
    row = of_role(entry)
    if row:
        yield to_the_person(row, ENDED, needs=False)


KINDS = (
    NoticeKind(
        "assessment_review", ("standards_assessment.propose",), to_take_up, not_taken_up, things=ASSESSMENT
    ),
    NoticeKind("reviewer_invited", ("standards_reviewer.invite",), invitation, unanswered, things=REVIEWER),
    NoticeKind("reviewer_ended", ("standards_reviewer.end",), end),
)
