"""What of accreditations waits for a group's leaders, and for the committee."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.standards import rules_of_accreditations as rules
from coordination.standards.models import BY_ITSELF, Accreditation, Condition, Revocation, Stage, Standard
from coordination.standards.models.accreditation import site_day
from coordination.standards.rules_of_accreditations import STEPS, running_out
from deeds.hooks import Coming, Waiting, audiences_of
from directory.models.group import group_ids
from directory.reminders import end_of


def titled(row):
    return {"title": f"\u2068{row.standard.title}\u2069"}


def capacity_of(row):
    return _("as a leader of %(group)s") % {"group": f"\u2068{row.group.name}\u2069"}


def led(person):
    return group_ids(audiences_of(person), "leader")


def of_leaders(person):
    """What ends or ages within sixty days, what was changed and not handed in, and what can be appealed against."""
    groups = led(person)
    if not groups:
        return
    soon = site_day() + timedelta(days=max(STEPS))
    for row in running_out().filter(group__in=groups).order_by("valid_until", "pk"):
        until = row.runs_out_on
        if row.assessment.state == Stage.DRAFT:
            sentence = _(
                "You changed what the accreditation by %(title)s rests on: hand the assessment in again"
            )
            url, verb = row.assessment.get_absolute_url(), _("Go to the assessment")
            yield Waiting(sentence % titled(row), url, None, capacity_of(row), verb=verb)
        elif until <= soon and until == row.ends_on:
            sentence, url = _("Renew the accreditation by %(title)s"), to_renew(row)
            yield Waiting(
                sentence % titled(row), url, end_of(until), capacity_of(row), verb=_("Assess your group")
            )
        elif until <= soon:
            sentence = _("Evidence for the accreditation by %(title)s is getting too old")
            url, verb = row.assessment.get_absolute_url(), _("Go to the assessment")
            yield Waiting(sentence % titled(row), url, end_of(until), capacity_of(row), verb=verb)
    taken = Accreditation.objects.filter(group__in=groups, state__in=[Condition.SUSPENDED, Condition.REVOKED])
    for row in taken.exclude(reason_code__in=BY_ITSELF).with_all().order_by("pk"):
        if line := rules.appealable(row):
            sentence = _(
                "The committee decided about the accreditation by %(title)s: read why, and whether you appeal"
            )
            yield Waiting(
                sentence % titled(row), row.get_absolute_url(), line.appeal_until, capacity_of(row),
                verb=_("Read the decision"),
            )  # fmt: skip


def to_renew(row):
    """The assessment by the version in force; the page of the later one where its day has not come."""
    if row.standard.is_in_force:
        return reverse("assess", args=[row.standard.uuid])
    now = Standard.objects.in_force().filter(code=row.code).first()
    return reverse("assess", args=[now.uuid]) if now else row.get_absolute_url()


def of_committee(person):
    """Revocations to second."""
    if "committee" not in audiences_of(person):
        return
    capacity = _("as a member of the committee")
    rows = Revocation.objects.open().filter(state=Revocation.State.PROPOSED)
    for row in rows.select_related("accreditation__group", "accreditation__standard").order_by("until"):
        if rules.may_second(person, row):
            title = {"title": f"\u2068{row.accreditation}\u2069"}
            sentence = _("Revoking the accreditation %(title)s waits for a second member") % title
            yield Waiting(
                sentence,
                row.accreditation.get_absolute_url(),
                row.until,
                capacity,
                verb=_("Read the proposal"),
            )


def to_come(person):
    """The day on which each accreditation ends."""
    groups = led(person)
    far = site_day() + timedelta(days=max(STEPS))
    rows = Accreditation.objects.living().filter(group__in=groups, valid_until__gt=far) if groups else ()
    for row in rows and rows.with_all():
        what = _("the accreditation by %(title)s ends") % titled(row)
        yield Coming(what, end_of(row.valid_until), row.get_absolute_url())


PARTS = (of_leaders, of_committee)
