from datetime import timedelta

from django.utils import timezone

from coordination.committee import own_data
from coordination.committee.models import Seat
from deeds.models import Entry


def test_whoever_is_forgotten_leaves_a_vacant_seat_and_a_served_term(cast):
    assert [seat["role"] for seat in own_data.export(cast.chair)["seats"]] == ["chair"]
    own_data.erase(cast.chair)
    assert not Seat.objects.current().filter(person=cast.chair).exists()
    assert Seat.objects.filter(person=cast.chair, ends_at__isnull=False).count() == 1
    assert [entry.deed for entry in Entry.objects.all()] == ["committee.vacate"]


def test_a_term_that_was_still_to_come_is_given_up_with_an_entry_too(cast):
    begin = timezone.now() + timedelta(days=30)
    Seat.objects.create(person=cast.volunteer, role="member", starts_at=begin)
    own_data.erase(cast.volunteer)
    assert not Seat.objects.filter(person=cast.volunteer).exists()
    assert [entry.deed for entry in Entry.objects.all()] == ["committee.vacate"]
