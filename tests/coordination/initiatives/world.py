"""Initiatives of the cast's two groups, brought to a state by the same actions as on the pages."""

from datetime import timedelta

from django.utils import timezone

from coordination.initiatives.actions import agreeing, deciding, doing, drafting
from coordination.initiatives.models import BudgetLine, Initiative, Milestone, Permit, Report, State, Task
from coordination.initiatives.terms import current_hash
from directory.models import Area

WAY = (
    "draft",
    "inviting",
    "ready",
    "submitted",
    "in_review",
    "voting",
    "approved",
    "active",
    "completed",
    "closed",
)
REASON = {"code": "incomplete", "reason": "The plan lacks a venue."}


def fresh(initiative):
    return Initiative.objects.get(pk=initiative.pk)


class Form:
    """A form that sets columns of a row: what the actions need of one."""

    def __init__(self, instance, **columns):
        self.instance, self.columns, self.changed_data = instance, columns, [*columns]

    def save(self):
        for name, value in self.columns.items():
            setattr(self.instance, name, value)
        self.instance.save(update_fields=[*self.columns] if self.instance.pk else None)


def edit(initiative, by, seen=None, **columns):
    initiative = fresh(initiative)
    seen = initiative.version if seen is None else seen
    return drafting.save(initiative, Form(fresh(initiative), **columns), by=by, seen=seen)


def draft(cast, **columns):
    """A draft of مجموعة بصيرة with the other group as a partner, each with a part."""
    today = timezone.localdate()
    area, _new = Area.objects.get_or_create(
        code="KW-HA", defaults={"title_ar": "حولي", "title_en": "Hawalli"}
    )
    initiative = drafting.found(cast.group, by=cast.leader, title_en="Halls for all")
    columns = {
        "aim_en": "Halls that everybody can use.",
        "safeguarding_en": "Two adults are always present.",
        "area": area,
        "starts_on": today + timedelta(days=60),
        "ends_on": today + timedelta(days=90),
        **columns,
    }
    edit(initiative, cast.leader, **columns)
    Milestone.objects.create(initiative=initiative, title_en="First hall", due_on=today + timedelta(days=70))
    row = drafting.add_partner(
        fresh(initiative), cast.other_group, by=cast.leader, seen=fresh(initiative).version
    )
    row.role_en = "Sign language"
    row.save()
    Task.objects.create(partnership=row, title_en="Interpret two evenings")
    BudgetLine.objects.create(partnership=row, title_en="Travel", kind="money", amount="120.500")
    return fresh(initiative)


def part(initiative, group):
    return initiative.partnerships.get(group=group)


def agree(initiative, group, by):
    return agreeing.agree(part(initiative, group), hash=current_hash(initiative), by=by)


def step(initiative, name, cast):
    """The next state on WAY."""
    initiative = fresh(initiative)
    seen = {"seen": initiative.version}
    match name:
        case "inviting":
            agreeing.invite(initiative, by=cast.leader, **seen)
        case "ready":
            agree(initiative, cast.other_group, cast.other_leader)
        case "submitted":
            deciding.submit(initiative, by=cast.leader, **seen)
        case "in_review":
            deciding.review(initiative, by=cast.committee, **seen)
        case "voting":
            deciding.open_vote(initiative)
        case "approved":
            deciding.decide(initiative, "carried")
        case "active":
            permit = Form(Permit(), number="12", authority_en="Ministry", granted_on=timezone.localdate())
            initiative = doing.enter_permit(initiative, permit, by=cast.leader, **seen)
            doing.start(initiative, by=cast.leader, seen=initiative.version)
        case "completed":
            report = Form(Report(), story_en="Four halls.", happened_on=timezone.localdate())
            initiative = doing.write_report(initiative, report, by=cast.leader, **seen)
            doing.complete(initiative, by=cast.leader, seen=initiative.version)
        case "closed":
            doing.close(initiative, by=cast.leader, **seen)
    return fresh(initiative)


def initiative_in(cast, state, **columns):
    """An initiative that went the whole way to this state of WAY."""
    initiative = draft(cast, **columns)
    for name in WAY[1 : WAY.index(state) + 1]:
        initiative = step(initiative, name, cast)
    assert initiative.state == State(state)
    return initiative
