"""What every test stands on: mail through the outbox, real input where it is, skips that CI turns into failures."""

import os
from functools import cache

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation

from api import limits
from tests.cast import make_cast
from tests.journal import journal_opened


def required(need):
    return need in os.environ.get("REQUIRE", "").split(",")


DATABASE = {"db", "transactional_db", "django_db_setup"}
SAME_FOR_ALL = {"django_content_type", "auth_permission"}  # made by migrate; no test writes there


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Marks what uses the database, so that only this runs on both; on SQLite what needs PostgreSQL steps aside."""
    skip = pytest.mark.skip(reason="needs PostgreSQL (DATABASE_URL)")
    for item in items:
        needs_postgres = item.get_closest_marker("postgres")
        if needs_postgres or item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames):
            item.add_marker("database")
        if needs_postgres and connection.vendor != "postgresql":
            item.add_marker(skip)


@pytest.fixture(autouse=True, scope="session")
def mail_goes_through_the_outbox(django_test_environment):
    """Django's test environment swaps the mail backend for its own; the product never sends past its outbox."""
    settings.EMAIL_BACKEND = "workers.outbox.Backend"


@pytest.fixture(autouse=True, scope="session")
def what_was_written_is_deleted():
    """After a transactional test its rows go, the journal's too; to truncate every table takes many times as long."""
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda _test: delete_everything()
    yield
    TransactionTestCase._fixture_teardown = flush


def delete_everything():
    with transaction.atomic(), journal_opened(), connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables()))
        for table, is_filled in zip(tables(), cursor.fetchone(), strict=True):
            if is_filled:
                cursor.execute(f"DELETE FROM {table}")


@cache
def tables():
    """The quoted names of all tables that tests write to."""
    every = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [connection.ops.quote_name(name) for name in every if name not in SAME_FOR_ALL]


@pytest.fixture(autouse=True)
def an_index_of_its_own(settings, tmp_path):
    """No test meets the search index of another; without `build.rebuild()` it has none."""
    settings.SEARCH_DIR = tmp_path / "search"


@pytest.fixture(autouse=True)
def the_sites_language():
    """A page in English leaves its language to the thread; no test speaks it because of the one before."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def words_of_its_own(monkeypatch):
    """No test meets the taxonomies of another: they are read for each question."""
    monkeypatch.setattr("directory.search.vocabulary.FRESH", 0)


@pytest.fixture(autouse=True)
def counts_of_its_own(monkeypatch):
    """No test meets the requests that another one counted ahead."""
    monkeypatch.setattr("api.limits.ahead", limits.Ahead())


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
