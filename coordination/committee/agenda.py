"""What stands on an agenda: the matters behind its points, who is recused from each, and which quorum to expect."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from coordination.committee import docket, rules
from coordination.committee.models import Ballot, Bylaw, Recusal, Seat
from coordination.committee.models.meeting import Attendee
from directory.models import Membership

COMES = (Attendee.Reply.COMING, Attendee.Reply.ONLINE)


@dataclass
class Point:
    """An Item with what is known of it now; `needs` and `expected` count votes, `unsure` who has not answered."""

    item: Any
    matter: Any = None
    ballot: Any = None
    kind: Any = None
    aside: list[Any] = field(default_factory=list)
    needs: int = 0
    expected: int = 0
    unsure: int = 0

    @property
    def is_settled(self):
        """A matter of the docket that does not wait any more."""
        return bool(self.item.kind) and not (self.matter or self.is_voting)

    @property
    def is_voting(self):
        return bool(self.ballot) and self.ballot.is_running

    @property
    def is_short(self):
        return self.expected < self.needs


def waiting():
    """{key: Matter} of all that awaits a decision, the most urgent first."""
    return {matter.key: matter for matter in docket.awaiting()}


def running():
    """{key: Ballot} of all ballots that take votes now."""
    return {(ballot.kind, ballot.matter_uuid): ballot for ballot in Ballot.objects.running()}


def seated(meeting):
    """The members whose term runs when the meeting begins, each once."""
    seats = Seat.objects.current(meeting.starts_at).select_related("person")
    return list({seat.person_id: seat.person for seat in seats}.values())


def replies(meeting):
    """{person id: reply}, in one query."""
    return dict(meeting.attendees.values_list("person_id", "reply"))


def points(meeting):
    """The agenda in order, as Points; in a fixed number of queries."""
    items = list(meeting.items.all())
    matters, ballots = waiting(), latest_ballots(items)
    kinds = {kind.name: kind for kind in docket.kinds()}
    made = [Point(item, matters.get(item.key), ballots.get(item.key), kinds.get(item.kind)) for item in items]
    members, answered, bylaws = seated(meeting), replies(meeting), Bylaw.in_force()
    parties = parties_of(made)
    for point in made:
        point.aside = [person for person in members if person.pk in parties[point.item.key]]
        forecast(point, [person.pk for person in members], answered, bylaws)
    return made


def outlook(meeting):
    """The forecast for a ballot from which nobody is recused, for a glance; each point has its own."""
    members, answered = [person.pk for person in seated(meeting)], replies(meeting)
    return Point(
        None,
        needs=rules.quorum(len(members)),
        expected=sum(answered.get(person) in COMES for person in members),
        unsure=sum(not answered.get(person) for person in members),
    )


def latest_ballots(items):
    rows = Ballot.objects.filter(matter_uuid__in=[item.matter_uuid for item in items if item.kind])
    return {(row.kind, row.matter_uuid): row for row in rows.order_by("opened_at", "pk")}


def parties_of(made):
    """{key: ids of who is party to it or declared to be}, for all points in two queries."""
    about = {point.item.key: rules.facts(point.matter or point.ballot) for point in made if known(point)}
    members = defaultdict(set)
    groups = {group for groups, _people, _uuid in about.values() for group in groups}
    rows = Membership.objects.active().filter(group__in=groups) if groups else Membership.objects.none()
    for group, person in rows.values_list("group_id", "person_id"):
        members[group].add(person)
    found = defaultdict(set)
    for key, (groups_of, people, _uuid) in about.items():
        found[key] |= {*people, *(person for group in groups_of for person in members[group])}
    declared = Recusal.objects.filter(matter_uuid__in=[uuid for _kind, uuid in about])
    for kind, uuid, person in declared.values_list("kind", "matter_uuid", "person_id"):
        found[kind, uuid].add(person)
    return found


def known(point):
    return point.matter is not None or point.ballot is not None


def forecast(point, members, answered, bylaws):
    """Counts, of those who may vote, who comes; only where the committee still has to vote."""
    if point.is_settled or not (point.kind and point.kind.needs_ballot):
        return
    aside = {person.pk for person in point.aside}
    voters = [person for person in members if person not in aside]
    point.needs = point.ballot.quorum if point.is_voting else rules.quorum(len(voters), bylaws)
    point.expected = sum(answered.get(person) in COMES for person in voters)
    point.unsure = sum(not answered.get(person) for person in voters)
