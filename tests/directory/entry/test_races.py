"""At the same moment, on PostgreSQL: of two claims one wins, and one form makes one group."""

import pytest

from deeds.lifecycle import Refused
from directory.actions import claims, founding
from directory.models import Claim, Contact, Group, Membership, Standing
from tests.cast import make_cast, make_group
from tests.deeds.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 10


def two_claims(cast, number):
    group = make_group(f"group-{number}", claimed_at=None)
    Contact.objects.create(
        group=group, kind="email", value=f"office{number}@group.example", audience="public"
    )
    for person in (cast.volunteer, cast.guardian):
        claims.ask(group, part="x", proof="y", by=person, may_mail=lambda: True)
    return group


def fresh(claim):
    return Claim.objects.select_related("group").get(pk=claim.pk)


def test_of_two_claims_that_are_agreed_to_at_once_one_wins():
    cast = make_cast()
    for number in range(ROUNDS):
        group = two_claims(cast, number)
        first, second = map(fresh, group.claims.all())
        results = at_once(
            lambda claim=first: claims.confirm(claim),
            lambda claim=second, group=first.group: claims.approve(
                claim, by=cast.secretary, seen=group.version
            ),
        )
        assert sorted(group.claims.values_list("state", flat=True)) == ["approved", "refused"]
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert Membership.objects.leaders().filter(group=group).count() == 1


def test_a_link_used_twice_at_once_works_once():
    cast = make_cast()
    for number in range(ROUNDS):
        group = two_claims(cast, number)
        claim = group.claims.first()
        results = at_once(*[lambda claim=claim: claims.confirm(fresh(claim))] * 2)
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert Membership.objects.leaders().filter(group=group).count() == 1


def test_one_form_sent_at_once_ten_times_makes_one_group():
    cast = make_cast()
    texts = {"name_en": "Safe Steps", "summary_en": "Companions"}
    results = at_once(*[lambda: founding.found(texts, None, by=cast.volunteer)] * 10)
    assert len({result.pk for result in results}) == Group.objects.filter(name_en="Safe Steps").count() == 1


def test_ten_people_found_groups_of_one_name_at_once():
    cast = make_cast()
    people = [person for person in cast.people.values() if person.email]
    results = at_once(*[lambda by=by: founding.found({"name_en": "Hope"}, None, by=by) for by in people])
    made = Group.objects.filter(name_en="Hope", standing=Standing.DRAFT)
    assert made.count() + sum(isinstance(result, Refused) for result in results) == len(people)
    assert len(set(made.values_list("slug", flat=True))) == made.count()
