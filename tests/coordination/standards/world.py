"""Standards of the cast's committee, brought to a state by the same actions as on the pages."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from coordination.committee import docket
from coordination.committee.actions import closing, voting
from coordination.committee.actions.opening import open_ballot
from coordination.committee.models import Ballot
from coordination.standards.actions import assessing, beginning, consulting, reviewing
from coordination.standards.models import (
    Accreditation,
    Assessment,
    Clause,
    Reviewer,
    Section,
    Source,
    Stage,
    Standard,
    State,
)

ADOPTION = "standards.adoption"
VOTERS = ("committee", "secretary", "chair", "recused_committee")
MONTH = timedelta(days=30)


def fresh(standard):
    return Standard.objects.get(pk=standard.pk)


def draft(cast, code="safeguarding", base=None):
    """Two required clauses and a recommended one in two sections, one of them from a source."""
    if base:
        later = beginning.from_version(fresh(base), by=cast.committee)
        Standard.objects.filter(pk=later.pk).update(effective_on=timezone.localdate() + 4 * MONTH)
        return fresh(later)
    standard = beginning.empty(by=cast.committee, code=code, title_ar="الحماية", title_en="Safeguarding")
    Standard.objects.filter(pk=standard.pk).update(
        purpose_en="Nobody is harmed.", effective_on=timezone.localdate() + 4 * MONTH
    )
    source = Source.objects.create(
        standard=standard, key="crpd", title_en="Convention", url="https://un.org/crpd"
    )
    people, papers = (
        Section.objects.create(standard=standard, title_en=title, place=place)
        for place, title in enumerate(("People", "Papers"), 1)
    )
    clause(standard, people, "A1", text_en="Two adults are always present.", source=source)
    clause(standard, people, "A2", level="should", text_en="Everybody is trained once a year.")
    clause(standard, papers, "B1", text_en="There is a written policy.", na_allowed=True, na_when_en="Never.")
    return fresh(standard)


def clause(standard, section, code, **columns):
    place = section.clauses.count() + 1
    return Clause.objects.create(standard=standard, section=section, code=code, place=place, **columns)


def consulted(cast, standard=None, days=30):
    """In consultation for so many days."""
    standard = standard or draft(cast)
    until = timezone.localdate() + timedelta(days=days)
    return consulting.open_consultation(standard, until=until, by=cast.committee, seen=standard.version)


def commented(standard, cast, code="A1", kind="concern", text="Small teams have one adult."):
    return consulting.comment(standard, code=code, group=cast.group, kind=kind, text=text, by=cast.editor)


def ended(standard, days=1):
    """The consultation's last day passed so many days ago."""
    Standard.objects.filter(pk=standard.pk).update(
        consulted_until=timezone.localdate() - timedelta(days=days)
    )
    return fresh(standard)


def ballot_on(standard, cast, kind=ADOPTION):
    """An open ballot, by way of the docket."""
    seen = docket.find(kind, standard.uuid).version
    return open_ballot(kind, standard.uuid, by=cast.chair, seen=seen)


def voted(ballot, cast, choice="for", voters=VOTERS):
    """Everybody votes alike, and the time is over; the counted ballot."""
    for role in voters:
        voting.vote(ballot, choice, by=cast.people[role], seen=ballot.matter_version)
    with time_machine.travel(ballot.closes_at + timedelta(seconds=1), tick=True):
        closing.keep_time()
    return Ballot.objects.get(pk=ballot.pk)


def adopted(cast, standard=None, effective_in=0):
    """Adopted by a ballot, and in force in so many days."""
    standard = ended(consulted(cast, standard))
    voted(ballot_on(standard, cast), cast)
    day = timezone.localdate() + timedelta(days=effective_in)
    Standard.objects.filter(pk=standard.pk).update(effective_on=day)
    Standard.objects.filter(code=standard.code, superseded_on__gte=day).update(superseded_on=day)
    standard = fresh(standard)
    assert standard.state == State.ADOPTED
    return standard


def standard_in(cast, state):
    """A standard in this state, with a past that fits."""
    if state == State.DRAFT:
        return draft(cast)
    columns = {
        State.VOTING: {},
        State.ADOPTED: {"effective_on": timezone.localdate(), "adopted_at": timezone.now()},
    }
    standard = ended(consulted(cast)) if state != State.CONSULTATION else consulted(cast)
    Standard.objects.filter(pk=standard.pk).update(state=state, **columns.get(state, {}))
    return fresh(standard)


# --- assessments


def in_force(cast):
    """A standard in force, without the way there."""
    return standard_in(cast, State.ADOPTED)


def again(assessment):
    return Assessment.objects.get(pk=assessment.pk)


def found(assessment, code, by=None, claimed="met", seen="", **more):
    more = {"note": "As it is written.", "link": "", **more}
    by = by or assessment.group.memberships.get(role="leader").person
    return assessing.write(assessment, code=code, claimed=claimed, by=by, seen=seen, **more)


def marked(assessment, cast, **marks):
    """The reviewer marks every clause as met, but for `marks`."""
    for code in ("A1", "A2", "B1"):
        reviewing.mark(assessment, code=code, mark=marks.get(code, "met"), why="Not yet.", by=cast.committee)


def assessment_in(cast, stage, standard=None):
    """An assessment of مجموعة بصيرة on its way to a review by the committee's member."""
    assessment = assessing.begin(standard or in_force(cast), cast.group, by=cast.editor)
    if stage == Stage.DRAFT:
        return assessment
    for code in ("A1", "A2", "B1"):
        found(assessment, code, by=cast.editor)
    assessment = again(assessment)
    assessment = assessing.submit(assessment, by=cast.leader, seen=assessment.version)
    if stage == Stage.SUBMITTED:
        return assessment
    return reviewing.take_up(assessment, by=cast.committee, seen=assessment.version)


def trained(person, by, state="trained", code="", days=300):
    """This person on the roll of reviewers."""
    until = timezone.localdate() + timedelta(days=days)
    row = {"code": code, "training": "Two evenings in May", "until": until, "state": state}
    return Reviewer.objects.create(person=person, invited_by=by, **row)


# --- accreditations


def afresh(accreditation):
    return Accreditation.objects.get(pk=accreditation.pk)


def decided_again(assessment, cast, **marks):
    """The reviewer settles the result."""
    marked(assessment, cast, **marks)
    assessment = again(assessment)
    return reviewing.decide(assessment, by=cast.committee, seen=assessment.version)


def accredited(cast, standard=None, **marks):
    """What an assessment of مجموعة بصيرة gives; None when the standard is not met."""
    assessment = decided_again(assessment_in(cast, Stage.UNDER_REVIEW, standard), cast, **marks)
    return Accreditation.objects.filter(assessment=assessment).first()


def resting_on(assessment, **columns):
    """An accreditation, without the way there."""
    today = timezone.localdate()
    columns = {"valid_from": today, "valid_until": today + 12 * MONTH, **columns}
    return Accreditation.objects.create(
        assessment=assessment, group=assessment.group, standard=assessment.standard,
        code=assessment.standard.code, **columns,
    )  # fmt: skip
