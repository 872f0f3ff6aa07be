"""Two runs of one file at once, and a leader who takes the page over meanwhile."""

import io
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from deeds.models import Entry
from directory.imports import loading
from directory.models import Group
from tests.directory.imports.test_native import FULL

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_runs_at_once_each_group_is_created_once(words, table):
    path = table([FULL | {"external_id": str(number)} for number in range(300)])
    begin, failures = threading.Barrier(2), []

    def run():
        try:
            begin.wait()
            call_command("import_groups", path, stdout=io.StringIO(), stderr=io.StringIO())
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Group.objects.count() == 300
    assert Entry.objects.filter(deed="directory.import").count() == 300


def test_a_page_that_is_claimed_during_the_run_is_left_alone(words, table, bring, monkeypatch):
    """The claim comes after the file was read and before its rows are locked."""
    bring(table([FULL]))
    look = loading.known_by_name

    def claimed_meanwhile(rows):
        Group.objects.update(claimed_at=timezone.now(), name_ar="اسم المسؤولة")
        return look(rows)

    monkeypatch.setattr(loading, "known_by_name", claimed_meanwhile)
    result = bring(table([FULL]))
    assert (result.counts["claimed"], Group.objects.get().name_ar) == (1, "اسم المسؤولة")
