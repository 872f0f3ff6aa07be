"""TRUST 26 for the committee: ten thousand decisions and two hundred open ballots cost as few queries as five."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.committee.models import Ballot, Decision, RollLine, Vote
from coordination.initiatives.models import Initiative
from tests.coordination.committee.room import NAME

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
MOST = 12
FEW, OPEN, DECIDED = 5, 200, 10_000


def fill(cast, ballots, decisions):
    """Open ballots in which the chair voted on every second; decisions over some years."""
    now, base = timezone.now(), Ballot.objects.count()
    made = Ballot.objects.bulk_create(
        Ballot(
            kind=NAME, matter_uuid=uuid.uuid4(), matter_version=1, state="open", quorum=3,
            title_ar=f"أمر {base + number}", opened_at=now, closes_at=now + timedelta(days=1, minutes=number),
        )
        for number in range(ballots)
    )  # fmt: skip
    lines = RollLine.objects.bulk_create(RollLine(ballot=one, person=cast.chair) for one in made)
    Vote.objects.bulk_create(Vote(line=line, choice="for") for line in lines[::2])
    Decision.objects.bulk_create(
        (
            Decision(
                kind=NAME, matter_uuid=uuid.uuid4(), subject_ar=f"قرار {number}", result="carried",
                result_ar="أُقرّ", result_en="carried", decided_at=now - timedelta(hours=8 * number),
            )
            for number in range(decisions)
        ),
        batch_size=500,
    )  # fmt: skip


def asked(browser, place):
    browser.get(place)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(place)
    assert answer.status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("name", "role"), [("docket", "chair"), ("decisions", "public"), ("committee", "public")]
)
def test_many_rows_cost_no_more_queries_than_few(cast, name, role):
    browser = cast.client(role)
    fill(cast, FEW, FEW)
    few = asked(browser, reverse(name))
    fill(cast, OPEN, DECIDED)
    many = asked(browser, reverse(name))
    print(f"{name}: {few} queries for few rows, {many} for many")
    assert few == many <= MOST


@pytest.mark.parametrize("role", ["public", "leader", "chair"])
def test_ten_thousand_initiatives_are_listed_with_as_few_queries_as_five(cast, role):
    browser = cast.client(role)

    def drafted(number):
        Initiative.objects.bulk_create(
            (Initiative(lead=cast.group, title_ar=f"مبادرة {n}", state="approved") for n in range(number)),
            batch_size=500,
        )

    drafted(FEW)
    few = asked(browser, reverse("initiatives"))
    drafted(DECIDED)
    many = asked(browser, reverse("initiatives"))
    print(f"initiatives for {role}: {few} queries for few rows, {many} for many")
    assert few == many <= MOST
