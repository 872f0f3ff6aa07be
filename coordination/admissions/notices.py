"""What the committee answers a group, and what of groups waits for the committee, as lines in inboxes."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.admissions import rules
from coordination.admissions.models import Admission, Appeal, Suspension
from deeds.hooks import NoticeKind, NoticeLine, holders_of
from directory.models import Group, Licence, Standing
from directory.notices import about, of_entry
from directory.notices_of_team import those

ANSWERS = {
    "admissions.list": _("%(group)s is listed in the directory now"),
    "admissions.return": _("The committee returned the page of %(group)s: complete it and hand it in again"),
    "admissions.decline": _("%(group)s was not accepted: read why, and whether you appeal"),
    "admissions.suspend": _("%(group)s is suspended: read why, and whether you appeal"),
    "admissions.lift": _("The suspension of %(group)s was lifted"),
    "admissions.overturn": _("%(group)s is listed in the directory now, after an appeal"),
    "admissions.close": _("The committee put the page of %(group)s into the archive"),
}
HEARD = {
    "appeal.dismiss": _("The appeal of %(group)s was heard, and the decision stands"),
    "appeal.lose": _("The appeal of %(group)s was heard, and the decision stands"),
    "appeal.grant": _("The appeal of %(group)s was heard, and the decision is overturned"),
    "appeal.carry": _("The appeal of %(group)s was heard, and the decision is overturned"),
}
LICENCES = {
    "licence.verify": _("The committee checked the licence of %(group)s"),
    "licence.refuse": _("The committee did not accept the licence of %(group)s"),
}
TO_DO = ("admissions.return", "admissions.decline", "admissions.suspend")


def to_leaders(group, sentence, page, **more):
    return NoticeLine(f"group:{group.pk}:leader", sentence, page=page, **about(group), **more)


def to_committee(group, sentence, page, may, **more):
    """For the seated members who may do it: nobody is both judge and party."""
    people = [person.pk for person in holders_of("committee") if may(person)]
    return NoticeLine("committee", sentence, page=page, people=people, **about(group), **more)


# --- for the group


def answer(entry):
    """Leaders get a letter as well, with the reasons."""
    group = Group.objects.filter(pk=entry.subject_id).first()
    if group:
        page = ("admission", group.slug)
        needs = entry.deed in TO_DO
        yield to_leaders(group, ANSWERS[entry.deed], page, thing=group.pk, needs=needs, letter=True)


def unanswered(notices):
    def waits(group):
        return group.standing == Standing.RETURNED or rules.appealable(group)[0] is not None

    return those(notices, Group, waits)


def heard(entry):
    row = of_entry(Appeal, entry)
    if row:
        page = ("admission", row.group.slug)
        yield to_leaders(row.group, HEARD[entry.deed], page, thing=row.pk, needs=False, letter=True)


def verdict(entry):
    row = of_entry(Licence, entry)
    if row:
        page = ("group_edit_section", row.group.slug, "licence")
        refused = entry.deed == "licence.refuse"
        sentence = LICENCES[entry.deed]
        yield to_leaders(row.group, sentence, page, thing=row.pk, needs=False, letter=refused)


# --- for the committee


def handed_in(entry):
    row = Admission.objects.filter(group=entry.subject_id).waiting().select_related("group").last()
    if row:
        sentence, page = _("%(group)s asks to be listed"), ("admission_review", row.uuid)
        yield to_committee(
            row.group, sentence, page, lambda person: rules.may_decide(person, row.group),
            thing=row.group_id, due_at=row.due_at,
        )  # fmt: skip


def still_handed_in(notices):
    return those(notices, Group, lambda group: group.standing == Standing.SUBMITTED)


def appeal(entry):
    row = of_entry(Appeal, entry)
    if row:
        yield to_hear(row, _("An appeal of %(group)s waits to be heard"), "new")


def overdue_appeals(now):
    for row in (
        Appeal.objects.open().filter(due_at__lt=now).select_related("group", "admission", "suspension")
    ):
        sentence = _("The appeal of %(group)s is overdue")
        yield to_hear(row, sentence, "overdue", urgent=True, why="clock")


def to_hear(row, sentence, step, **more):
    return to_committee(
        row.group, sentence, ("appeal_hear", row.uuid), lambda person: rules.may_hear(person, row),
        thing=row.pk, key=f"appeal:{row.pk}:{step}", due_at=row.due_at, **more,
    )  # fmt: skip


def unheard(notices):
    return those(notices, Appeal, lambda row: row.is_open)


def suspension(entry):
    row = of_entry(Suspension, entry)
    if row:
        sentence = _("The suspension of %(group)s waits for a second member")
        yield to_committee(
            row.group, sentence, ("suspension", row.uuid), lambda person: rules.may_second(person, row),
            thing=row.pk, due_at=row.until, urgent=True,
        )  # fmt: skip


def not_seconded(notices):
    now = timezone.now()
    return those(notices, Suspension, lambda row: row.state == Suspension.State.PROPOSED and row.until > now)


SUBMITTED = ("admissions.submit", "admissions.submit_again")
GROUP, SUSPENDING = "directory.group", "admissions.suspension"
KINDS = (
    NoticeKind("admission_answer", tuple(ANSWERS), answer, unanswered, things=GROUP),
    NoticeKind("appeal_heard", tuple(HEARD), heard),
    NoticeKind("licence_verdict", tuple(LICENCES), verdict),
    NoticeKind("admission", SUBMITTED, handed_in, still_handed_in, things=GROUP),
    NoticeKind("appeal", ("appeal.file",), appeal, unheard, overdue_appeals, things="admissions.appeal"),
    NoticeKind("suspension", ("suspension.propose",), suspension, not_seconded, things=SUSPENDING),
)
