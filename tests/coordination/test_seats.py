"""A seat on the committee gives its rights to the minute, and no longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.committee.models import Seat
from deeds import hooks
from tests.cast import make_person, sit

pytestmark = pytest.mark.django_db


def test_a_chair_speaks_for_the_committee_and_holds_its_office():
    person = make_person("chair")
    sit(person, Seat.Role.CHAIR)
    expected = {"public", f"person:{person.pk}", "committee", "committee:chair"}
    assert hooks.audiences_of(person) == expected


def test_a_seat_that_ends_loses_its_rights_that_minute():
    seat = sit(make_person("member"))
    seat.ends_at = timezone.now() + timedelta(minutes=1)
    seat.save()
    assert [*Seat.objects.current()] == [seat]
    assert [*Seat.objects.current(at=seat.ends_at)] == []


def test_a_seat_has_no_rights_before_its_term():
    seat = sit(make_person("member"))
    assert [*Seat.objects.current(at=seat.starts_at - timedelta(seconds=1))] == []
    assert [*Seat.objects.current(at=seat.starts_at)] == [seat]


def test_who_holds_an_office_can_be_written_to_while_the_term_runs(cast):
    assert hooks.holders_of("committee:secretary", "committee:chair") == [cast.secretary, cast.chair]
    assert len(hooks.holders_of("committee:chair", "committee")) == Seat.objects.count()
    Seat.objects.filter(person=cast.secretary).update(ends_at=timezone.now())
    assert hooks.holders_of("committee:secretary", "public") == []
    assert hooks.holders_of(f"group:{cast.group.pk}:leader") == [cast.leader]
