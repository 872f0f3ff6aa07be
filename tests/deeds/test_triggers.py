"""PostgreSQL itself keeps the journal: nothing in it is changed, whoever asks."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from deeds.apps import require_read_committed
from deeds.journal import record, seal
from deeds.models import Entry, EntryText, Unsealed
from tests.journal import TABLES, tamper


@pytest.fixture
def sealed(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    entry = record("x.y", ("x.y", 1), by=None, audience=["public"], title="t")
    seal()
    return entry


def attempt(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE deeds_entry SET deed = 'x.z'",
        "UPDATE deeds_entry SET deed = deed WHERE false",
        "DELETE FROM deeds_entry",
        "DELETE FROM deeds_entry WHERE false",
        "TRUNCATE deeds_entry CASCADE",
        "UPDATE deeds_seal SET seq = seq + 1",
        "DELETE FROM deeds_seal",
        "TRUNCATE deeds_seal",
        "UPDATE deeds_entrytext SET title_en = 'u'",
        "TRUNCATE deeds_entrytext",
        "TRUNCATE accounts_person CASCADE",
    ],
)
def test_the_database_refuses(sealed, sql):
    with pytest.raises(IntegrityError, match="The journal is insert-only"):
        attempt(sql)


@pytest.mark.postgres
def test_a_text_may_be_erased_and_a_queue_be_emptied(sealed):
    attempt("DELETE FROM deeds_entrytext")
    attempt("DELETE FROM deeds_unsealed")
    assert (Entry.objects.count(), EntryText.objects.count(), Unsealed.objects.count()) == (1, 0, 0)


@pytest.mark.postgres
def test_the_triggers_are_on_again_after_the_tests_opened_the_journal(sealed):
    tamper("UPDATE deeds_entry SET deed = 'x.z'")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgenabled FROM pg_trigger WHERE tgname LIKE '%is_insert_only'"
        )
        assert sorted(cursor.fetchall()) == [(table, "O") for table in sorted(TABLES)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_be_flushed(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with transaction.atomic():
        record("x.y", ("x.y", 1), by=None, audience=["public"], title="t")
    assert seal() == 1


def test_a_person_in_the_journal_stays_as_a_row(cast):
    record("x.y", ("x.y", 1), by=cast.volunteer, audience=["public"], title="t")
    with pytest.raises(ProtectedError):
        cast.volunteer.delete()


@pytest.mark.postgres
@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_another_isolation_stops_the_start_with_a_sentence(level, django_db_blocker, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "postgres")
    other = connection.copy()
    options = other.settings_dict["OPTIONS"]
    flag = f"{options['options']} -c default_transaction_isolation={level.replace(' ', chr(92) + ' ')}"
    other.settings_dict = {**other.settings_dict, "OPTIONS": {**options, "options": flag}}
    with django_db_blocker.unblock(), pytest.raises(ImproperlyConfigured) as error:
        other.connect()
    assert str(error.value) == (
        f"The database isolates transactions by “{level}”. "
        "Set its default_transaction_isolation to 'read committed'."
    )
    assert other.connection is None


def test_the_isolation_we_have_is_the_one_we_need(db):
    require_read_committed(sender=None, connection=connection)
