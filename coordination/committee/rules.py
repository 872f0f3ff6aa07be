"""Who speaks for the committee, who keeps its docket, and who is party to a matter."""

from coordination.committee.models import Seat
from directory.models import Membership


def audiences(person):
    """`committee` for every current seat, and the office beside it."""
    roles = set(Seat.objects.current().filter(person=person.pk).values_list("role", flat=True))
    offices = {f"committee:{role}" for role in roles if role != Seat.Role.MEMBER}
    return offices | {"committee"} if roles else set()


def holders(audience):
    """The people whose seat gives this audience now: all of `committee`, or one office of it."""
    first, _colon, role = audience.partition(":")
    if first != "committee":
        return []
    seats = Seat.objects.current().select_related("person")
    return [seat.person for seat in (seats.filter(role=role) if role else seats)]


def is_seated(person, at=None):
    """A current seat; one that ended gives nothing from its minute on."""
    return person is not None and Seat.objects.current(at).filter(person=person.pk).exists()


def holds_office(person, *roles):
    return person is not None and Seat.objects.current().filter(person=person.pk, role__in=roles).exists()


def is_chair(person):
    return holds_office(person, Seat.Role.CHAIR)


def is_secretary(person):
    return holds_office(person, Seat.Role.SECRETARY)


def handles_docket(person):
    """Opening and cancelling ballots is for the chair and the secretary."""
    return holds_office(person, Seat.Role.CHAIR, Seat.Role.SECRETARY)


def recused(matter):
    """Ids of all who are party to the matter: its people, and every active member of its groups."""
    members = Membership.objects.active().filter(group__in=matter.groups).values_list("person_id", flat=True)
    return set(matter.people) | (set(members) if matter.groups else set())
