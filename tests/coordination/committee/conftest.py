"""The tests' room on the docket, and a ballot on one of its matters."""

import pytest

from coordination.committee import docket
from coordination.committee.actions import opening
from tests.coordination.committee.room import NAME, Room


@pytest.fixture
def room():
    yield docket.register(Room())
    docket.forget(NAME)


@pytest.fixture
def ballot(cast, room):
    """Open; committee, committee_no_2fa, secretary and chair may vote, recused_committee stands aside."""
    return opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=cast.group.version)
