"""What of initiatives waits for a person: agreements, plans to go on with, tasks, reports, reviews, appeals."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.initiatives import rules
from coordination.initiatives.models import (
    Agreement,
    Appeal,
    Initiative,
    Milestone,
    Partnership,
    State,
    Task,
)
from deeds.hooks import Coming, Waiting, audiences_of
from directory.models import Standing
from directory.models.group import group_ids

MOST = 20
NEAR = timedelta(days=7)
OF_LEADERS = {
    State.READY: lambda title: _("Submit the initiative %(title)s to the committee") % title,
    State.CHANGES_REQUESTED: lambda title: _("The committee asks for changes to %(title)s") % title,
    State.COMPLETED: lambda title: _("Close the initiative %(title)s") % title,
}
DECIDED = {
    State.DECLINED: lambda title: _("%(title)s was not approved: read why, and whether you appeal") % title,
    State.SUSPENDED: lambda title: _("%(title)s is suspended: read why, and whether you appeal") % title,
    State.CANCELLED: lambda title: _("%(title)s was cancelled: read why, and whether you appeal") % title,
}


def of_groups(person):
    """Lines for leaders: their group's agreement, and what comes next for the initiatives they lead."""
    audiences = audiences_of(person)
    leads = group_ids(audiences, "leader")
    if leads:
        yield from agreements(leads)
        yield from next_steps(leads)
        yield from decided(leads)
    if edited := group_ids(audiences, "editor"):
        yield from offers(edited)
        yield from to_tick_off(edited)


def agreements(leads):
    """Groups whose word an initiative waits for, until the day to reply by; an edit voids, so a live one counts."""
    live = Agreement.objects.filter(partnership=OuterRef("pk"), voided_at=None)
    rows = Partnership.objects.filter(~Exists(live), group__in=leads, initiative__state=State.INVITING)
    rows = rows.filter(declined_at=None, group__standing=Standing.LISTED)
    rows = rows.select_related("group", "initiative").prefetch_related("tasks", "budget_lines")
    for row in rows.order_by("initiative__reply_by", "pk")[:MOST]:
        if row.has_part or row.is_lead:
            sentence = _("Agree to the initiative %(title)s, or decline") % titled(row.initiative)
            url = reverse("initiative_agreement", args=[row.initiative.uuid, row.group.slug])
            due = end_of(row.initiative.reply_by)
            yield Waiting(sentence, url, due, as_leader(row.group), verb=_("Read the terms"))


def next_steps(leads):
    """The leading group's own: submit, change, permit or start, report, close."""
    reported = Initiative.objects.filter(pk=OuterRef("pk"), report__isnull=False)
    states = [*OF_LEADERS, State.APPROVED, State.ACTIVE]
    rows = Initiative.objects.filter(lead__in=leads, state__in=states).annotate(told=Exists(reported))
    ended = Q(state=State.ACTIVE, ends_on__gte=timezone.localdate(), told=False)
    for row in rows.exclude(ended).select_related("lead", "permit").order_by("state_since")[:MOST]:
        url, verb = row.get_absolute_url(), _("Go to the initiative")
        yield Waiting(next_sentence(row), url, None, as_leader(row.lead), verb=verb, since=row.state_since)


def next_sentence(row):
    title = titled(row)
    if row.state == State.APPROVED and not rules.is_permitted(row):
        return _("Enter the permit for %(title)s") % title
    if row.state == State.APPROVED:
        return _("Start the initiative %(title)s") % title
    if row.state == State.ACTIVE:
        return (_("Complete %(title)s") if row.told else _("Write the outcome report of %(title)s")) % title
    return OF_LEADERS[row.state](title)


def offers(edited):
    rows = Partnership.objects.filter(group__in=edited, offered_at__isnull=False, answered_at=None)
    for row in rows.select_related("group", "initiative").order_by("offered_at")[:MOST]:
        sentence = _("Add the achievement of %(title)s to your page") % titled(row.initiative)
        url = reverse("initiative_offer", args=[row.initiative.uuid, row.group.slug])
        verb = _("Look at the achievement")
        yield Waiting(sentence, url, None, _("for %(group)s") % named(row.group), verb=verb)


def of_committee(person):
    """One line: initiatives that nobody began to review, of groups the person does not belong to."""
    audiences = audiences_of(person)
    if "committee" not in audiences:
        return
    own = Partnership.objects.filter(initiative=OuterRef("pk"), group__in=group_ids(audiences, "member"))
    rows = Initiative.objects.filter(~Exists(own), state=State.SUBMITTED)
    if number := rows.count():
        sentence = ngettext(
            "%(n)d initiative waits to be reviewed", "%(n)d initiatives wait to be reviewed", number
        )
        url = f"{reverse('initiatives')}?state={State.SUBMITTED}"
        capacity = _("as a member of the committee")
        yield Waiting(sentence % {"n": number}, url, None, capacity, verb=_("Begin the review"))


def to_tick_off(edited):
    """Tasks of their groups and milestones of what they lead, when their day is near or over."""
    for row in undone(edited, due_on__lte=timezone.localdate() + NEAR)[:MOST]:
        milestone, initiative, group = told(row)
        sentence = _("Milestone: %(what)s (%(title)s)") if milestone else _("Task: %(what)s (%(title)s)")
        names = {"what": f"\u2068{row.title}\u2069", **titled(initiative)}
        url = reverse("initiative_progress", args=[initiative.uuid])
        capacity = _("for %(group)s") % named(group)
        yield Waiting(
            sentence % names, url, end_of(row.due_on), capacity, verb=_("Tick it off when it is done")
        )


def to_come(person):
    """The next day that is further off."""
    edited = group_ids(audiences_of(person), "editor")
    if not edited:
        return
    for row in undone(edited, due_on__gt=timezone.localdate() + NEAR)[:1]:
        _milestone, initiative, _group = told(row)
        what = _("%(what)s is due (%(title)s)") % {"what": f"\u2068{row.title}\u2069", **titled(initiative)}
        yield Coming(what, end_of(row.due_on), initiative.get_absolute_url())


def undone(edited, **due):
    """Tasks of these groups and milestones of what they lead, of initiatives under way, by day."""
    tasks = Task.objects.filter(partnership__group__in=edited, partnership__initiative__state=State.ACTIVE)
    tasks = tasks.filter(done_at=None, **due).select_related("partnership__initiative", "partnership__group")
    milestones = Milestone.objects.filter(initiative__lead__in=edited, initiative__state=State.ACTIVE)
    milestones = milestones.filter(done_at=None, **due).select_related("initiative__lead")
    found = [*tasks.order_by("due_on", "pk")[:MOST], *milestones.order_by("due_on", "pk")[:MOST]]
    return sorted(found, key=lambda row: row.due_on)


def told(row):
    """(is it a milestone, its initiative, the group that does it)"""
    if isinstance(row, Milestone):
        return True, row.initiative, row.initiative.lead
    return False, row.partnership.initiative, row.partnership.group


def late_appeals(person):
    """One line for the committee when appeals about initiatives were not heard in time."""
    if "committee" not in audiences_of(person):
        return
    if late := list(Appeal.objects.late().order_by("due_at", "pk")):
        sentence = ngettext(
            "%(n)d appeal about an initiative is overdue",
            "%(n)d appeals about initiatives are overdue",
            len(late),
        )
        url = reverse("matter", args=["initiatives.appeal", late[0].uuid])
        capacity = _("as a member of the committee")
        yield Waiting(sentence % {"n": len(late)}, url, late[0].due_at, capacity, verb=_("Hear the appeals"))


def decided(leads):
    """A decision that the leading group may appeal against, until the last day for it."""
    rows = Initiative.objects.filter(lead__in=leads, state__in=[*DECIDED]).select_related("lead")
    for row in rows.order_by("-state_since")[:MOST]:
        if decision := rules.appealable(row):
            sentence = DECIDED[State(row.state)](titled(row))
            url, due = row.get_absolute_url(), decision.appeal_until
            yield Waiting(sentence, url, due, as_leader(row.lead), verb=_("Read the decision"))


def titled(initiative):
    return {"title": f"\u2068{initiative.title}\u2069"}


def named(group):
    return {"group": f"\u2068{group.name}\u2069"}


def as_leader(group):
    return _("as a leader of %(group)s") % named(group)


def end_of(day):
    return timezone.make_aware(datetime.combine(day, time.max)) if day else None
