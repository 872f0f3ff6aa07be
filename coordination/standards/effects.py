"""What a later version asks anew of groups that were accredited by an earlier one: the dry run before it bites.

Nothing is stored: it follows from the two texts, the marks of the last review and the calendar.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
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
COUNTS = (*MAKING, State.ADOPTED)


@dataclass(frozen=True)
class Step:
    """From one earlier version to the later one: the later one's clauses that are new, say something else, or rose."""

    earlier: Any
    new: list[Any]
    changed: list[Any]
    raised: list[Any]

    @property
    def asked(self):
        return self.new + self.changed


@dataclass(frozen=True)
class Effect:
    """On one accreditation: its last day, None while the later version has none, and what the group was short of."""

    accreditation: Any
    until: Any
    step: Step
    short: list[Any] = field(default_factory=list)

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
    fine = met_by(accreditations, raised)
    return [of_one(row, standard, steps[row.standard_id], fine) for row in accreditations]


def of_one(row, standard, step, fine):
    short = [clause for clause in step.raised if (row.assessment_id, clause.code) not in fine]
    return Effect(row, last_day(row.standard, standard), step, short)


def steps_to(standard, earlier):
    """{id: Step} from each of these versions."""
    rows = Standard.objects.filter(pk__in=earlier).defer("consulted").with_clauses()
    return {row.pk: step_between(row, standard) for row in rows.order_by("number")}


def step_between(earlier, later):
    was = {clause.code: clause for clause in clauses_of(earlier)}
    step = Step(earlier, [], [], [])
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


def met_by(accreditations, codes):
    """{(assessment, code)} of these clauses that the last review found met, or rightly left out."""
    rows = Finding.objects.filter(
        assessment__in=[row.assessment_id for row in accreditations],
        clause__code__in=codes,
        mark__in=[Mark.MET, Mark.NOT_APPLICABLE],
    )
    return set(rows.values_list("assessment_id", "clause__code")) if codes else set()
