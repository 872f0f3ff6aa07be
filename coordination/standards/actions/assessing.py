"""A group measures itself: clause by clause, by several people at once, until a leader hands it in."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.actions import proposing, reopening
from coordination.standards.actions.reviewing import keep_assessment, remember_assessment, step
from coordination.standards.models import Assessment, Finding, Mark
from deeds.lifecycle import Refused, claim, reload
from directory import media
from directory.models import Standing

BEGUN = _("%(group)s began to assess itself: “%(thing)s”.")
FOUND = _("Something was written into the assessment “%(thing)s”.")
NOT_HERE = _("Editors and leaders of a listed group assess it by a standard in force.")
OPEN_ALREADY = _("Your group has begun this assessment already.")
ONLY_EDITORS = _("Editors and leaders of the group write its assessment.")
FROZEN = _("The assessment was handed in, so it cannot be changed now.")
SUSPENDS = _(
    "An accreditation rests on what you wrote here. Saving suspends it until a reviewer has looked at the change: hand "
    "the assessment in again afterwards."
)
OTHER_CLAUSE = _("This clause is not part of the standard.")
APPLIES = _("This clause applies to every group.")
MOVED = _("Somebody else wrote about this clause after you opened it. Look at both, then save again.")


@transaction.atomic
def begin(standard, group, *, by):
    """A draft; one at a time for each standard."""
    claim(group)
    claim(standard)
    standard, group = reload(standard), reload(group)
    if not (rules.speaks_for(by, group) and standard.is_in_force and group.standing == Standing.LISTED):
        raise Refused(NOT_HERE, "role")
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(standard=standard, group=group)
    except IntegrityError:
        raise Refused(OPEN_ALREADY, "open") from None
    remember_assessment("begin", assessment, BEGUN, by=by, names={"group": group})
    return assessment


@transaction.atomic
def write(assessment, *, code, claimed, note, link, by, seen, scan=None, drop_file=False, quiet=False):
    """What the group says of one clause; `seen` is when the words it was opened on were written (ISO, or "").

    People who write about different clauses never meet; of one clause the second is told, unless both say the same.
    A page that saves by itself is `quiet`: nobody is told of each pause in somebody's writing.
    Of an assessment that an
    accreditation rests on, this takes it back to a draft, and suspends the accreditation until a reviewer has looked.
    """
    claim(assessment)
    assessment = reload(assessment)
    if not rules.edits_it(by, assessment):
        raise Refused(ONLY_EDITORS, "role")
    if not rules.may_be_written(assessment):
        raise Refused(FROZEN, "frozen")
    clause = assessment.standard.clauses.filter(code=code).first()
    if clause is None:
        raise Refused(OTHER_CLAUSE, "gone")
    if claimed == Mark.NOT_APPLICABLE and not clause.na_allowed:
        raise Refused(APPLIES, "applies")
    row = assessment.findings.filter(clause=clause).first()
    said = {"claim": claimed, "note": note, "link": link}
    same = (
        row and not (scan or drop_file) and all(getattr(row, name) == value for name, value in said.items())
    )
    if same and not row.mark:
        return row
    if (row.at.isoformat() if row else "") != seen:
        raise Refused(MOVED, "changed")
    if not assessment.is_editable:
        if quiet:
            raise Refused(FROZEN, "frozen")
        assessment = reopening.reopen(assessment, by=by)
    before = row.file if row else ""
    with media.kept_scan(scan, media.EVIDENCE) as name:
        file = name or ("" if drop_file else before)
        said |= {"file": file, "by": by, "at": timezone.now()}
        said |= {"mark": "", "why": ""}
        row, _new = Finding.objects.update_or_create(assessment=assessment, clause=clause, defaults=said)
    if before and before != row.file:
        transaction.on_commit(lambda: media.discard([before]))
    remember_assessment("write", assessment, FOUND, by=by, data={"clause": code}, quiet=quiet)
    keep_assessment(assessment)
    return row


@transaction.atomic
def submit(assessment, *, by, seen):
    """A reviewer is proposed at once."""
    handed_in = step(assessment, "submit", by=by, seen=seen, submitted_at=timezone.now())
    proposing.propose(handed_in)
    return reload(handed_in)


def take_back(assessment, *, by, seen):
    return ended(assessment, "take_back", by=by, seen=seen)


def withdraw(assessment, *, by, seen):
    return ended(assessment, "withdraw", by=by, seen=seen)


@transaction.atomic
def ended(assessment, name, *, by, seen):
    """Whoever is asked to review it need not answer any more."""
    assessment = step(assessment, name, by=by, seen=seen)
    proposing.drop(assessment)
    return reload(assessment)
