"""Who may ask for what: each file beside this one states the status of every address, method and role.

`route` is the address as the URL table has it, `fixture` names its parameters (targets.py), and a POST brings a
version that nobody saw and nothing else: 422 or 200 then means "you may, but fill in the form". Nothing that somebody
with a session is shown may be kept for others.
"""

import csv
import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponseNotFound
from django.views.defaults import page_not_found

from tests import house
from tests.cast import ROLES
from tests.matrix.targets import TARGETS

FILES = sorted(Path(__file__).parent.glob("*.csv"))
BOTH = "GET, POST"
FORM = "application/x-www-form-urlencoded"
STATED = re.compile(r"[1-5]\d\d(, [1-5]\d\d)?")
COLUMNS = ["route", "method", "fixture", *ROLES]
SOME = 40  # rows a test
FEW = (
    "public",
    "leader",
    "chair",
    "partner",
    "operator",
)  # PostgreSQL draws each page; who may see it is the same


def rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


PARTS = [(path, start) for path in FILES for start in range(0, len(rows(path)), SOME)]


def addresses():
    """{(file, route, method)} of all that can be asked for; allauth and the admin take one row for GET and POST."""
    seen = set()
    for route, pattern in house.routes():
        guest = not house.is_ours(route, pattern)
        for method in [BOTH] if guest else house.methods(pattern):
            if route not in seen:
                yield "accounts" if guest else house.room(pattern), route, method
        seen.add(route)


def test_every_address_and_method_has_a_row_and_every_row_an_address():
    stated = {(path.stem, row["route"], row["method"]) for path in FILES for row in rows(path)}
    assert sorted(stated ^ set(addresses())) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_cell_is_stated(path):
    assert list(rows(path)[0]) == COLUMNS
    assert [row for row in rows(path) if not all(STATED.fullmatch(row[role] or "") for role in ROLES)] == []


@pytest.fixture
def drawn_once(monkeypatch):
    """Half of all cells answer with one and the same page: drawn for a role's first, told by status for the others."""
    drawn = {}

    def not_found(request, exception):
        if request.user.pk in drawn:
            return HttpResponseNotFound()
        return drawn.setdefault(request.user.pk, page_not_found(request, exception))

    monkeypatch.setattr("django.conf.urls.handler404", not_found)


@pytest.mark.parametrize(("path", "start"), PARTS, ids=lambda value: getattr(value, "stem", value))
def test_every_cell_holds(cast, drawn_once, path, start):
    stated = rows(path)[start : start + SOME]
    roles = ROLES if connection.vendor == "sqlite" else FEW
    clients = {role: cast.client(role) for role in roles}
    asked = {label(row): answers(cast, clients, row) for row in stated}
    assert asked == {label(row): {role: row[role] for role in roles} for row in stated}


def label(row):
    return f"{row['method']} {row['route']} {row['fixture']}".rstrip()


def answers(cast, clients, row):
    """{role: the status of this row's request}, all asked in one world, which is then taken back."""
    with transaction.atomic():
        address = fill(row["route"], {"lang": "ar", **TARGETS[row["fixture"]](cast, row["route"])})
        given = {role: answer(client, row["method"], address) for role, client in clients.items()}
        transaction.set_rollback(True)
    return given


def answer(client, methods, address):
    """The status of a request; of two requests `200, 405`, or one figure when both agree."""
    statuses = [ask(client, method, address) for method in methods.split(", ")]
    return ", ".join(dict.fromkeys(statuses))


def ask(client, method, address):
    """The status of one request, whose traces in the database and the browser are then taken back."""
    client.raise_request_exception = False
    cookies = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        answer = client.generic(method, address, "version=0", FORM)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return f"{answer.status_code}{' for others too' if is_shared(answer, cookies) else ''}"


def is_shared(answer, cookies):
    """Whether a shared cache may show others what somebody with a session got; no cell says so."""
    public = "public" in answer.headers.get("Cache-Control", "")
    return public and settings.SESSION_COOKIE_NAME in cookies and not getattr(answer, "same_for_all", False)


def fill(route, values):
    return "/" + re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), route)
