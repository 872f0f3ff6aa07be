"""Ballots, meetings and seats as lines in inboxes."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import (
    Attendee,
    Ballot,
    Bylaw,
    Meeting,
    Nomination,
    Question,
    RollLine,
    Seat,
)
from deeds.hooks import NoticeKind, NoticeLine, Subject

OFFICES = ("committee:secretary", "committee:chair")
RESULTS = ("ballot.carry", "ballot.lose", "ballot.miss_quorum")
A_DAY = timedelta(days=1)


def ballot_of(entry):
    return Ballot.objects.filter(pk=entry.subject_id).first()


def about(ballot):
    """A ballot on a seat has a person's name for a title; no inbox names people."""
    title = _("a seat in the committee") if ballot.people_ids else ballot
    page = ("matter", ballot.kind, ballot.matter_uuid)
    subject = Subject(("committee.ballot", str(ballot.pk)), title)
    return {"about": subject, "names": {"title": title}, "page": page, "thing": ballot.pk}


def voters_missing(ballot):
    """Ids of those on the roll who may vote now and have not."""
    return list(RollLine.objects.voting().filter(ballot=ballot, vote=None).values_list("person", flat=True))


# --- ballots


def opened(entry):
    ballot = ballot_of(entry)
    if ballot:
        yield to_vote(ballot, _("Voting on %(title)s is open"), "open")


def closing(now):
    """The bylaws' days before a ballot closes, and on its last day; none when the bylaws say 0."""
    first = timedelta(days=Bylaw.in_force().reminder_days)
    for ballot in Ballot.objects.running(now).filter(closes_at__lte=now + first):
        last = ballot.closes_at <= now + A_DAY
        sentence = _("Voting on %(title)s closes soon, and your vote is missing")
        yield to_vote(ballot, sentence, "last" if last else "soon", why="clock", urgent=last)


def to_vote(ballot, sentence, step, **more):
    more = {"urgent": True, "due_at": ballot.closes_at, "key": f"ballot:{ballot.pk}:{step}", **more}
    return NoticeLine("committee", sentence, people=voters_missing(ballot), **about(ballot), **more)


def missing(notices):
    """The ballot takes votes, and this person's is missing."""
    ballots = Ballot.objects.running().filter(pk__in={notice.thing for notice in notices})
    lines = RollLine.objects.voting().filter(ballot__in=ballots, vote=None).values_list("person", "ballot")
    due = {(person, str(ballot)) for person, ballot in lines}
    return [notice.pk for notice in notices if (notice.person_id, notice.thing) in due]


def result(entry):
    """For everybody on the roll; what it means for a group its room tells that group."""
    ballot = ballot_of(entry)
    if ballot:
        roll = list(ballot.roll.values_list("person", flat=True))
        sentence = _("The vote on %(title)s has ended")
        yield NoticeLine("committee", sentence, people=roll, needs=False, **about(ballot))


def not_applied(entry):
    ballot = ballot_of(entry)
    if ballot:
        sentence = _("The outcome on %(title)s could not be applied")
        for office in OFFICES:
            key = f"not-applied:{ballot.pk}"
            yield NoticeLine(office, sentence, urgent=True, key=key, **about(ballot))


def unapplied(notices):
    found = Ballot.objects.unapplied().filter(pk__in={notice.thing for notice in notices})
    things = {str(pk) for pk in found.values_list("pk", flat=True)}
    return [notice.pk for notice in notices if notice.thing in things]


def not_opened(entry):
    ballot = ballot_of(entry)
    if ballot:
        sentence = _("The ballot on %(title)s could not open")
        for office in OFFICES:
            yield NoticeLine(office, sentence, urgent=True, **about(ballot))


def unopened(notices):
    rows = Ballot.objects.due_to_open().exclude(not_opened_en="")
    things = {str(pk) for pk in rows.values_list("pk", flat=True)}
    return [notice.pk for notice in notices if notice.thing in things]


def question(entry):
    ballot = ballot_of(entry)
    if ballot:
        sentence = _("Somebody asked about %(title)s before voting")
        for office in OFFICES:
            key = f"ballot-question:{entry.uuid}"
            yield NoticeLine(office, sentence, key=key, due_at=ballot.closes_at, **about(ballot))


def unanswered(notices):
    rows = Question.objects.filter(answered_at=None, ballot__state=Ballot.State.OPEN)
    things = {str(pk) for pk in rows.values_list("ballot", flat=True)}
    return [notice.pk for notice in notices if notice.thing in things]


def answer(entry):
    ballot = ballot_of(entry)
    if ballot:
        askers = ballot.questions.filter(answered_at__isnull=False).values_list("person", flat=True)
        sentence = _("Your question about %(title)s was answered")
        yield NoticeLine(
            "committee", sentence, people=list(askers), needs=False, why="addressed", **about(ballot)
        )


# --- meetings


def meeting(entry):
    """Asked anew when the hour changes; each member gets a letter as well."""
    row = Meeting.objects.filter(pk=entry.subject_id).first()
    if row and row.state == Meeting.State.CALLED:
        sentence = _("Say whether you come to the meeting %(title)s")
        key = f"meeting:{row.pk}:{row.starts_at:%Y%m%d%H%M}"
        yield of_meeting(row, sentence, key=key, due_at=row.starts_at, letter=True)


def before_meetings(now):
    """The bylaws' days before a meeting, whoever has not replied."""
    soon = now + timedelta(days=Bylaw.in_force().reminder_days)
    for row in Meeting.objects.filter(state=Meeting.State.CALLED, starts_at__gt=now, starts_at__lte=soon):
        replied = row.attendees.exclude(reply="").values("person")
        silent = Seat.objects.current(now).exclude(person__in=replied).values_list("person", flat=True)
        sentence = _("The meeting %(title)s is soon, and your reply is missing")
        key = f"meeting:{row.pk}:{row.starts_at:%Y%m%d%H%M}:soon"
        yield of_meeting(row, sentence, key=key, due_at=row.starts_at, why="clock", people=list(silent))


def of_meeting(row, sentence, **more):
    page = ("meeting", row.uuid)
    return NoticeLine("committee", sentence, row, page, {"title": row}, thing=row.pk, **more)


def unreplied(notices):
    rows = Meeting.objects.filter(state=Meeting.State.CALLED, starts_at__gt=timezone.now())
    called = {str(pk) for pk in rows.values_list("pk", flat=True)}
    said = Attendee.objects.exclude(reply="").values_list("person", "meeting")
    told = {(person, str(pk)) for person, pk in said.filter(meeting__in=rows)}
    return [
        notice.pk
        for notice in notices
        if notice.thing in called and (notice.person_id, notice.thing) not in told
    ]


def meeting_news(entry):
    row = Meeting.objects.filter(pk=entry.subject_id).first()
    if row:
        cancelled = entry.deed == "meeting.cancel"
        sentence = (
            _("The meeting %(title)s was cancelled")
            if cancelled
            else _("The minutes of the meeting %(title)s are published")
        )
        yield of_meeting(row, sentence, needs=False, letter=cancelled)


# --- seats


def seat(entry):
    row = Nomination.objects.filter(pk=entry.subject_id).first()
    if row:
        seats = Subject(("committee.nomination", str(row.pk)), _("Coordinating committee"))
        yield NoticeLine(
            f"person:{row.person_id}", _("You belong to the coordinating committee now"), seats,
            ("nomination", row.uuid), needs=False, urgent=True, why="addressed",
        )  # fmt: skip


def proposed(entry):
    """The person who is asked, unless they proposed themselves."""
    row = Nomination.objects.filter(pk=entry.subject_id, state=Nomination.State.PROPOSED).first()
    if row:
        yield NoticeLine(
            f"person:{row.person_id}", _("You are proposed for a seat on the committee"), COMMITTEE,
            ("nomination_answer", row.uuid), thing=row.pk, urgent=True, why="addressed",
        )  # fmt: skip


def unanswered_nominations(notices):
    rows = Nomination.objects.filter(state=Nomination.State.PROPOSED)
    things = {str(pk) for pk in rows.values_list("pk", flat=True)}
    return [notice.pk for notice in notices if notice.thing in things]


COMMITTEE = Subject(("committee.nomination", ""), _("Coordinating committee"))
BALLOT, MEETING, NOMINATION = "committee.ballot", "committee.meeting", "committee.nomination"
KINDS = (
    NoticeKind("ballot", ("ballot.open",), opened, missing, closing, things=BALLOT),
    NoticeKind("ballot_result", RESULTS, result),
    NoticeKind("not_applied", ("ballot.not_applied",), not_applied, unapplied, things=BALLOT),
    NoticeKind("not_opened", ("ballot.not_opened",), not_opened, unopened, things=BALLOT),
    NoticeKind("ballot_question", ("ballot.ask",), question, unanswered, things=BALLOT),
    NoticeKind("ballot_answer", ("ballot.answer",), answer),
    NoticeKind(
        "meeting", ("meeting.call", "meeting.change"), meeting, unreplied, before_meetings, things=MEETING
    ),
    NoticeKind("meeting_news", ("meeting.cancel", "meeting.publish"), meeting_news),
    NoticeKind("proposed", ("nomination.propose",), proposed, unanswered_nominations, things=NOMINATION),
    NoticeKind("seat", ("nomination.seat", "nomination.appoint"), seat),
)
