"""Who may do what with a standard, and what must hold before a step."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import Decision, Seat
from coordination.committee.rules import is_seated
from coordination.standards.judged import fingerprint, judged_of
from coordination.standards.models import (
    Accreditation,
    Assessment,
    Comment,
    Level,
    Mark,
    Proposal,
    Reviewer,
    Stage,
    State,
)
from deeds.hooks import tied_to
from directory.models import Membership, Role, Standing
from directory.rules import edits, leads

RESULT = "standards.assessment"  # the kind of the register's line about a result

# --- who


def sits(person, _standard=None):
    """Members of the committee write standards and answer what groups say."""
    return is_seated(person)


def is_nobody(person, _standard):
    """The rules themselves: a ballot that opened or closed, a day that came."""
    return person is None


def speaks_for(person, group):
    """Editors and leaders of a listed group say what it thinks of a clause."""
    return group.standing == Standing.LISTED and edits(person, group)


# --- what must hold


def is_whole(standard):
    """Enough to ask groups about: a purpose, and clauses of which at least one is required."""
    clauses = standard.clauses.all()
    return bool(standard.purpose) and clauses.filter(level=Level.MUST).exists()


def lacks(standard):
    """Sentences of what keeps a standard in consultation from being voted on."""
    today = timezone.localdate()
    holds = {
        _("The consultation runs until its last day has passed."): standard.takes_comments,
        _("Comments of groups are still to be answered."): open_comments(standard).exists(),
        _("The day from which it is in force is missing, or has passed."): not (
            standard.effective_on and standard.effective_on >= today
        ),
        _("It needs a purpose, and at least one required clause."): not is_whole(standard),
    }
    return [sentence for sentence, holds_now in holds.items() if holds_now]


def open_comments(standard):
    return Comment.objects.filter(standard=standard.pk).unanswered()


def may_be_voted_on(standard):
    return not lacks(standard)


def its_day_has_passed(standard):
    return standard.is_replaced


def may_be_commented(standard):
    return standard.takes_comments


def may_be_retired(standard):
    return standard.state == State.ADOPTED and not standard.is_replaced


# --- assessments: who


def edits_it(person, assessment):
    """Editors and leaders write what their group found."""
    return edits(person, assessment.group_id)


def leads_it(person, assessment):
    """Leaders hand it in and take it back."""
    return leads(person, assessment.group_id)


def groups_tied_to(group):
    """Ids of the group (its id), of others that its leaders lead, and of those it works with."""
    leading = Membership.objects.active().filter(group=group, role=Role.LEADER).values("person")
    shared = Membership.objects.active().filter(person__in=leading, role=Role.LEADER)
    return {group, *shared.values_list("group_id", flat=True), *tied_to(group)}


def has_conflict(person, group):
    """Whoever belongs to the group, to another that its leaders lead, or to one it works with, does not judge it."""
    own = Membership.objects.active().filter(person=person.pk)
    return own.filter(group__in=groups_tied_to(group)).exists()


def is_able(person, assessment):
    """Sits on the committee, or was trained for this standard and still is."""
    trained = Reviewer.objects.current(assessment.standard.code).filter(person=person.pk)
    return sits(person) or trained.exists()


def is_proposed(person, assessment):
    return assessment.proposals.filter(person=person.pk, state=Proposal.State.PROPOSED).exists()


def may_take_up(person, assessment):
    """A member of the committee, or the trained reviewer it is proposed to, without a conflict.

    After an appeal not the one who decided.
    """
    if person is None or person.pk == assessment.decided_by_id:
        return False
    may = sits(person) or (is_able(person, assessment) and is_proposed(person, assessment))
    return may and not has_conflict(person, assessment.group_id)


def reviews(person, assessment):
    """The reviewer, as long as there is no conflict: one that arises in mid-review bars at once."""
    is_it = person is not None and person.pk == assessment.reviewer_id
    return is_it and is_able(person, assessment) and not has_conflict(person, assessment.group_id)


def may_release(person, assessment):
    """The reviewer gives it back, another member takes it, or the clock does from one who can no longer judge it."""
    if person is None:
        return assessment.reviewer_id is not None and not reviews(assessment.reviewer, assessment)
    return person.pk == assessment.reviewer_id or (sits(person) and may_take_up(person, assessment))


def next_reviewer(assessment):
    """Whom to propose it to: of all who are able and have no tie, who was not asked since it was handed in.

    First the one with the fewest reviews, then people of groups, then who sits longest. None without any.
    """
    since = assessment.submitted_at or assessment.created_at
    asked = assessment.proposals.filter(proposed_at__gte=since).values_list("person_id", flat=True)
    tied = Membership.objects.active().filter(group__in=groups_tied_to(assessment.group_id))
    out = {*asked, *tied.values_list("person_id", flat=True), assessment.decided_by_id}
    trained = Reviewer.objects.current(assessment.standard.code).select_related("person")
    seats = Seat.objects.current().select_related("person").order_by("starts_at", "pk")
    people = {row.person_id: row.person for row in (*trained, *seats) if row.person_id not in out}
    reviewed = Counter(Assessment.objects.filter(reviewer__in=people).values_list("reviewer_id", flat=True))
    return min(people.values(), key=lambda person: reviewed[person.pk], default=None)


# --- assessments: what must hold


def unanswered(assessment):
    """Required and recommended clauses of which the group has said nothing."""
    said = assessment.findings.values("clause")
    return assessment.standard.clauses.exclude(level=Level.MAY).exclude(pk__in=said)


def may_be_handed_in(assessment):
    listed = assessment.group.standing == Standing.LISTED
    return listed and assessment.standard.is_in_force and not unanswered(assessment).exists()


def all_clarified(assessment):
    return not assessment.clarifications.filter(answered_at=None).exists()


def is_marked(assessment):
    """Every clause that the group answered has the reviewer's mark, and every question an answer."""
    marked = not assessment.findings.filter(mark="").exists()
    return marked and not unanswered(assessment).exists() and all_clarified(assessment)


def result_of(assessment):
    """The result by the standard's own rule, from the reviewer's marks: required clauses all, recommended ones enough.

    What rightly does not apply counts neither way. With it the figures that led to it.
    """
    marks = assessment.findings.values_list("clause__level", "mark")
    shoulds = [mark for level, mark in marks if level == Level.SHOULD and mark != Mark.NOT_APPLICABLE]
    short = sum(level == Level.MUST and mark not in (Mark.MET, Mark.NOT_APPLICABLE) for level, mark in marks)
    met = sum(mark == Mark.MET for mark in shoulds)
    enough = met * 100 >= assessment.standard.should_percent * len(shoulds)
    result = Assessment.Result.MET if enough and not short else Assessment.Result.NOT_MET
    return result, {"required_not_met": short, "recommended_met": met, "recommended": len(shoulds)}


def is_accredited(assessment):
    """A living accreditation rests on this assessment."""
    return Accreditation.objects.living().filter(assessment=assessment).exists()


def may_be_written(assessment):
    """While it is a draft, and once a living accreditation rests on it: that is the door for what has changed."""
    return assessment.is_editable or (assessment.state == Stage.DECIDED and is_accredited(assessment))


def differs_from_what_was_judged(assessment):
    """What the living accreditation rests on was changed past every door of the site."""
    prints = (
        Accreditation.objects.living().filter(assessment=assessment).values_list("fingerprint", flat=True)
    )
    now = fingerprint(judged_of(assessment))
    return assessment.result == Assessment.Result.MET and any(judged != now for judged in prints)


def appealable(assessment):
    """The register's line of the result, while an appeal against it is possible; else None."""
    line = Decision.objects.appealable(RESULT, assessment.uuid)
    decided = assessment.state == Stage.DECIDED and assessment.result == Assessment.Result.NOT_MET
    return line if decided and line and line.may_be_appealed else None


def leads_the_appealing(person, appeal):
    return leads_it(person, appeal.assessment)


# --- reviewers: who


def is_asked(person, row):
    """The person themselves: nobody answers for somebody else."""
    return person is not None and person.pk == row.person_id


def may_end(person, reviewer):
    """The committee, or the person themselves."""
    return is_asked(person, reviewer) or sits(person)


# --- reviewers: what must hold


def is_not_over(reviewer):
    return reviewer.until >= timezone.localdate()


def is_overdue(proposal):
    """Its day has passed, or the person can no longer take it up."""
    late = proposal.due_at < timezone.now()
    return late or not may_take_up(proposal.person, proposal.assessment)
