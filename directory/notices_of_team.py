"""What moves in a team, and what the clock asks of those who keep a page, as lines in inboxes."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from deeds.hooks import NoticeKind, NoticeLine
from directory import rules
from directory.clocks import SOON, SOONER, SOONEST
from directory.completeness import CONFIRMED_FOR, needs_confirming
from directory.models import Group, HandOver, Invitation, Licence, Membership
from directory.notices import about, ids, of_entry
from directory.reminders import KEPT_UP, end_of

in_words = lazy(date_format, str)
LICENCE_STEPS = (SOONEST, SOONER, SOON)
JOINING = ngettext_lazy("%(n)d person asks to join %(about)s", "%(n)d people ask to join %(about)s", "n")
ENDS = _("The licence of %(group)s ends on %(day)s")
OVER = _("The licence of %(group)s has expired")
PARTS = {
    "membership.welcome": _("You belong to %(group)s now"),
    "membership.turn_away": _("%(group)s could not take you in"),
    "membership.remove": _("You no longer belong to %(group)s"),
    "membership.make_leader": _("You lead %(group)s now"),
    "membership.make_editor": _("You edit the page of %(group)s now"),
    "membership.make_member": _("You are a member of %(group)s now"),
    "membership.name_deputy": _("You are the deputy of %(group)s now"),
}


def to_person(person, sentence, group, page, **more):
    """A line for one person by name; a letter goes to them as well."""
    more = {"why": "addressed", "letter": True, **more}
    return NoticeLine(f"person:{person}", sentence, page=page, **about(group), **more)


def those(notices, model, holds):
    """The ids of notices whose row, read anew, still holds."""
    rows = {str(pk): row for pk, row in model.objects.in_bulk(list(ids(notices))).items()}
    return [notice.pk for notice in notices if notice.thing in rows and holds(rows[notice.thing])]


# --- coming in


def invitation(entry):
    """Whoever already has the address confirmed; others learn of it from the letter alone."""
    for row in Invitation.objects.open().filter(group=entry.subject_id).select_related("group"):
        owners = EmailAddress.objects.filter(verified=True, email=row.mail)
        for person in owners.values_list("user", flat=True):
            yield to_person(
                person, _("%(group)s invites you to the team"), row.group, ("my_invitation", row.uuid),
                thing=row.pk, key=f"invitation:{row.pk}", due_at=row.expires_at,
            )  # fmt: skip


def invitations_open(notices):
    return those(notices, Invitation, lambda row: row.is_open and rules.the_invitation_stands(row))


def join_request(entry):
    row = of_entry(Membership, entry)
    if row:
        yield NoticeLine(
            f"group:{row.group_id}:leader", _("Somebody asks to join %(group)s"), page=("team", row.group.slug),
            thing=row.pk, letter=True, **about(row.group),
        )  # fmt: skip


def still_asking(notices):
    return those(notices, Membership, lambda row: row.state == Membership.State.ASKED)


def part(entry):
    row = of_entry(Membership, entry)
    if row:
        gone = entry.deed in ("membership.turn_away", "membership.remove")
        page = ("me",) if gone else ("group", row.group.slug)
        yield to_person(row.person_id, PARTS[entry.deed], row.group, page, thing=row.pk, needs=False)


# --- who leads


def hand_over(entry):
    row = of_entry(HandOver, entry)
    if row:
        yield to_person(
            row.to_id, _("You are asked to lead %(group)s"), row.group, ("hand_over", row.group.slug),
            thing=row.pk, due_at=row.expires_at,
        )  # fmt: skip


def offers_open(notices):
    return those(
        notices, HandOver, lambda row: row.state == row.State.OFFERED and rules.the_offer_stands(row)
    )


def hand_over_answer(entry):
    row = of_entry(HandOver, entry)
    if row:
        accepted = entry.deed == "hand_over.accept"
        sentence = (
            _("Your offer to hand over %(group)s was accepted")
            if accepted
            else _("Your offer to hand over %(group)s was declined")
        )
        page = ("group", row.group.slug)
        yield to_person(row.by_id, sentence, row.group, page, thing=row.pk, needs=False)


def silence(entry):
    """Leaders who were silent are warned, and told when the deputy took over."""
    row = of_entry(Membership, entry)
    if row:
        warned = entry.deed == "membership.warn_of_silence"
        sentence = (
            _("The deputy may take over %(group)s when its leaders stay silent")
            if warned
            else _("The deputy took over %(group)s")
        )
        yield NoticeLine(
            f"group:{row.group_id}:leader", sentence, page=("team", row.group.slug), needs=False, letter=True,
            **about(row.group),
        )  # fmt: skip


def may_take_over(_now):
    for row in Membership.objects.active().filter(is_deputy=True).select_related("group"):
        if rules.leaders_stay_silent(row):
            yield to_person(
                row.person_id, _("The leaders of %(group)s are silent: you may take over"), row.group,
                ("take_over", row.group.slug), thing=row.pk, key=f"take-over:{row.pk}:{warned_on(row):%Y%m%d}",
            )  # fmt: skip


def warned_on(deputy):
    leaders = Membership.objects.leaders().filter(group=deputy.group_id)
    return max(leader.silence_warned_at for leader in leaders)


def still_silent(notices):
    return those(notices, Membership, lambda row: row.is_deputy and rules.leaders_stay_silent(row))


# --- the clock of a page


def licence_ends(now):
    """60, 30 and 7 days before the end, and once it is over; after a pause only the step that holds now."""
    today = timezone.localdate(now)
    soon = Licence.objects.filter(expires_on__lte=today + timedelta(days=SOON), group__standing__in=KEPT_UP)
    for row in soon.filter(expires_on__gte=today - timedelta(days=SOON)).select_related("group"):
        if row == row.group.licences.first():
            yield licence_line(row, (row.expires_on - today).days)  # type: ignore[operator]


def licence_line(row, days):
    step = next(step for step in LICENCE_STEPS if days <= step) if days >= 0 else "over"
    names = {"group": row.group, "day": in_words(row.expires_on, "j F Y")}
    return NoticeLine(
        f"group:{row.group_id}:editor", ENDS if days >= 0 else OVER, row.group,
        ("group_edit_section", row.group.slug, "licence"), names, thing=row.pk, due_at=end_of(row.expires_on),
        key=f"licence:{row.pk}:{row.expires_on:%Y%m%d}:{step}", why="clock", urgent=days <= SOONEST,
    )  # fmt: skip


def licences_run_out(notices):
    """Until a later licence stands first."""
    soon = timezone.localdate() + timedelta(days=SOON)

    def runs_out(row):
        return row == row.group.licences.first() and row.expires_on is not None and row.expires_on <= soon

    return those(notices, Licence, runs_out)


def page_to_confirm(now):
    """Half a year after the last confirmation."""
    old = timezone.localdate(now) - CONFIRMED_FOR
    kept = Group.objects.filter(standing__in=KEPT_UP, claimed_at__isnull=False)
    for group in kept.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=old)):
        yield NoticeLine(
            f"group:{group.pk}:editor", _("Confirm that the page of %(group)s is still right"),
            page=("group_edit", group.slug), thing=group.pk, key=f"fresh:{group.pk}:{group.confirmed_on or ''}",
            why="clock", **about(group),
        )  # fmt: skip


def unconfirmed(notices):
    return those(notices, Group, needs_confirming)


ANSWERED = ("hand_over.accept", "hand_over.decline")
SILENT = ("membership.warn_of_silence", "membership.take_over")
MEMBERSHIP, HANDED = "directory.membership", "directory.handover"
KINDS = (
    NoticeKind(
        "invitation", ("invitation.send",), invitation, invitations_open, things="directory.invitation"
    ),
    NoticeKind(
        "join_request", ("membership.ask",), join_request, still_asking, things=MEMBERSHIP, several=JOINING
    ),
    NoticeKind("part", tuple(PARTS), part),
    NoticeKind("hand_over", ("hand_over.offer",), hand_over, offers_open, things=HANDED),
    NoticeKind("hand_over_answer", ANSWERED, hand_over_answer),
    NoticeKind("silence", SILENT, silence),
    NoticeKind("take_over", still=still_silent, remind=may_take_over, things=MEMBERSHIP),
    NoticeKind("licence", still=licences_run_out, remind=licence_ends, things="directory.licence"),
    NoticeKind("fresh", still=unconfirmed, remind=page_to_confirm, things="directory.group"),
)
