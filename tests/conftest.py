"""What every test stands on: mail through the outbox, real input where it is, skips that CI turns into failures."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.cast import make_cast


def required(need):
    return need in os.environ.get("REQUIRE", "").split(",")


def pytest_collection_modifyitems(items):
    """On SQLite the tests that need PostgreSQL step aside; ./dev test runs them in parts of their own."""
    if connection.vendor == "postgresql":
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL (DATABASE_URL)")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)


@pytest.fixture(autouse=True, scope="session")
def mail_goes_through_the_outbox(django_test_environment):
    """Django's test environment swaps the mail backend for its own; the product never sends past its outbox."""
    settings.EMAIL_BACKEND = "workers.outbox.Backend"


JOURNAL = ("deeds_entry", "deeds_seal", "deeds_entrytext")


@pytest.fixture(autouse=True, scope="session")
def transactional_tests_may_flush_the_journal(django_test_environment):
    """On PostgreSQL the journal refuses TRUNCATE, so its triggers are off, by name, inside the flush alone."""
    plain = DatabaseOperations.execute_sql_flush

    def flush(operations, statements):
        off = [f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_insert_only" for table in JOURNAL]
        on = [f"ALTER TABLE {table} ENABLE TRIGGER {table}_is_insert_only" for table in JOURNAL]
        return plain(operations, [*off, *statements, *on])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture(scope="session")
def samples():
    """The folder of real input; where it is missing the test is skipped, or fails when REQUIRE names samples."""
    if settings.SAMPLES_DIR.is_dir():
        return settings.SAMPLES_DIR
    if required("samples"):
        pytest.fail("SAMPLES_DIR is not there, and REQUIRE names samples.")
    pytest.skip("SAMPLES_DIR is not there")


@pytest.fixture
def cast(db):
    """Everybody of tests/cast.py, fresh for this test."""
    return make_cast()
