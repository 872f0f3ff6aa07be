"""What initiatives ask of groups and of the committee, as lines in inboxes."""

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from coordination.initiatives import rules
from coordination.initiatives.models import Appeal, Initiative, Opinion, State
from deeds.hooks import NoticeKind, NoticeLine, holders_of
from directory.notices_of_team import those

in_words = lazy(date_format, str)
OWN = {  # what comes next for the leading group, and in which state it still does
    "initiatives.settle": (_("All partners agreed to %(title)s: it can be submitted"), State.READY, False),
    "initiatives.ask_changes": (
        _("The committee asks for changes to %(title)s"),
        State.CHANGES_REQUESTED,
        True,
    ),
    "initiatives.approve": (_("The committee approved %(title)s: it can begin"), State.APPROVED, True),
    "initiatives.overturn_to_approved": (
        _("The decision on %(title)s was overturned: it can begin"),
        State.APPROVED,
        True,
    ),
    "initiatives.overturn_to_changes": (
        _("The decision on %(title)s was overturned: plan it anew"),
        State.CHANGES_REQUESTED,
        True,
    ),
}
DECIDED = {  # what the leading group may appeal against
    "initiatives.decline": _("%(title)s was not approved: read why, and whether you appeal"),
    "initiatives.suspend": _("%(title)s is suspended: read why, and whether you appeal"),
    "initiatives.cancel": _("%(title)s was cancelled: read why, and whether you appeal"),
}
HEARD = ("initiative_appeal.dismiss", "initiative_appeal.lose")
NEWS = {
    "initiatives.approve": _("The committee approved %(title)s"),
    "initiatives.decline": _("The committee did not approve %(title)s"),
    "initiatives.lack_quorum": _("Too few voted on %(title)s; a second session follows"),
    "initiatives.overturn": _("The decision on %(title)s was overturned; it is voted on again"),
    "initiatives.overturn_to_approved": _(
        "The decision on %(title)s was overturned; it stands approved again"
    ),
    "initiatives.overturn_to_active": _("The decision on %(title)s was overturned; it is under way again"),
    "initiatives.overturn_to_changes": _("The decision on %(title)s was overturned; it is planned anew"),
    "initiatives.withdraw": _("The leading group withdrew %(title)s"),
    "initiatives.start": _("%(title)s is under way"),
    "initiatives.suspend": _("The committee suspended %(title)s"),
    "initiatives.return_to_approved": _("The suspension of %(title)s was lifted"),
    "initiatives.return_to_active": _("The suspension of %(title)s was lifted"),
    "initiatives.cancel": _("The committee cancelled %(title)s"),
    "initiatives.complete": _("%(title)s was completed"),
}


def of_entry(entry):
    return Initiative.objects.filter(pk=entry.subject_id).select_related("lead", "drafted_by").first()


def line(group, initiative, sentence, page=None, *, role="leader", **more):
    """For those who hold this role in one of its groups."""
    page = page or ("initiative", initiative.uuid)
    names = {"title": initiative, **more.pop("names", {})}
    return NoticeLine(f"group:{group}:{role}", sentence, initiative, page, names, **more)


# --- what comes next for those who plan it


def draft_of_partner(entry):
    """Leaders hear that a partner institution wrote a draft in their group's name."""
    row = of_entry(entry)
    if row and row.drafted_by:
        names = {"partner": row.drafted_by, "group": row.lead}
        sentence = _("%(partner)s drafted %(title)s for %(group)s: read it and go on from there")
        yield line(row.lead_id, row, sentence, thing=row.pk, key=f"partner-draft:{row.pk}", names=names)


def still_draft(notices):
    return those(notices, Initiative, lambda row: row.state == State.DRAFT)


def own(entry):
    initiative = of_entry(entry)
    if initiative:
        sentence, _state, urgent = OWN[entry.deed]
        key = f"initiative-own:{entry.uuid}"
        yield line(initiative.lead_id, initiative, sentence, thing=initiative.pk, urgent=urgent, key=key)


def still_own(notices):
    return those(notices, Initiative, lambda row: row.state in {state for _s, state, _u in OWN.values()})


def news(entry):
    """For the leaders of its groups; who is told to act by a line of its own is not told twice."""
    initiative = of_entry(entry)
    if initiative:
        told = {initiative.lead_id} if entry.deed in {*OWN, *DECIDED} else set()
        for group in sorted(rules.groups_of(initiative) - told):
            yield line(
                group, initiative, NEWS[entry.deed], thing=initiative.pk, needs=False,
                urgent=entry.deed in DECIDED,
            )  # fmt: skip


# --- appeals


def decided(entry):
    """The leading group hears what it may appeal against, and until when."""
    initiative = of_entry(entry)
    if initiative:
        decision = rules.appealable(initiative)
        yield line(
            initiative.lead_id, initiative, DECIDED[entry.deed], thing=initiative.pk, urgent=True,
            due_at=decision.appeal_until if decision else None, key=f"initiative-decided:{entry.uuid}",
        )  # fmt: skip


def still_appealable(notices):
    return those(notices, Initiative, lambda row: rules.appealable(row) is not None)


def appeal(entry):
    """For the members who may answer; what a vote decided goes to all who may vote on it."""
    row = (
        Appeal.objects.open()
        .filter(initiative=entry.subject_id)
        .select_related("initiative", "decision")
        .last()
    )
    if row:
        yield to_hear(row, _("An appeal about %(title)s waits to be heard"), "new")


def overdue_appeals(now):
    rows = Appeal.objects.open().filter(due_at__lt=now).select_related("initiative", "decision")
    for row in rows.order_by("due_at", "pk"):
        yield to_hear(row, _("The appeal about %(title)s is overdue"), "overdue", urgent=True, why="clock")


def to_hear(row, sentence, step, **more):
    initiative, by_vote = row.initiative, rules.was_by_vote(row)
    may = rules.may_review if by_vote else rules.may_hear
    people = [person.pk for person in holders_of("committee") if may(person, initiative if by_vote else row)]
    page = ("matter", rules.HEARING, row.uuid) if by_vote else ("initiative_hearing", row.uuid)
    return NoticeLine(
        "committee", sentence, initiative, page, {"title": initiative}, thing=row.pk, people=people,
        due_at=row.due_at, key=f"initiative-appeal:{row.pk}:{step}", **more,
    )  # fmt: skip


def unheard(notices):
    """The appeal is open, and this person has not answered it."""
    things = {row.thing for row in notices}
    answered = set(Opinion.objects.filter(appeal__in=things).values_list("by", "appeal"))
    waiting = set(those(notices, Appeal, lambda row: row.is_open))
    return [
        row.pk for row in notices if row.pk in waiting and (row.person_id, int(row.thing)) not in answered
    ]


def heard(entry):
    """Each of its groups; what follows from a granted appeal is told with the step that the initiative takes."""
    row = Appeal.objects.filter(pk=entry.subject_id).select_related("initiative").first()
    if row:
        sentence = _("The appeal about %(title)s was heard, and the decision stands")
        for group in sorted(rules.groups_of(row.initiative)):
            urgent = group == row.initiative.lead_id
            yield line(group, row.initiative, sentence, thing=row.pk, needs=False, urgent=urgent)


# --- reviewing


def submitted(entry):
    """For members of the committee who belong to none of its groups."""
    row = of_entry(entry)
    if row:
        may = [person.pk for person in holders_of("committee") if rules.may_review(person, row)]
        yield NoticeLine(
            "committee", _("%(title)s waits to be reviewed"), row, ("initiative_review", row.uuid),
            {"title": row}, thing=row.pk, people=may,
        )  # fmt: skip


def still_submitted(notices):
    return those(notices, Initiative, lambda row: row.state == State.SUBMITTED)


INITIATIVE, APPEAL = "initiatives.initiative", "initiatives.appeal"
KINDS = (
    NoticeKind("partner_draft", ("initiatives.found",), draft_of_partner, still_draft, things=INITIATIVE),
    NoticeKind("initiative_next", tuple(OWN), own, still_own, things=INITIATIVE),
    NoticeKind("initiative_news", tuple(NEWS), news),
    NoticeKind("initiative_decided", tuple(DECIDED), decided, still_appealable, things=INITIATIVE),
    NoticeKind("initiative_appeal", ("initiatives.appeal",), appeal, unheard, overdue_appeals, things=APPEAL),
    NoticeKind("initiative_appeal_heard", HEARD, heard),
    NoticeKind("initiative_review", ("initiatives.submit",), submitted, still_submitted, things=INITIATIVE),
)
