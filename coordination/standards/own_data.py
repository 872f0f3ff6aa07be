"""A person's own data: what they wrote about standards for a group, and answered for the committee."""

from coordination.committee.models.appeal import OPEN
from coordination.standards.models import Reviewer
from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("standards", export, erase))


def export(person):
    of = ("standard__uuid", "clause_code")
    return {
        "comments": list(person.standard_comments.values(*of, "group__uuid", "kind", "text", "at")),
        "findings": list(
            person.findings.values("assessment__uuid", "clause__code", "claim", "note", "link", "at")
        ),
        "reviews": list(person.reviewed_assessments.values("uuid", "state")),
        "decided": list(person.decided_assessments.values("uuid", "result", "decided_at")),
        "asked": list(person.clarifications_asked.values("assessment__uuid", "question", "asked_at")),
        "answered": list(person.clarifications_answered.values("assessment__uuid", "answer", "answered_at")),
        "appeals": list(
            person.standards_appeals.values(
                "assessment__uuid", "accreditation__uuid", "words", "state", "filed_at", "decided_at"
            )
        ),
        "reviewer": list(
            person.reviewer_roles.values("code", "training", "until", "state", "reason", "created_at")
        ),
        "invited": list(person.reviewers_invited.values("uuid", "code", "created_at")),
        "proposals": list(
            person.review_proposals.values(
                "assessment__uuid", "state", "reason", "proposed_at", "answered_at"
            )
        ),
        "revocations": list(
            person.revocations_proposed.values(
                "accreditation__uuid", "reason_code", "reason", "state", "proposed_at"
            )
        ),
        "seconded": list(person.revocations_seconded.values("accreditation__uuid", "state", "ended_at")),
        "answers": list(person.standard_answers.values(*of, "answer", "why", "answered_at")),
    }


def erase(person):
    """An appeal's words go once it was answered; the rest was written for a group or the committee, and stays.

    A reviewer's role ends; the job `reviews` then gives to somebody else what is under review.
    """
    person.standards_appeals.exclude(state__in=OPEN).update(words="")
    person.review_proposals.update(reason="")
    person.reviewer_roles.update(reason="", training="")
    person.reviewer_roles.filter(state__in=Reviewer.OPEN).update(state=Reviewer.State.ENDED)
