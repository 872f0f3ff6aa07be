"""A person's own data: what the committee hands out and forgets."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.register import both
from coordination.committee.actions.seating import SUBJECT
from coordination.committee.models import (
    Announcement,
    Attendee,
    Ballot,
    Bylaw,
    Decision,
    Look,
    Meeting,
    Nomination,
    Question,
    Recusal,
    RollLine,
    Seat,
)
from deeds import hooks
from deeds.journal import record

VACANT = _("A seat on the committee became vacant.")
FORMER = _("a former member")


def register():
    hooks.own_data.register(hooks.OwnData("committee", export, erase))


def export(person):
    """Own votes too, those in secret ballots included: they are nobody else's to read."""
    about = {"kind", "at"}
    return {
        "seats": rows(Seat.objects.filter(person=person), "role", "starts_at", "ends_at"),
        "votes": rows(
            RollLine.objects.filter(person=person),
            "ballot__title_ar", "ballot__title_en", "standing", "vote__choice", "vote__at",
        ),
        "recusals": rows(Recusal.objects.filter(person=person), *about, "reason"),
        "questions": rows(Question.objects.filter(person=person), "at", "text", "answer"),
        "nominations": rows(
            Nomination.objects.filter(person=person), "created_at", "role", "months", "state", "why"
        ),
        "nominated": rows(Nomination.objects.filter(proposed_by=person), "created_at", "role", "why"),
        "decisions": rows(Decision.objects.filter(person=person), "decided_at", "subject_ar", "subject_en"),
        "bylaws": rows(Bylaw.objects.filter(proposed_by=person), "created_at", "why", "values"),
        "meetings": rows(
            Attendee.objects.filter(person=person),
            "meeting__title_ar", "meeting__title_en", "meeting__starts_at", "reply", "replied_at", "presence",
        ),
        "meetings_called": rows(Meeting.objects.filter(called_by=person), "created_at", "title_ar", "title_en"),
        "announcements": rows(
            Announcement.objects.filter(written_by=person), "created_at", "title_ar", "title_en"
        ),
        "briefs_seen": rows(Look.objects.filter(person=person), *about),
    }  # fmt: skip


def rows(found, *names):
    return list(found.values(*names))


def erase(person):
    """Terms that were served stay, on a person without a name; what is left of them ends now."""
    now = timezone.now()
    for seat in Seat.objects.filter(person=person).exclude(ends_at__lte=now):
        record("committee.vacate", seat, by=None, audience=["committee", "operator"], title=VACANT)
        if seat.starts_at >= now:
            seat.delete()
        else:
            Seat.objects.filter(pk=seat.pk).update(ends_at=now)
    forget_words(person)
    forget_name(person)


def forget_words(person):
    Recusal.objects.filter(person=person).update(reason="")
    Question.objects.filter(person=person).update(text="…")
    Look.objects.filter(person=person).delete()
    Attendee.objects.filter(person=person, meeting__state=Meeting.State.CALLED).delete()
    waiting = Nomination.objects.filter(person=person, state__in=Nomination.OPEN)
    waiting.update(state=Nomination.State.WITHDRAWN)
    Nomination.objects.filter(person=person).update(why="")


def forget_name(person):
    """The register keeps that a seat was decided on, not whose."""
    arabic, english = (
        text % {"person": former} for text, former in zip(both(SUBJECT), both(FORMER), strict=True)
    )
    Decision.objects.filter(person=person).update(subject_ar=arabic, subject_en=english)
    mine = Nomination.objects.filter(person=person).values("uuid")
    seats = {"kind": "committee.seat", "matter_uuid__in": mine}
    Decision.objects.filter(**seats).update(subject_ar=arabic, subject_en=english)
    Ballot.objects.filter(**seats).update(title_ar=arabic, title_en=english)
