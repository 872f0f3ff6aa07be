from coordination.committee import own_data
from coordination.committee.models import Seat
from deeds.models import Entry


def test_whoever_is_forgotten_leaves_a_vacant_seat_and_a_served_term(cast):
    assert [seat["role"] for seat in own_data.export(cast.chair)["seats"]] == ["chair"]
    own_data.erase(cast.chair)
    assert not Seat.objects.current().filter(person=cast.chair).exists()
    assert Seat.objects.filter(person=cast.chair, ends_at__isnull=False).count() == 1
    assert [entry.deed for entry in Entry.objects.all()] == ["committee.vacate"]
