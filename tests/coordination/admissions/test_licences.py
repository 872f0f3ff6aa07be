"""The committee compares a licence with its scan; what it found stands on the page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from model_bakery import baker

from coordination.admissions.actions import licences
from coordination.admissions.models import RefusingLicence
from coordination.committee import docket
from deeds.lifecycle import Refused
from directory.models import Licence
from directory.rules import licence_stands
from tests.coordination.admissions.world import WORDS, bylaws, version
from workers.models import OutgoingMessage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bylaws(cast):
    bylaws()


def licence(cast, **fields):
    fields = {"authority_en": "Ministry", "number": "7", "scan": "scans/a.pdf", **fields}
    return baker.make(Licence, group=cast.group, **fields)


def waiting():
    return [matter.uuid for matter in docket.kind("admissions.licence").awaiting()]


def test_a_licence_with_its_scan_waits_until_somebody_checked_it(cast):
    row = licence(cast)
    assert waiting() == [cast.group.uuid]
    licences.verify(row, by=cast.committee, seen=cast.group.version)
    row.refresh_from_db()
    assert (row.verdict, row.verdict_by, row.verdict_on) == ("verified", cast.committee, timezone.localdate())
    assert waiting() == []


@pytest.mark.parametrize(
    "fields", [{"scan": ""}, {"expires_on": timezone.localdate() - timedelta(days=1)}, {"verdict": "refused"}]
)
def test_what_cannot_be_checked_does_not_wait(cast, fields):
    day = {"verdict_on": timezone.localdate()} if "verdict" in fields else {}
    licence(cast, **fields, **day)
    assert waiting() == []


def test_a_refused_licence_says_why_to_the_leaders(cast):
    row = licence(cast)
    licences.refuse(
        row, code=RefusingLicence.UNREADABLE, reason=WORDS, by=cast.committee, seen=cast.group.version
    )
    row.refresh_from_db()
    assert (row.verdict, row.verdict_reason) == ("refused", WORDS)
    assert OutgoingMessage.objects.get().recipient == cast.leader.email


@pytest.mark.parametrize("role", ["recused_committee", "leader", "operator"])
def test_nobody_judges_the_paper_of_their_own_group(cast, role):
    row = licence(cast)
    with pytest.raises(Refused):
        licences.verify(row, by=cast.people[role], seen=version(cast.group))
    row.refresh_from_db()
    assert (row.verdict, row.verdict_on) == ("unverified", None)


def test_an_expired_licence_stands_in_the_way_and_none_does_only_where_one_is_needed(cast):
    assert licence_stands(cast.group)
    assert not licence_stands(cast.group, needed=True)
    row = licence(cast, expires_on=timezone.localdate())
    assert licence_stands(cast.group, needed=True)
    Licence.objects.filter(pk=row.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert not licence_stands(cast.group)
    assert list(Licence.objects.expired()) == [row]
