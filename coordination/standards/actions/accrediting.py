"""The forum's own accreditation: given with the result of an assessment, renewed, and confirmed after a change."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.register import register_decision
from coordination.standards import rules_of_accreditations as rules
from coordination.standards.judged import fingerprint, judged_of
from coordination.standards.lifecycle_of_accreditations import ACCREDITATION, everybody
from coordination.standards.models import Accreditation, Assessment, Because, Condition, Mark
from coordination.standards.models.accreditation import months_after, site_day
from coordination.standards.wording import titles_of
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of

RENEWED_WITHIN = timedelta(days=60)
GIVEN = _("%(group)s meets the standard “%(standard)s”: the forum gave its accreditation.")
CONFIRMED = _("What “%(thing)s” rests on was reviewed again and confirmed.")
ISSUED = ("issued", _("The forum gives its own accreditation."))
MEANWHILE = _("Somebody else gave this group the accreditation in this moment. Open the page again.")
STOPPED = _(
    "The committee suspended this group’s accreditation by the standard. Lift or revoke that one first, then settle "
    "the result."
)


@transaction.atomic
def step(accreditation, name, *, by, seen, code="", words="", **also):
    """Takes a step of the table and keeps why; a living one that is not suspended has no reason.

    What comes and goes by itself needs no words beside its code.
    """
    claim(accreditation, seen=version_of(seen))
    told = {}
    if code:
        Accreditation.objects.filter(pk=accreditation.pk).update(reason_code=code, reason=words.strip())
        told = {"reason_code": code, "reason": words.strip() or str(Because(code).label)}
    taken = ACCREDITATION.take(accreditation, name, by=by, seen=accreditation.version, **told)
    if taken.state not in (Condition.SUSPENDED, Condition.REVOKED):
        also = {"reason_code": "", "reason": "", **also}
    return keep(taken, state_since=timezone.now(), **also)


def keep(accreditation, **columns):
    Accreditation.objects.filter(pk=accreditation.pk).update(updated_at=timezone.now(), **columns)
    accreditation.refresh_from_db()
    return accreditation


def of_result(assessment, *, by):
    """What follows from a settled result, in its transaction: given, renewed, or confirmed; None when not met."""
    standard = assessment.standard
    held = rules.living_one(assessment.group_id, standard.code)
    if assessment.result != Assessment.Result.MET:
        return None
    if held:
        claim(held)
        held = reload(held)
        if not held.is_living:
            held = None
    if held and held.assessment_id == assessment.pk:
        return confirm(held, assessment, by=by)
    if held and held.is_suspended_by_hand:
        raise Refused(STOPPED, "suspended")
    if not rules.may_be_given(standard, site_day()):
        return None
    return issue(assessment, held, by=by)


def issue(assessment, held, *, by):
    """A new one from today; the one that is held ends in this moment, so that there is neither overlap nor gap."""
    ends = last_day(assessment.standard, held)
    if held:
        step(held, "supersede", by=None, seen=held.version)
    try:
        with transaction.atomic():
            row = Accreditation.objects.create(
                group=assessment.group, standard=assessment.standard, assessment=assessment,
                code=assessment.standard.code, valid_from=site_day(), valid_until=ends, **rests_on(assessment),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(MEANWHILE, "changed") from None
    remember("issue", row, GIVEN, by=by, names={"group": row.group, "standard": row.standard})
    register_decision(rules.KIND, row.uuid, titles_of(row), ("", ""), ISSUED, by=by, groups=[row.group_id])
    return follow(row)


def confirm(held, assessment, *, by):
    """A reviewer found that it is met as well by what the group says and shows now."""
    keep(held, **rests_on(assessment))
    remember("confirm", held, CONFIRMED, by=by)
    return follow(held)


def follow(row):
    """Takes the step that is true already by the calendar, the group or its evidence; the accreditation as it is."""
    now = row.as_of()
    by_itself = {"by": None, "seen": row.version}
    if not row.is_living:
        return row
    if now.is_now == Condition.EXPIRED:
        return step(row, "expire", **by_itself)
    if now.is_now == Condition.SUPERSEDED:
        return step(row, "supersede", **by_itself)
    if row.state == Condition.CURRENT and now.is_now == Condition.SUSPENDED:
        return step(row, "stop", code=now.why_now, **by_itself)
    if row.state == Condition.SUSPENDED and now.is_now == Condition.CURRENT:
        return step(row, "resume", **by_itself)
    return row if row.reason_code == now.why_now else keep(row, reason_code=now.why_now)


def last_day(standard, held):
    """So many months from today, or from the end of one that is renewed shortly before it; no longer than grace."""
    today = site_day()
    begins = today
    if held and today <= held.valid_until <= today + RENEWED_WITHIN:
        begins = held.valid_until + timedelta(days=1)
    ends = months_after(begins, standard.valid_months) - timedelta(days=1)
    if standard.superseded_on:
        ends = min(ends, standard.superseded_on + timedelta(days=standard.grace_days - 1))
    return max(ends, today)


def rests_on(assessment):
    """The columns that say what was judged, when, and how long its evidence is good."""
    return {
        "fingerprint": fingerprint(judged_of(assessment)),
        "evidence_until": evidence_until(assessment),
        "judged_at": assessment.decided_at or timezone.now(),
    }


def evidence_until(assessment):
    """The first day by which a clause wants newer evidence; None when no evidence ages."""
    rows = assessment.findings.filter(
        clause__good_for_months__isnull=False, mark__in=[Mark.MET, Mark.PARTLY]
    ).values_list("at", "clause__good_for_months")
    return min((months_after(site_day(at), months) for at, months in rows), default=None)


def remember(deed, accreditation, title, *, by, **more):
    names = {"thing": accreditation, **more.pop("names", {})}
    record(
        f"standards_accreditation.{deed}", accreditation, by=by, audience=everybody(accreditation), title=title,
        names=names, **more,
    )  # fmt: skip
