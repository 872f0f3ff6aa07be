"""A connection that was kept is asked nothing while its server is silent, and given up once it went away; and prepared
statements."""

import pytest
from django.db import connection, connections

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kept():
    """A connection of its own to the tests' database."""
    other = connections.create_connection("default")
    other.ensure_connection()
    yield other
    other.close()


def end(other):
    """Its server ends it; it hears of that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid])


def test_a_silent_server_is_not_asked(kept, monkeypatch):
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", lambda _self: 1 / 0)
    assert kept.is_usable()


def test_a_prepared_statement_is_planned_once_a_connection_and_seen_among_the_queries(
    django_assert_num_queries,
):
    with django_assert_num_queries(3):
        for numbers in ("{1}", "{2,3}", "{70000,1099511627776}"):
            with connection.prepared_cursor() as cursor:
                cursor.execute("SELECT %s::bigint[]::text", [numbers])
                assert cursor.fetchone() == (numbers,)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::bigint[]%%'"
        )
        assert cursor.fetchone() == (1,)


def test_a_connection_that_its_server_ended_is_not_usable_before_and_after_it_was_tried(kept):
    end(kept)
    assert not kept.is_usable()
    assert kept.connection.closed
    assert not kept.is_usable()
