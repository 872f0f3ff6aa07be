"""What becomes of an accreditation, and what the clock reminds of before it ends, as lines in inboxes."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules_of_accreditations as rules
from coordination.standards.models import Accreditation, Appeal, Revocation, Standard
from coordination.standards.models.accreditation import site_day
from coordination.standards.rules_of_accreditations import STEPS, running_out
from deeds.hooks import NoticeKind, NoticeLine, holders_of
from directory.notices_of_team import those
from directory.reminders import end_of

in_words = lazy(date_format, str)
NEWS = {
    "standards_accreditation.issue": _("The forum gave its accreditation: %(title)s"),
    "standards_accreditation.stop": _("The accreditation %(title)s is suspended by its own rules: read why"),
    "standards_accreditation.resume": _("The accreditation %(title)s is current again"),
    "standards_accreditation.suspend": _(
        "The committee suspended the accreditation %(title)s: read why, and whether you appeal"
    ),
    "standards_accreditation.lift": _("The committee lifted the suspension of the accreditation %(title)s"),
    "standards_accreditation.revoke": _(
        "The committee revoked the accreditation %(title)s: read why, and whether you appeal"
    ),
    "standards_accreditation.expire": _("The accreditation %(title)s has expired"),
    "standards_accreditation.supersede": _("The accreditation %(title)s was replaced"),
    "standards_accreditation.overturn": _("An appeal restored the accreditation %(title)s"),
}
BY_LETTER = {f"standards_accreditation.{step}" for step in ("stop", "suspend", "revoke")}
HEARD = {
    "standards_appeal.lose": _("The appeal about %(title)s was heard: the decision stands"),
    "standards_appeal.carry": _("The appeal about %(title)s was heard: the decision is overturned"),
}


def line(whom, about, sentence, **more):
    page = (about._meta.model_name, about.uuid)
    more = {"thing": about.pk, **more}
    return NoticeLine(whom, sentence, about, page, {"title": about, **more.pop("names", {})}, **more)


def leaders(row):
    return f"group:{row.group_id}:leader"


def news(entry):
    row = Accreditation.objects.with_all().filter(pk=entry.subject_id).first()
    if row:
        by_letter = entry.deed in BY_LETTER
        yield line(leaders(row), row, NEWS[entry.deed], needs=False, letter=by_letter)


# --- the committee


def to_second(entry):
    rows = Revocation.objects.select_related("accreditation__group", "accreditation__standard")
    row = rows.filter(pk=entry.subject_id).first()
    if row and row.is_open:
        able = {person.pk for person in holders_of("committee") if rules.may_second(person, row)}
        sentence = _("Revoking the accreditation %(title)s waits for a second member")
        yield line(
            "committee", row.accreditation, sentence, thing=row.pk, people=able, due_at=row.until, urgent=True
        )  # fmt: skip


def not_seconded(notices):
    return those(notices, Revocation, lambda row: row.is_open)


def heard(entry):
    rows = Appeal.objects.select_related("assessment__group", "assessment__standard", "accreditation")
    row = rows.filter(pk=entry.subject_id).first()
    if row:
        yield line(leaders(row.about), row.about, HEARD[entry.deed], thing=row.pk, needs=False)


# --- before it ends


def step_of(days):
    """The nearest of the steps that so many days lie within; None while there is time."""
    return min((step for step in STEPS if days <= step), default=None)


def last_days(now):
    """A line at sixty, thirty and seven days before the end, and before evidence is too old; each once."""
    today = site_day(now)
    soon = today + timedelta(days=max(STEPS))
    for row in running_out().filter(valid_until__gte=today, valid_until__lte=soon).order_by("pk"):
        sentence = _("The accreditation %(title)s ends on %(day)s: a new assessment renews it")
        yield reminder(row, sentence, row.valid_until, today, "ends")
    aging = running_out().filter(evidence_until__gte=today, evidence_until__lte=soon)
    for row in aging.order_by("pk"):
        sentence = _("Evidence for the accreditation %(title)s is good until %(day)s only: write what is new")
        yield reminder(row, sentence, row.evidence_until, today, "ages")
    for row in in_grace(today, soon).order_by("pk"):
        sentence = _(
            "The accreditation %(title)s holds through %(day)s at the latest, as a later version of the standard "
            "replaces this one: a new assessment renews it"
        )
        yield reminder(row, sentence, row.grace_until, today, "grace")


def in_grace(today, soon):
    """Those that would hold longer than their grace, which ends in these days."""
    replaced = Standard.objects.filter(superseded_on__isnull=False).defer("consulted")
    days = {row.pk: row.grace_until for row in replaced if today <= row.grace_until <= soon}
    found = [Q(standard=pk, valid_until__gt=day) for pk, day in days.items()]
    return running_out().filter(reduce(or_, found, Q(pk=None)))


def reminder(row, sentence, day, today, what):
    step = step_of((day - today).days)
    return line(
        leaders(row), row, sentence, names={"day": in_words(day, "j F Y")}, due_at=end_of(day), why="clock",
        key=f"accreditation:{row.pk}:{what}:{day:%Y%m%d}:{step}", urgent=step == min(STEPS),
    )  # fmt: skip


def still_running_out(notices):
    soon = site_day() + timedelta(days=max(STEPS))
    rows = running_out().filter(pk__in=[notice.thing for notice in notices])
    waiting = {str(row.pk) for row in rows if row.runs_out_on <= soon}
    return [notice.pk for notice in notices if notice.thing in waiting]


ACCREDITATION, REVOCATION = "standards.accreditation", "standards.revocation"
KINDS = (
    NoticeKind("accreditation_news", tuple(NEWS), news),
    NoticeKind("accreditation_heard", tuple(HEARD), heard),
    NoticeKind("revocation", ("standards_revocation.propose",), to_second, not_seconded, things=REVOCATION),
    NoticeKind("accreditation_ends", (), None, still_running_out, last_days, things=ACCREDITATION),
)
