"""Opens the journal against its own triggers, as only someone with the database's keys can."""

from contextlib import contextmanager

from django.db import connection

TABLES = ("deeds_entry", "deeds_entrytext", "deeds_seal")


@contextmanager
def journal_opened():
    """On PostgreSQL the insert-only triggers are off inside; on SQLite there are none."""
    switch("DISABLE")
    try:
        yield
    finally:
        switch("ENABLE")


def switch(how):
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still to come cannot be altered
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {table}_is_insert_only")


def tamper(sql, *params):
    """Runs one statement past everything that guards the journal."""
    with journal_opened(), connection.cursor() as cursor:
        cursor.execute(sql, params)
