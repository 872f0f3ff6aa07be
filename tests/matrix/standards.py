"""Standards that the permission matrix asks about, and what the cast's group said of them."""

import uuid
from datetime import timedelta

from django.utils import timezone

from coordination.committee.actions import register_decision
from coordination.standards.actions import appealing, revoking
from coordination.standards.models import Accreditation, Assessment, Comment, Stage, State
from coordination.standards.rules import RESULT
from tests.cast import join
from tests.coordination.standards.world import accredited, assessment_in, draft, standard_in, trained

LATER = timezone.now() + timedelta(days=30)


def standard(state, *, part="clauses", step=""):
    """A standard in this state; `part` and `step` go into the address, with a clause and a comment of it."""

    def target(cast, route):
        one = standard_in(cast, state)
        row = getattr(one, part).first()
        said = Comment.objects.create(
            standard=one,
            clause_code="A1",
            group=cast.group,
            kind="concern",
            text="Small teams",
            by=cast.editor,
        )
        values = {"uuid": one.uuid, "part": part, "row": row.uuid, "step": step, "code": "A1"}
        return {**values, "comment": said.uuid}

    return target


def values(cast, label):
    """An assessment, and what belongs to one, only stand with a standard that was adopted."""
    if label == "standards.standard":
        return {"title_en": "Safeguarding", "code": "safeguarding"}
    if label == "standards.reviewer":
        return {}
    if label == "standards.revocation":
        return {"accreditation": accredited(cast)}
    one = assessment_in(cast, Stage.SUBMITTED)
    if label == "standards.appeal":
        line = register_decision(
            RESULT, one.uuid, ("تقييم", "An assessment"), ("", ""), ("not_met", "not_met")
        )
        return {"assessment": one, "decision": line}
    if label == "standards.proposal":
        return {"assessment": one, "state": "accepted"}
    if label == "standards.accreditation":
        return {"standard": one.standard, "group": cast.group, "assessment": one}
    return {"standard": one.standard, "group": cast.other_group}


def later_version(cast, route, one=None):
    """A version in consultation that was made from another."""
    one = one or standard_in(cast, State.ADOPTED)
    later = draft(cast, base=one)
    type(one).objects.filter(pk=later.pk).update(state=State.CONSULTATION, consulted_until=later.effective_on)
    return {"uuid": later.uuid}


def later_version_of_held(cast, route):
    """A later version of what the cast's group is accredited by."""
    return later_version(cast, route, accredited(cast).standard)


TARGETS = {
    "a draft standard": standard(State.DRAFT, step="withdraw"),
    "a draft standard's section": standard(State.DRAFT, part="sections"),
    "a standard in consultation": standard(State.CONSULTATION, step="take_back"),
    "a standard that was adopted": standard(State.ADOPTED, step="retire"),
    "a later version of a standard": later_version,
    "a later version of what a group holds": later_version_of_held,
    "no such standard": lambda cast, route: {"uuid": uuid.uuid4()},
}


def assessment(stage, *, step=""):
    """An assessment of the cast's own group, with a file, a question, and a result that can be appealed."""

    def target(cast, route):
        one = assessment_in(cast, Stage.DRAFT if stage == Stage.DRAFT else Stage.UNDER_REVIEW)
        clause = one.standard.clauses.get(code="A1")
        one.findings.update_or_create(
            clause=clause, defaults={"claim": "met", "file": "evidence/none.pdf", "by": cast.editor}
        )
        asked = one.clarifications.create(clause=clause, question="Since when?", asked_by=cast.committee)
        kept = {"submitted_at": None} if stage == Stage.DRAFT else {}
        Assessment.objects.filter(pk=one.pk).update(state=stage, result="not_met", **kept)
        if stage == Stage.DECIDED:
            line = register_decision(
                RESULT,
                one.uuid,
                ("تقييم", "An assessment"),
                ("", ""),
                ("not_met", "not_met"),
                appeal_until=LATER,
            )
            if step == "appealed":
                one.appeals.create(decision=line, by=cast.leader, words="Look again", due_at=LATER)
        return {"uuid": one.uuid, "code": "A1", "row": asked.uuid, "step": step}

    return target


def reviewer(state):
    """The other leader on the roll of reviewers."""

    def target(cast, route):
        return {"uuid": trained(cast.other_leader, by=cast.committee, state=state).uuid}

    return target


def proposal(role):
    """A submitted assessment that is proposed to somebody of the cast, on the roll when they do not sit."""

    def target(cast, route):
        one = assessment_in(cast, Stage.SUBMITTED)
        if role == "other_leader":
            trained(cast.other_leader, by=cast.committee)
        row = one.proposals.get()
        row.person = cast.people[role]
        row.save()
        return {"uuid": row.uuid}

    return target


def from_outside(joined=False):
    def target(cast, route):
        one = assessment_in(cast, Stage.UNDER_REVIEW)
        trained(cast.other_leader, by=cast.committee)
        Assessment.objects.filter(pk=one.pk).update(reviewer=cast.other_leader)
        if joined:
            join(cast.other_leader, cast.group)
        return {"uuid": one.uuid, "code": "A1"}

    return target


TARGETS |= {
    "a figure of standards": lambda cast, route: {"code": "held"},
    "an invited reviewer": reviewer("invited"),
    "a trained reviewer": reviewer("trained"),
    "an assessment proposed to a trained reviewer": proposal("other_leader"),
    "an assessment proposed to the committee's member": proposal("committee"),
    "an assessment reviewed from outside": from_outside(),
    "an assessment whose outside reviewer joined the group": from_outside(joined=True),
    "a draft assessment": assessment(Stage.DRAFT, step="submit"),
    "a submitted assessment": assessment(Stage.SUBMITTED, step="take_up"),
    "a reviewed assessment": assessment(Stage.UNDER_REVIEW, step="decide"),
    "an asked assessment": assessment(Stage.CLARIFICATION),
    "a decided assessment": assessment(Stage.DECIDED),
    "an appealed assessment": assessment(Stage.DECIDED, step="appealed"),
}


def accreditation(then="", **columns):
    """What the cast's own group was given: suspended by the committee, appealed, or about to be revoked."""

    def target(cast, route):
        one = accredited(cast)
        Accreditation.objects.filter(pk=one.pk).update(**{"state": "current", **columns})
        values = {"uuid": one.uuid, "typed": one.uuid, "purpose": "revocation", "slug": cast.group.slug}
        if then == "proposed":
            row = revoking.propose(
                one, code="untrue", reason="No policy", by=cast.committee, seen=one.version
            )
            return {"uuid": row.uuid, "step": "second"}
        if then:
            one = revoking.suspend(
                one, code="complaint", reason="A letter", by=cast.committee, seen=one.version
            )
        if then == "appealed":
            appealing.file(one, words="Look again", by=cast.leader, seen=one.version)
        return {**values, "step": "suspend"}

    return target


def no_accreditation(cast, route):
    number = uuid.uuid4()
    return {"uuid": number, "typed": number}


TARGETS |= {
    "an accreditation": accreditation(valid_from=timezone.localdate()),
    "a revoked accreditation": accreditation(state="revoked", reason_code="untrue"),
    "no such accreditation": no_accreditation,
    "a suspended accreditation": accreditation("suspended"),
    "an appealed accreditation": accreditation("appealed"),
    "an accreditation to be revoked": accreditation("proposed"),
}
