"""Somebody from outside reviews an assessment: marks, questions, and the result by the rule."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.register import register_decision
from coordination.committee.rules import appeal_until
from coordination.standards import rules
from coordination.standards.actions import accrediting, proposing
from coordination.standards.judged import judged_of
from coordination.standards.lifecycle import ASSESSMENT, of_assessment
from coordination.standards.models import IN_REVIEW, Assessment, Clarification, Mark, Stage
from coordination.standards.wording import titles_of
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of

MARKED = _("The reviewer marked a clause of “%(thing)s”.")
ANSWERED = _("The group answered a question about “%(thing)s”.")
ONLY_REVIEWER = _("Only the reviewer does this, as long as there is no conflict of interest.")
ONLY_EDITORS = _("Editors and leaders of the group answer for it.")
NOT_ASKED = _("This question does not wait for an answer now.")
NOT_UNDER_REVIEW = _("Clauses are marked while the assessment is under review.")
SAY_WHY = _("Say why the clause is not met, so that the group can mend it.")
NOT_SAID = _("The group has said nothing of this clause.")
APPLIES = _("This clause applies to every group.")
CANNOT_JUDGE = _("The reviewer can no longer judge it, so another one is asked.")


@transaction.atomic
def step(assessment, name, *, by, seen, reason_code="", reason="", before=None, **also):
    """Takes a step of the table; `before` are columns the database wants with the new state, `also` what follows."""
    if before:
        claim(assessment, seen=version_of(seen))
        seen = assessment.version
        Assessment.objects.filter(pk=assessment.pk).update(**before)
    taken = ASSESSMENT.take(assessment, name, by=by, seen=seen, reason_code=reason_code, reason=reason)
    kept = {"reason": reason.strip()} if ASSESSMENT.steps[name].needs_reason else {}
    return keep_assessment(taken, state_since=timezone.now(), **kept, **also)


def keep_assessment(assessment, **columns):
    Assessment.objects.filter(pk=assessment.pk).update(updated_at=timezone.now(), **columns)
    assessment.refresh_from_db()
    return assessment


def remember_assessment(deed, assessment, title, *, by, **more):
    names = {"thing": assessment, **more.pop("names", {})}
    record(
        f"standards_assessment.{deed}", assessment, by=by, audience=of_assessment(assessment), title=title,
        names=names, **more,
    )  # fmt: skip


@transaction.atomic
def take_up(assessment, *, by, seen):
    """Whoever takes it up is its reviewer."""
    taken = step(assessment, "take_up", by=by, seen=seen, before={"reviewer": by})
    proposing.settle(taken, by)
    return reload(taken)


@transaction.atomic
def release(assessment, *, reason, by, seen):
    """It is offered to another reviewer; questions that were not answered fall away."""
    assessment = step(assessment, "release", by=by, seen=seen, reason_code="release", reason=reason)
    assessment.clarifications.filter(answered_at=None).delete()
    assessment.findings.update(mark="", why="")
    assessment = keep_assessment(assessment, reviewer=None)
    proposing.propose(assessment)
    return assessment


@transaction.atomic
def mark(assessment, *, code, mark, why, by):
    """How the reviewer sees one clause; a shortfall needs a reason that the group can act on."""
    assessment, row = under_review(assessment, code, by)
    if mark == Mark.NOT_APPLICABLE and not row.clause.na_allowed:
        raise Refused(APPLIES, "applies")
    if mark in (Mark.PARTLY, Mark.NOT_MET) and not why.strip():
        raise Refused(SAY_WHY, "reason_missing")
    row.mark, row.why = mark, why.strip()
    row.save(update_fields=["mark", "why"])
    remember_assessment("mark", assessment, MARKED, by=by, data={"clause": code})
    keep_assessment(assessment)
    return row


@transaction.atomic
def ask(assessment, *, code, question, by):
    """A question about one clause; the group answers before the review goes on."""
    assessment, row = under_review(assessment, code, by, states=(Stage.UNDER_REVIEW, Stage.CLARIFICATION))
    asked = Clarification.objects.create(
        assessment=assessment, clause=row.clause, question=question, asked_by=by
    )
    step(assessment, "ask", by=by, seen=assessment.version)
    return asked


def under_review(assessment, code, by, states=(Stage.UNDER_REVIEW,)):
    """(assessment, finding) for the reviewer; Refused for anybody else, and for whom a conflict arose meanwhile."""
    claim(assessment)
    assessment = reload(assessment)
    if not rules.reviews(by, assessment):
        raise Refused(ONLY_REVIEWER, "role")
    if assessment.state not in states:
        raise Refused(NOT_UNDER_REVIEW, "state")
    row = assessment.findings.filter(clause__code=code).select_related("clause").first()
    if row is None:
        raise Refused(NOT_SAID, "gone")
    return assessment, row


@transaction.atomic
def answer(asked, *, text, by):
    """The last answer takes the assessment back to the reviewer."""
    assessment = asked.assessment
    claim(assessment)
    assessment, asked = reload(assessment), reload(asked)
    if not rules.edits_it(by, assessment):
        raise Refused(ONLY_EDITORS, "role")
    if assessment.state != Stage.CLARIFICATION or asked.answered_at:
        raise Refused(NOT_ASKED, "state")
    asked.answer, asked.answered_by, asked.answered_at = text, by, timezone.now()
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    remember_assessment("answer", assessment, ANSWERED, by=by, data={"clause": asked.clause.code})
    if rules.all_clarified(assessment):
        step(assessment, "clarify", by=None, seen=assessment.version)
    return asked


@transaction.atomic
def decide(assessment, *, by, seen):
    """The result by the standard's rule, what it rests on, the committee's own line for it, and an accreditation."""
    result, figures = rules.result_of(assessment)
    judged = {**figures, "clauses": judged_of(assessment)}
    decided = step(
        assessment, "decide", by=by, seen=seen, before={"result": result, "judged": judged, "decided_by": by},
        decided_at=timezone.now(),
    )  # fmt: skip
    until = appeal_until() if result == Assessment.Result.NOT_MET else None
    register_decision(
        rules.RESULT, decided.uuid, titles_of(decided), ("", ""), Assessment.Result(result), by=by,
        groups=[decided.group_id], appeal_until=until, public=False,
    )  # fmt: skip
    accrediting.of_result(decided, by=by)
    return decided


@transaction.atomic
def overturn(assessment, *, reason):
    """An appeal found that the result does not stand: another reviewer looks at it anew."""
    claim(assessment)
    assessment = reload(assessment)
    assessment = step(
        assessment, "overturn", by=None, seen=assessment.version, reason_code="appeal", reason=reason
    )
    assessment.findings.update(mark="", why="")
    assessment = keep_assessment(assessment, reviewer=None, result="", judged={}, decided_at=None)
    proposing.propose(assessment)
    return assessment


# --- the clock


def keep_time():
    """Takes reviews from those who can no longer judge them, and passes proposals on; how many of both."""
    rows = Assessment.objects.filter(state__in=IN_REVIEW).with_all()
    return sum(freed(row) for row in rows.order_by("pk")) + proposing.keep_time()


@transaction.atomic
def freed(assessment):
    if rules.reviews(assessment.reviewer, assessment):
        return 0
    try:
        release(assessment, reason=str(CANNOT_JUDGE), by=None, seen=assessment.version)
    except Refused:  # moved on since it was looked at
        return 0
    return 1
