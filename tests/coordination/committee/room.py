"""A room of the tests: its matters are groups, its members' own recusal is real, and it can refuse."""

from coordination.committee import docket
from deeds.journal import record
from deeds.lifecycle import Refused, claim
from deeds.models import Entry
from directory.models import Group

NAME = "test.room"


class Room(docket.Kind):
    name, label = NAME, "Matters of the tests"

    def __init__(self):
        self.refuses = None

    def awaiting(self):
        return [self.matter(group) for group in Group.objects.order_by("pk")]

    def find(self, uuid):
        group = Group.objects.filter(uuid=uuid).first()
        return self.matter(group) if group else None

    def matter(self, group):
        return docket.Matter(
            self.name, group.uuid, group.name, group.get_absolute_url(), frozenset({group.pk}),
            group.version, group.created_at, summary=group.summary,
        )  # fmt: skip

    def lock(self, uuid):
        claim(Group.objects.get(uuid=uuid))

    def opened(self, uuid, ballot):
        self.remember(uuid, "opened")

    def decided(self, uuid, outcome, ballot):
        self.remember(uuid, outcome)
        if self.refuses:
            raise Refused(self.refuses, "room")

    def remember(self, uuid, outcome):
        """What was told lies in the journal, so it goes back with its transaction."""
        group = Group.objects.get(uuid=uuid)
        record("test.told", group, by=None, audience=["committee"], title="told", data={"outcome": outcome})


def told():
    """What the room heard, in order."""
    return [entry.data["outcome"] for entry in Entry.objects.filter(deed="test.told").order_by("pk")]
