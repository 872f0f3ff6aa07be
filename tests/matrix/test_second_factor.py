"""Every deed of a seat on the committee asks for its second factor first, whichever room it belongs to."""

import pytest
from django.db import transaction

from coordination.committee import docket
from tests.cast import sign_in
from tests.coordination.committee.room import NAME
from tests.matrix.targets import TARGETS
from tests.matrix.test_matrix import FILES, FORM, fill, rows

SEATS = ("committee", "secretary", "chair")
LEAST = {"committee": 25, "admissions": 5, "initiatives": 2, "standards": 7, "exchange": 2}
ROOMS = [path for path in FILES if path.stem in LEAST]
SHUT = ("403", "404", "405")
PROOF = (302, "/ar/accounts/2fa/totp/activate/")


@pytest.fixture(autouse=True)
def _forget():
    yield
    docket.forget(NAME)


def deeds(path):
    """(row, the first seat that may post it) for what somebody without a seat may not post."""
    for row in rows(path):
        able = [seat for seat in SEATS if row[seat] not in (*SHUT, row["volunteer"])]
        if row["method"] == "POST" and able:
            yield row, able[0]


def posted(cast, client, row):
    """What this deed answers to a browser that showed no second factor, and where it leads."""
    with transaction.atomic():
        address = fill(row["route"], {"lang": "ar", **TARGETS[row["fixture"]](cast, row["route"])})
        answer = client.generic("POST", address, "version=0", FORM)
        transaction.set_rollback(True)
    return answer.status_code, answer.get("Location", "").partition("?")[0]


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_no_deed_of_a_seat_is_done_without_a_second_factor(cast, path):
    clients = {seat: sign_in(cast.people[seat]) for seat in SEATS}
    asked = {row["route"]: posted(cast, clients[seat], row) for row, seat in deeds(path)}
    assert {route: answer for route, answer in asked.items() if answer != PROOF} == {}
    assert len(asked) >= LEAST[path.stem]
