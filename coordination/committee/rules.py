"""Who speaks for the committee."""

from coordination.committee.models import Seat


def audiences(person):
    """`committee` for every current seat, and the office beside it."""
    roles = set(Seat.objects.current().filter(person=person.pk).values_list("role", flat=True))
    offices = {f"committee:{role}" for role in roles if role != Seat.Role.MEMBER}
    return offices | {"committee"} if roles else set()
