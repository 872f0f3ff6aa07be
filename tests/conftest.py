"""What every test stands on: mail through the outbox, real input where it is, skips that CI turns into failures."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests.cast import make_cast
from tests.journal import journal_opened


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


@pytest.fixture(autouse=True, scope="session")
def the_journal_may_be_flushed():
    """The journal's triggers rest while Django truncates all tables after a transactional test, and never else."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_triggers(test):
        with journal_opened():
            flush(test)

    TransactionTestCase._fixture_teardown = flush_without_triggers
    yield
    TransactionTestCase._fixture_teardown = flush


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
