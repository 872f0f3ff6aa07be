"""While the database is away, pages and programs are told that it comes back."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


def away(execute, sql, params, many, context):
    raise OperationalError("connection refused")


def broken(execute, sql, params, many, context):
    raise ValueError("a mistake of ours")


def test_a_page_says_in_both_languages_that_the_site_comes_back(visitor):
    with connection.execute_wrapper(away):
        answer = visitor.get("/ar/groups/")
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert "الموقع متوقف للحظات ثم يعود" in text
    assert "The site is away for a moment" in text


def test_a_program_is_told_with_a_problem(visitor):
    with connection.execute_wrapper(away):
        answer = visitor.get("/api/v1/groups/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_mistake_of_ours_is_no_absence(visitor):
    with connection.execute_wrapper(broken):
        assert visitor.get("/ar/groups/").status_code == 500
