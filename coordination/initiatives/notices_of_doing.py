"""What groups have to do once an initiative is under way, and what it leaves behind, as lines in inboxes."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.initiatives import rules
from coordination.initiatives.models import Initiative, Milestone, Partnership, State, Task
from coordination.initiatives.notices import INITIATIVE, in_words, line
from deeds.hooks import NoticeKind
from directory.notices import ids
from directory.notices_of_team import those
from directory.reminders import end_of

A_WEEK = timedelta(days=7)


def milestones(now):
    """A week before a milestone's day, and once it is over without being reached."""
    today = timezone.localdate(now)
    rows = Milestone.objects.filter(done_at=None, initiative__state=State.ACTIVE, due_on__lte=today + A_WEEK)
    for row in rows.select_related("initiative").order_by("due_on", "pk"):
        late = row.due_on < today
        sentence = (
            _("The milestone %(milestone)s of %(title)s is overdue")
            if late
            else _("The milestone %(milestone)s of %(title)s is due on %(day)s")
        )
        yield to_do(row, row.initiative.lead_id, row.initiative, sentence, {"milestone": row}, late)


def not_reached(notices):
    return those(notices, Milestone, lambda row: row.done_at is None and row.initiative.state == State.ACTIVE)


def tasks(now):
    """The same of what a partner's group does; whoever edits its page hears of it."""
    today = timezone.localdate(now)
    rows = Task.objects.filter(
        done_at=None, partnership__initiative__state=State.ACTIVE, due_on__lte=today + A_WEEK
    )
    for row in rows.select_related("partnership__initiative").order_by("due_on", "pk"):
        late = row.due_on is not None and row.due_on < today
        sentence = (
            _("The task %(task)s of %(title)s is overdue")
            if late
            else _("The task %(task)s of %(title)s is due on %(day)s")
        )
        yield to_do(row, row.partnership.group_id, row.partnership.initiative, sentence, {"task": row}, late)


def not_done(notices):
    rows = Task.objects.filter(pk__in=ids(notices), done_at=None, partnership__initiative__state=State.ACTIVE)
    undone = {str(pk) for pk in rows.values_list("pk", flat=True)}
    return [notice.pk for notice in notices if notice.thing in undone]


def to_do(row, group, initiative, sentence, names, late):
    """Once before the day and once after it, and anew when the day was moved."""
    kind, day = row._meta.model_name, in_words(row.due_on, "j F Y")
    return line(
        group, initiative, sentence, ("initiative_progress", initiative.uuid), role="editor",
        names={**names, "day": day}, thing=row.pk, due_at=end_of(row.due_on), why="clock", urgent=late,
        key=f"{kind}:{row.pk}:{row.due_on:%Y%m%d}:{'late' if late else 'soon'}",
    )  # fmt: skip


def reports(now):
    """The day after the last one."""
    rows = Initiative.objects.filter(state=State.ACTIVE, report=None, ends_on__lt=timezone.localdate(now))
    for row in rows:
        sentence = _("The outcome report of %(title)s is missing")
        key = f"outcome-report:{row.pk}:{row.ends_on:%Y%m%d}"
        page = ("initiative_report", row.uuid)
        yield line(row.lead_id, row, sentence, page, role="editor", thing=row.pk, key=key, why="clock")


def not_reported(notices):
    return those(notices, Initiative, lambda row: row.state == State.ACTIVE and not rules.is_reported(row))


def offers(entry):
    """Each group that had a part may put the achievement on its page."""
    rows = Partnership.objects.filter(initiative=entry.subject_id, offered_at__isnull=False, answered_at=None)
    for row in rows.select_related("initiative", "group"):
        page = ("initiative_offer", row.initiative.uuid, row.group.slug)
        sentence = _("The achievement of %(title)s is offered for the page of %(group)s")
        key = f"achievement:{row.pk}"
        yield line(
            row.group_id, row.initiative, sentence, page, role="editor", names={"group": row.group},
            thing=row.pk, key=key,
        )  # fmt: skip


def unanswered(notices):
    return those(notices, Partnership, lambda row: row.answered_at is None and row.offered_at is not None)


KINDS = (
    NoticeKind("milestone", still=not_reached, remind=milestones),
    NoticeKind("task", still=not_done, remind=tasks),
    NoticeKind("outcome_report", still=not_reported, remind=reports, things=INITIATIVE),
    NoticeKind("achievement", ("initiatives.close",), offers, unanswered),
)
