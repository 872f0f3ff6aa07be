"""The forum's own accreditation: given with the result of an assessment, renewed, and confirmed after a change."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.register import register_decision
from coordination.committee.models.appeal import OPEN as OPEN_APPEALS
from coordination.standards import rules_of_accreditations as rules
from coordination.standards.actions import letters
from coordination.standards.actions.settling import settle
from coordination.standards.judged import fingerprint, judged_of
from coordination.standards.lifecycle_of_accreditations import ACCREDITATION, everybody
from coordination.standards.models import Accreditation, Assessment, Because, Condition, Mark, Revocation
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
def step(accreditation, name, *, by, seen, code="", words="", told=None, **also):
    """Takes a step of the table and keeps why in the row; `told` is (code, words) for the journal alone.

    What comes and goes by itself needs no words beside its code; only what is taken away has a reason.
    """
    claim(accreditation, seen=version_of(seen))
    told = {"reason_code": told[0], "reason": told[1]} if told else {}
    if code:
        also = {"reason_code": code, "reason": words.strip(), **also}
        rows = Accreditation.objects.filter(pk=accreditation.pk, reason_code="")
        rows.update(reason_code=code)  # the database wants one together with the state
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
    """What follows from a settled result, in its transaction: given, renewed, confirmed or not; None: nothing does."""
    standard = assessment.standard
    held = rules.living_one(assessment.group_id, standard.code)
    if held:
        claim(held)
        held = reload(held)
        held = held if held.is_living else None
    rests_on_it = held and held.assessment_id == assessment.pk
    if assessment.result != Assessment.Result.MET:
        return follow(held) if rests_on_it else None
    if rests_on_it:
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
        ended(held, "supersede")
    for earlier in revoked_ones(assessment.group_id, assessment.standard.code):
        claim(earlier)
        settle(earlier)
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


def revoked_ones(group_id, code):
    """Earlier ones whose revocation is still appealed against; a new one settles that."""
    rows = Accreditation.objects.filter(group=group_id, code=code, state=Condition.REVOKED)
    return rows.filter(appeals__state__in=OPEN_APPEALS).distinct()


def ended(row, name):
    """It has expired or was replaced, and what waited about it is over."""
    row = step(row, name, by=None, seen=row.version)
    settle(row)
    return row


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
        return ended(row, "expire")
    if now.is_now == Condition.SUPERSEDED:
        return ended(row, "supersede")
    if row.state == Condition.CURRENT and now.is_now == Condition.SUSPENDED:
        row = step(row, "stop", code=now.why_now, **by_itself)
        letters.taken_away(row)
        return row
    if row.state == Condition.SUSPENDED and now.is_now == Condition.CURRENT:
        return step(row, "resume", **by_itself)
    return row if row.reason_code == now.why_now else keep(row, reason_code=now.why_now)


def restore(row, *, reason):
    """An appeal was granted: it stands as its rules say now, and other proposals about it fall away."""
    claim(row)
    row = reload(row)
    row = step(row, "overturn", by=None, seen=row.version, told=("appeal", reason))
    settle(row)
    return follow(row)


def behind():
    """Those whose stored state is not what is true now, and those with a proposal that lapsed."""
    rows = Accreditation.objects.living().as_of().order_by("pk")
    lapsed = Revocation.objects.filter(
        accreditation=OuterRef("pk"), state=Revocation.State.PROPOSED, until__lte=timezone.now()
    )
    differs = ~Q(state=F("is_now")) | ~Q(reason_code=F("why_now"))
    return list(rows.filter(differs | Exists(lapsed)))


def last_day(standard, held):
    """So many months from today, or from the end of one that is renewed shortly before it; no longer than grace."""
    today = site_day()
    begins = today
    if held and today <= held.valid_until <= today + RENEWED_WITHIN:
        begins = held.valid_until + timedelta(days=1)
    ends = months_after(begins, standard.valid_months) - timedelta(days=1)
    return max(min(ends, standard.grace_until or ends), today)


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
