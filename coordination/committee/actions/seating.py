"""Who sits: the founding, once; later seats by ballot or appointment, each with a term; and leaving."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee import rules
from coordination.committee.actions.closing import cancel_ballots_of
from coordination.committee.actions.register import both, register_decision
from coordination.committee.actions.roll import strike_lines_of
from coordination.committee.lifecycle import NOMINATION
from coordination.committee.models import Bylaw, Founding, Nomination, Seat
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, version_of

FOUNDED = _("The coordinating committee was founded; %(person)s sits on it as %(role)s.")
PROPOSED = _("%(by)s proposed %(person)s for a seat on the committee.")
LEFT = _("%(by)s left the committee.")
CLOSED = _("The first committee is seated already. Later seats come by its bylaws.")
UNWANTED = _("The person does not want the seat.")
SUBJECT = _("A seat on the committee for %(person)s")
MONTH = timedelta(days=365.25 / 12)


def can_found():
    """The door is open until anybody ever sat."""
    return not Founding.objects.exists() and not Seat.objects.exists()


@transaction.atomic
def found(chair, secretary, members, *, by):
    """The first committee, all of them distinct persons; `by` is an operator. The door closes behind it."""
    bylaws = Bylaw.in_force()
    people = [(chair, Seat.Role.CHAIR), (secretary, Seat.Role.SECRETARY)]
    people += [(member, Seat.Role.MEMBER) for member in members]
    if len({person.pk for person, _role in people}) < len(people):
        raise Refused(_("Name each person once."), "twice")
    if len(people) < bylaws.quorum_floor:
        raise Refused(_("Too few people: no ballot could have a quorum."), "quorum_floor")
    shut_the_door(by)
    now = timezone.now()
    for person, role in people:
        seat = Seat.objects.create(
            person=person, role=role, starts_at=now, ends_at=now + bylaws.seat_months * MONTH
        )
        names = {"person": called(person), "role": seat.get_role_display()}
        record("committee.found", seat, by=by, audience=["public", f"person:{person.pk}"],
               title=FOUNDED, names=names)  # fmt: skip


def shut_the_door(by):
    """Of two foundings at once one inserts the row, the other is Refused."""
    if not can_found():
        raise Refused(CLOSED, "founded")
    try:
        with transaction.atomic():
            Founding.objects.create(by=by)
    except IntegrityError:
        raise Refused(CLOSED, "founded") from None


@transaction.atomic
def nominate(person, *, role, months, why, by):
    """A nomination that waits for the person's own word; whoever proposes themselves has given it."""
    if not rules.is_seated(by):
        raise Refused(_("Only members of the committee propose this."), "seat")
    if rules.is_seated(person) and Seat.objects.current().filter(person=person, role=role).exists():
        raise Refused(_("This person has that seat already."), "seated")
    try:
        with transaction.atomic():
            made = Nomination.objects.create(
                person=person,
                role=role,
                months=months,
                why=why,
                proposed_by=by,
                state=Nomination.State.ACCEPTED if person == by else Nomination.State.PROPOSED,
            )
    except IntegrityError:
        raise Refused(_("This person is nominated already."), "nominated") from None
    record("nomination.propose", made, by=by, audience=["committee", f"person:{person.pk}"],
           title=PROPOSED, names={"by": called(by), "person": called(person)}, words=why)  # fmt: skip
    return made


@transaction.atomic
def accept(nomination, *, by, seen):
    """The person agrees to sit; from now on it stands on the docket, or is the chair's to appoint."""
    return NOMINATION.take(nomination, "accept", by=by, seen=seen)


@transaction.atomic
def refuse(nomination, *, by, seen):
    """The person does not want the seat, also while it is voted on: then that ballot ends."""
    nomination = NOMINATION.take(nomination, "refuse", by=by, seen=seen)
    cancel_ballots_of("committee.seat", nomination.uuid, by, str(UNWANTED))
    return nomination


@transaction.atomic
def appoint(nomination, *, by, seen):
    """Where the bylaws let the chair appoint; written into the register like a ballot's result."""
    nomination = NOMINATION.take(nomination, "appoint", by=by, seen=seen)
    seat(nomination)
    register_decision(
        "committee.seat",
        nomination.uuid,
        subject_of(nomination),
        nomination.get_role_display(),
        Nomination.State.SEATED,
        by=by,
        person=nomination.person,
    )


def subject_of(nomination):
    name = called(nomination.person)
    arabic, english = both(SUBJECT)
    return tuple(text % {"person": said} for text, said in zip((arabic, english), both(name), strict=True))


def seat(nomination):
    """The term begins now; an office passes from whoever held it, who stays on as a member."""
    now = timezone.now()
    term = {"starts_at": now, "ends_at": now + nomination.months * MONTH}
    for old in Seat.objects.current(now).filter(person=nomination.person_id):
        finish(old, now)
    if nomination.role != Seat.Role.MEMBER:
        Seat.objects.current(now).filter(role=nomination.role).update(role=Seat.Role.MEMBER)
    return Seat.objects.create(person=nomination.person, role=nomination.role, **term)


def elect(nomination):
    """A carried ballot seats the nominee."""
    seat(NOMINATION.take(nomination, "seat", by=None, seen=nomination.version))


@transaction.atomic
def withdraw(nomination, *, by, seen):
    return NOMINATION.take(nomination, "withdraw", by=by, seen=seen)


@transaction.atomic
def leave(own, *, by, seen):
    """A member gives the seat up; the rights end that minute, and so do votes in running ballots."""
    claim(own, seen=version_of(seen))
    own.refresh_from_db()
    if own.person_id != by.pk or not own.is_current:
        raise Refused(_("This seat has ended already."), "ended")
    finish(own, timezone.now())
    record("committee.leave", own, by=by, audience=["public"], title=LEFT, names={"by": called(by)})
    strike_lines_of(by)


def finish(seat, now):
    """Ends a term; one that begins this very moment never was."""
    if seat.starts_at < now:
        Seat.objects.filter(pk=seat.pk).update(ends_at=now)
    else:
        seat.delete()
