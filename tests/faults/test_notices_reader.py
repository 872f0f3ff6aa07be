"""Two readers of notices at once, killed in mid-run again and again: every line stands in its inbox once."""

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from accounts.models import Notice
from deeds import journal
from directory.models import Ask
from tests.cast import join, make_group, make_person
from workers.readers import notices

pytestmark = [
    pytest.mark.faults,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("the whole machine"),
]
ROOT = Path(__file__).resolve().parents[2]
QUESTIONS, LEADERS, ROUNDS = 600, 3, 6
READER = """
import django; django.setup()
from workers.readers import notices
notices.BATCH = 7
print("ready", flush=True)
notices.catch_up()
"""


@pytest.fixture
def environment():
    """Processes beside this one, on the same database."""
    place = connection.settings_dict
    who = quote(place["USER"]) + (f":{quote(place['PASSWORD'])}" if place["PASSWORD"] else "")
    url = f"postgres://{who}@{place['HOST']}:{place['PORT'] or 5432}/{place['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}


@pytest.fixture
def asked():
    group = make_group("asked")
    for number in range(LEADERS):
        join(make_person(f"leader{number}"), group, "leader")
    rows = [Ask(group=group, text="?", token_hash=f"{number:064}") for number in range(QUESTIONS)]
    Ask.objects.bulk_create(rows)
    with transaction.atomic():
        journal.record_many(
            [
                journal.Line("ask.send", ask, [f"group:{group.pk}:leader"], "A question was sent.")
                for ask in rows
            ],
            by=None,
        )
    while journal.seal():
        pass


def started(environment):
    reader = subprocess.Popen(
        [sys.executable, "-c", READER], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout.readline() == "ready\n"
    return reader


def test_nothing_is_lost_and_nothing_is_told_twice(asked, environment):
    reached = []
    for _round in range(ROUNDS):
        readers = [started(environment) for _each in range(2)]
        for reader in readers:
            try:
                reader.wait(random.uniform(0.05, 0.6))
            except subprocess.TimeoutExpired:
                reader.kill()
            reader.wait()
            reader.stdout.close()
        reached.append(notices.position())
    assert reached[0] > 0
    readers = [started(environment) for _each in range(2)]
    for reader in readers:
        assert reader.wait(60) == 0
        reader.stdout.close()
    told = Counter(Notice.objects.values_list("person", "thing"))
    assert (len(told), set(told.values())) == (QUESTIONS * LEADERS, {1})
    assert notices.position() == journal.head().seq
