"""Back into review: the group changed what an accreditation rests on, or it was changed past every door."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.actions import accrediting, proposing, settling
from coordination.standards.actions.reviewing import step
from coordination.standards.models import Accreditation, Assessment, Stage
from deeds.lifecycle import Refused, claim, reload

RENEWING = _("Your group is writing a new assessment by this standard already. Write what has changed there.")
ALTERED = _("It is not what was judged.")
AGAIN = {"reviewer": None, "result": "", "decided_by": None, "decided_at": None}


def reopen(assessment, *, by):
    """A draft again, under its claim; marks of what is not changed stay for the next reviewer to look at."""
    try:
        with transaction.atomic():
            assessment = step(assessment, "reopen", by=by, seen=assessment.version, **AGAIN)
    except IntegrityError:
        raise Refused(RENEWING, "open") from None
    suspend_what_rests_on(assessment)
    return assessment


@transaction.atomic
def look_again(assessment):
    """What the clock finds altered waits for a reviewer, without any mark; 1 when it was."""
    claim(assessment)
    assessment = reload(assessment)
    if not rules.differs_from_what_was_judged(assessment):
        return 0
    told = {"reason_code": "altered", "reason": str(ALTERED)}
    assessment = step(assessment, "look_again", by=None, seen=assessment.version, **told, **AGAIN)
    assessment.findings.update(mark="", why="")
    proposing.propose(assessment)
    suspend_what_rests_on(assessment)
    return 1


def suspend_what_rests_on(assessment):
    for row in Accreditation.objects.living().filter(assessment=assessment):
        claim(row)
        accrediting.follow(reload(row))


def keep_time():
    """Takes the steps that are true already, each in a transaction of its own; how many."""
    rested_on = Accreditation.objects.living().values("assessment")
    judged = Assessment.objects.filter(pk__in=rested_on, state=Stage.DECIDED).order_by("pk")
    altered = sum(look_again(row) for row in judged if rules.differs_from_what_was_judged(row))
    return altered + sum(followed(row) for row in accrediting.behind())


@transaction.atomic
def followed(row):
    """1 when a step was taken."""
    claim(row)
    row = reload(row)
    was = row.state, row.reason_code
    lapsed = settling.lapse(row)
    row = accrediting.follow(row)
    return int(bool(lapsed) or was != (row.state, row.reason_code))
