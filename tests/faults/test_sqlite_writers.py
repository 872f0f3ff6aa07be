"""TRUST 28: four processes write to one SQLite file at once, and none of them ever meets a locked database."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("the whole machine")]
WRITERS, EACH = 4, 500

SET_UP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from accounts.models import Person
from directory.models import Group
Person.objects.create(email="writer@example.test", name="كاتب")
Group.objects.create(slug="one", name_en="One")
"""
WRITE = f"""
import django; django.setup()
from django.db import OperationalError, transaction
from accounts.models import Person
from deeds.journal import record
from deeds.lifecycle import Refused, claim
from directory.models import Group
by, group = Person.objects.get(), Group.objects.get()
locked = 0
for number in range({EACH}):
    try:
        with transaction.atomic():
            claim(group)
            record("x.y", group, by=by, audience=["public"], title="t")
    except (OperationalError, Refused):
        locked += 1
print(locked)
"""
READ_BACK = """
import django; django.setup()
from deeds.journal import head, seal, verify
from directory.models import Group
seal()
print(verify(), head().seq, Group.objects.get().version)
"""


def run(code, folder):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "1",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/writers.sqlite3",
    }
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )


def answer(process):
    out, _errors = process.communicate(timeout=240)
    assert process.returncode == 0
    return out.strip()


def test_four_writers_never_meet_a_locked_database(tmp_path):
    answer(run(SET_UP, tmp_path))
    writers = [run(WRITE, tmp_path) for _writer in range(WRITERS)]
    assert [answer(writer) for writer in writers] == ["0"] * WRITERS
    assert answer(run(READ_BACK, tmp_path)) == f"None {WRITERS * EACH} {1 + WRITERS * EACH}"
