"""TRUST 19 to 21 for ballots: whatever happens at once, each is decided exactly once, by the votes that count."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connections
from django.utils import timezone

from coordination.committee import docket
from coordination.committee.actions import closing, opening, seating, voting
from coordination.committee.models import Ballot, Decision, RollLine, Seat, Vote
from deeds.lifecycle import Refused
from directory.models import Group
from tests.cast import make_group, make_person, sit
from tests.coordination.committee.room import NAME, Room, told

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
VOTERS = ("chair", "secretary", "first", "second")


def at_once(*deeds):
    """Runs the deeds in threads of their own, started together; what each returned, or its refusal's code."""
    gate, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            gate.wait()
            results[place] = deed()
        except Refused as refused:
            results[place] = refused.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def room():
    yield docket.register(Room())
    docket.forget(NAME)


class World:
    """Four voters and one group, on which a ballot is opened anew each round."""

    def __init__(self):
        self.people = {name: make_person(name) for name in VOTERS}
        roles = {"chair": Seat.Role.CHAIR, "secretary": Seat.Role.SECRETARY}
        for name, person in self.people.items():
            sit(person, roles.get(name, Seat.Role.MEMBER))
        self.group = make_group("asked")

    def open(self):
        self.group.refresh_from_db()
        chair = self.people["chair"]
        self.ballot = opening.open_ballot(NAME, self.group.uuid, by=chair, seen=self.group.version)
        return self.ballot

    def vote(self, name, choice="for"):
        ballot = Ballot.objects.get(pk=self.ballot.pk)
        return voting.vote(ballot, choice, by=self.people[name], seen=ballot.matter_version)

    def end(self, in_seconds=0.0):
        """The ballot's time is over `in_seconds`."""
        now = timezone.now()
        Ballot.objects.filter(pk=self.ballot.pk).update(
            opened_at=now - timedelta(days=1), closes_at=now + timedelta(seconds=in_seconds)
        )

    def close(self):
        return closing.close_if_due(Ballot.objects.get(pk=self.ballot.pk))

    def counted(self):
        self.ballot.refresh_from_db()
        return self.ballot.votes_cast


@pytest.fixture
def world(room):
    return World()


def test_the_last_vote_of_three_at_once_decides_exactly_once(world):
    for _round in range(60):
        world.open()
        world.vote("chair")
        assert at_once(*[partial(world.vote, name) for name in VOTERS[1:]]) == [None] * 3
        assert (world.counted(), world.ballot.state) == (4, "carried")
    assert told() == ["opened", "carried"] * 60
    assert Decision.objects.count() == 60


def test_a_vote_at_the_closing_moment_counts_or_is_refused(world):
    taken = 0
    for number in range(100):
        world.open()
        world.vote("chair")
        world.vote("secretary")
        world.end(in_seconds=(number % 10) / 100)
        said, _closed = at_once(partial(world.vote, "first"), world.close)
        world.end()
        world.close()
        assert said in (None, "closed")
        assert world.counted() == (3 if said is None else 2)
        assert world.ballot.state == ("carried" if said is None else "inquorate")
        taken += said is None
    print(f"votes at the closing moment: {taken} taken, {100 - taken} refused")
    assert Decision.objects.count() == 100
    assert 0 < taken < 100


def test_one_person_who_votes_twice_at_once_has_one_vote(world):
    world.open()
    for _round in range(200):
        said = at_once(partial(world.vote, "first", "for"), partial(world.vote, "first", "against"))
        assert set(said) <= {None, "busy"}
        assert Vote.objects.count() == 1


def test_who_leaves_or_stands_aside_while_voting_does_not_count(world):
    person, seat = world.people["first"], Seat.objects.get(person=world.people["first"])
    for number in range(60):
        Seat.objects.filter(person=person).update(ends_at=None, starts_at=timezone.now() - timedelta(days=1))
        world.open()
        for name in ("chair", "secretary", "second"):
            world.vote(name)
        seat.refresh_from_db()
        gone = [
            partial(seating.leave, seat, by=person, seen=seat.version),
            partial(voting.recuse, NAME, world.group.uuid, "asked", by=person),
        ][number % 2]
        said, went = at_once(partial(world.vote, "first"), gone)
        assert went in (None, "closed")
        assert said in (None, "seat", "recused", "roll", "closed")
        world.end()
        world.close()
        assert world.counted() == (4 if went == "closed" or early(world) else 3)
        person.recusals.all().delete()


def early(world):
    """The last vote had closed the ballot before anybody left."""
    line = RollLine.objects.get(ballot=world.ballot, person=world.people["first"])
    return line.standing == RollLine.Standing.VOTING


def test_a_ballot_closed_twice_at_once_is_counted_once_whether_the_room_follows_or_refuses(world, room):
    for number in range(60):
        refuses = room.refuses = [None, "لا."][number % 2]
        world.open()
        for name in VOTERS[:3]:
            world.vote(name, "for")
        world.end()
        assert sorted(at_once(world.close, world.close)) == [False, True]
        assert (world.counted(), world.ballot.state, world.ballot.not_applied) == (
            3,
            "carried",
            refuses or "",
        )
    assert (Decision.objects.count(), told().count("carried")) == (60, 30)


def test_two_ballots_on_one_matter_cannot_open_at_once(world):
    world.group.refresh_from_db()
    chair, secretary = world.people["chair"], world.people["secretary"]
    for _round in range(60):
        seen = Group.objects.get(pk=world.group.pk).version
        said = at_once(*[partial(open_it, world, by, seen) for by in (chair, secretary)])
        assert said.count("opened") == 1
        ballot = Ballot.objects.open().get()
        closing.cancel(ballot, by=chair, seen=ballot.version, code="test", reason="next round")


def open_it(world, by, seen):
    opening.open_ballot(NAME, world.group.uuid, by=by, seen=seen)
    return "opened"
