"""Who is next in an assessment, and what became of it, as lines in inboxes."""

from django.utils.translation import gettext_lazy as _

from coordination.standards.models import Assessment, Stage
from deeds.hooks import NoticeKind, NoticeLine
from directory.notices import ids
from directory.notices_of_team import those

ASSESSMENT = "standards.assessment"
NEWS = {
    "standards_assessment.decide": _("The result of the assessment %(title)s is there"),
    "standards_assessment.overturn": _(
        "The result of the assessment %(title)s was overturned; another reviewer looks at it"
    ),
}


def of_entry(entry):
    return Assessment.objects.with_all().filter(pk=entry.subject_id).first()


def line(whom, assessment, sentence, **more):
    page = ("assessment", assessment.uuid)
    return NoticeLine(whom, sentence, assessment, page, {"title": assessment}, thing=assessment.pk, **more)


def to_go_on(entry):
    """The reviewer, once the group answered."""
    assessment = of_entry(entry)
    if assessment and assessment.reviewer_id:
        sentence = _("The group answered the questions about %(title)s: the review goes on")
        yield line(f"person:{assessment.reviewer_id}", assessment, sentence)


def under_own_review(notices):
    rows = Assessment.objects.filter(pk__in=ids(notices), state=Stage.UNDER_REVIEW)
    reviewers = {str(pk): reviewer for pk, reviewer in rows.values_list("pk", "reviewer")}
    return [notice.pk for notice in notices if reviewers.get(notice.thing) == notice.person_id]


def to_answer(entry):
    assessment = of_entry(entry)
    if assessment and assessment.state == Stage.CLARIFICATION:
        yield line(
            f"group:{assessment.group_id}:editor", assessment, _("The reviewer asks about the assessment %(title)s")
        )  # fmt: skip


def not_answered(notices):
    return those(notices, Assessment, lambda row: row.state == Stage.CLARIFICATION)


def news(entry):
    assessment = of_entry(entry)
    if assessment:
        yield line(f"group:{assessment.group_id}:editor", assessment, NEWS[entry.deed], needs=False)


KINDS = (
    NoticeKind(
        "assessment_answers", ("standards_assessment.clarify",), to_go_on, under_own_review, things=ASSESSMENT
    ),
    NoticeKind(
        "assessment_question", ("standards_assessment.ask",), to_answer, not_answered, things=ASSESSMENT
    ),
    NoticeKind("assessment_news", tuple(NEWS), news),
)
