"""What a later version asks anew of groups that were accredited by an earlier one: the dry run before it bites.

Nothing is stored: it follows from the two texts, the marks of the last review and the calendar.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, reduce
from math import ceil
from operator import or_
from typing import Any

from django.db.models import Q

from coordination.standards.models import MAKING, Accreditation, Finding, Level, Mark, Standard, State
from coordination.standards.models.accreditation import site_day
from coordination.standards.wording import clauses_of

ASKED = (
    "text_ar", "text_en", "evidence", "evidence_ar", "evidence_en", "good_for_months", "na_allowed", "na_when_ar",
    "na_when_en",
)  # fmt: skip
BINDING = (Level.MUST, Level.SHOULD)
FINE = (Mark.MET, Mark.NOT_APPLICABLE)
COUNTS = (*MAKING, State.ADOPTED)


@dataclass(frozen=True)
class Step:
    """From one earlier version to the later one: the later one's clauses that are new, say something else, or rose."""

    earlier: Any
    later: Any
    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    raised: list[Any] = field(default_factory=list)

    @property
    def asked(self):
        return self.new + self.changed

    @cached_property
    def kept(self):
        """Codes of recommended clauses that ask for what they asked for before."""
        asked = {clause.code for clause in self.asked}
        return recommended(self.later) - asked

    @property
    def share_rose(self):
        return self.later.should_percent > self.earlier.should_percent


@dataclass(frozen=True)
class Effect:
    """On one accreditation: its last day, None while the later version has none, and what the group was short of.

    `lacking` more recommended clauses make up the later version's share, when all that is asked anew is met.
    """

    accreditation: Any
    until: Any
    step: Step
    short: list[Any]
    lacking: int

    @property
    def asked(self):
        """Clauses that the group has to show anew."""
        return len(self.step.asked) + len(self.short)

    @property
    def shortens(self):
        """The group loses days that it was given."""
        return self.until is None or self.until < self.accreditation.valid_until


def concerned(standard):
    """Living accreditations by earlier versions, as long as this one is being made or stands."""
    rows = Accreditation.objects.living().filter(code=standard.code, standard__number__lt=standard.number)
    return rows if standard.state in COUNTS else rows.none()


def later_than(accreditations):
    """{id: the later version that everybody knows of} of those living ones that have one, in one query."""
    living = [row for row in accreditations if row.is_living]
    rows = Standard.objects.public().filter(state__in=COUNTS, code__in={row.code for row in living})
    newest = {row.code: row for row in rows.defer("consulted").order_by("number")} if living else {}
    return {
        row.pk: newest[row.code]
        for row in living
        if row.code in newest and newest[row.code].number > row.standard.number
    }


def losing(standard):
    """Those of `concerned` that would have held longer than their grace lets them."""
    earlier = Standard.objects.filter(code=standard.code, number__lt=standard.number).defer("consulted")
    days = {row.pk: last_day(row, standard) for row in earlier}
    found = [Q(standard=pk, valid_until__gt=day) if day else Q(standard=pk) for pk, day in days.items()]
    return concerned(standard).filter(reduce(or_, found, Q(pk=None)))


def begins(standard):
    """From when it is in force, as far as that is known."""
    if standard.state == State.ADOPTED or standard.effective_on is None:
        return standard.effective_on
    return max(standard.effective_on, site_day())


def last_day(earlier, later):
    """The last day of an earlier version's grace; None while the later one has no day."""
    known = [day for day in (earlier.superseded_on, begins(later)) if day]
    return min(known) + timedelta(days=earlier.grace_days - 1) if known else None


def effects_of(standard, accreditations):
    """An Effect for each of these accreditations, in a fixed number of queries; `standard` came with its clauses."""
    steps = steps_to(standard, {row.standard_id for row in accreditations})
    raised = {clause.code for step in steps.values() for clause in step.raised}
    marks = marks_of(accreditations, raised | recommended(standard))
    return [of_one(row, steps[row.standard_id], marks.get(row.assessment_id, {})) for row in accreditations]


def of_one(row, step, marks):
    short = [clause for clause in step.raised if marks.get(clause.code) not in FINE]
    return Effect(row, last_day(row.standard, step.later), step, short, lacking(step, marks))


def lacking(step, marks):
    """How many recommended clauses are missing for the share; what does not apply counts neither way."""
    counted = [code for code in step.kept if marks.get(code) != Mark.NOT_APPLICABLE]
    anew = len(recommended(step.later) - step.kept)
    needed = ceil((len(counted) + anew) * step.later.should_percent / 100)
    return max(0, needed - anew - sum(marks.get(code) == Mark.MET for code in counted))


def recommended(standard):
    return {clause.code for clause in clauses_of(standard) if clause.level == Level.SHOULD}


def steps_to(standard, earlier):
    """{id: Step} from each of these versions."""
    rows = Standard.objects.filter(pk__in=earlier).defer("consulted").with_clauses()
    return {row.pk: step_between(row, standard) for row in rows.order_by("number")}


def step_between(earlier, later):
    was = {clause.code: clause for clause in clauses_of(earlier)}
    step = Step(earlier, later)
    for clause in clauses_of(later):
        before = was.get(clause.code)
        if before is None and clause.level in BINDING:
            step.new.append(clause)
        elif before and asks(before) != asks(clause):
            step.changed.append(clause)
        elif before and clause.level == Level.MUST != before.level:
            step.raised.append(clause)
    return step


def asks(clause):
    """What of a clause a group has to answer to; guidance and source only help it."""
    return [getattr(clause, name) for name in ASKED]


def marks_of(accreditations, codes):
    """{assessment: {code: mark}} of these clauses, as the last review found them."""
    rows = Finding.objects.filter(
        assessment__in=[row.assessment_id for row in accreditations], clause__code__in=codes
    )
    found: dict[int, dict[str, str]] = {}
    for assessment, code, mark in rows.values_list("assessment_id", "clause__code", "mark"):
        found.setdefault(assessment, {})[code] = mark
    return found
