"""Who may ask for what: each file beside this one states the status of every address, method and role.

`route` is the address as the URL table has it, `fixture` names its parameters (targets.py), and a POST brings
nothing but itself: 422 or 200 then means "you may, but fill in the form".
"""

import csv
import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction

from tests import house
from tests.cast import ROLES
from tests.matrix.targets import TARGETS

FILES = sorted(Path(__file__).parent.glob("*.csv"))
COLUMNS = ["route", "method", "fixture", *ROLES]


def rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def addresses():
    """{(file, route, method)} of all that can be asked for; allauth, the admin and other guests in accounts.csv."""
    for route, pattern in house.routes():
        ours = house.is_ours(pattern)
        for method in house.methods(pattern) if ours else ("GET", "POST"):
            yield house.home(pattern) if ours else "accounts", route, method


def test_every_address_and_method_has_a_row_and_every_row_an_address():
    stated = {(path.stem, row["route"], row["method"]) for path in FILES for row in rows(path)}
    assert sorted(stated ^ set(addresses())) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_cell_is_stated(path):
    assert list(rows(path)[0]) == COLUMNS
    assert [
        row for row in rows(path) if not all(re.fullmatch(r"[1-5]\d\d", row[role] or "") for role in ROLES)
    ] == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_cell_holds(cast, path, role):
    asked = {label(row): answer(cast, role, row) for row in rows(path)}
    assert asked == {label(row): int(row[role]) for row in rows(path)}


def label(row):
    return f"{row['method']} {row['route']} {row['fixture']}".rstrip()


def answer(cast, role, row):
    """The status of one request, whose traces in the database and the browser are then taken back."""
    client = cast.client(role)
    client.raise_request_exception = False
    cookies = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        address = fill(row["route"], {"lang": "ar", **TARGETS[row["fixture"]](cast)})
        status = client.generic(row["method"], address).status_code
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return status


def fill(route, values):
    return "/" + re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), route)
