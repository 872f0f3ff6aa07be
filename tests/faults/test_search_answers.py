"""kill -9 of the search writer again and again: once it has caught up, three hundred requests are answered as ever."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("the whole machine")]

ROOT = Path(__file__).resolve().parents[2]
KILLS = 8
DJANGO = "import json, sys, django; django.setup()\n"
EDIT = """
from django.db import transaction
from deeds import journal
from directory.models import Group, Service
number = int(sys.argv[1])
with transaction.atomic():
    groups = list(Group.objects.listed().order_by("pk"))
    for group in groups[number % 4 :: 4]:
        group.name_ar = f"{group.name_ar} {number}"
        group.summary_en = f"{group.summary_en} Round{number}"
        group.save()
    Service.objects.filter(group=groups[number]).delete()
    lines = [journal.Line("tests.edit", group, ["public"], "Edited", quiet=True) for group in groups]
    journal.record_many(lines, by=None)
journal.seal()
"""
WRITE = """
from directory.search import build
from workers.readers import search
build.AT_ONCE = 3
print("ready", flush=True)
while search.catch_up():
    pass
"""
ANSWER = """
from tests.directory.search.three_hundred import answers
json.dump(answers(), sys.stdout)
"""


@pytest.fixture
def site(tmp_path):
    """The environment of a demo of its own, whose index is up to date."""
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_DIR")}
    env |= {"VAR_DIR": str(tmp_path / "var"), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    for command in (["migrate"], ["demo"], ["work", "--once"]):
        subprocess.run([sys.executable, "manage.py", *command, "-v0"], cwd=ROOT, env=env, check=True)
    return env


def test_a_killed_writer_leaves_no_other_answers(site):
    undisturbed = written(site)
    for kill in range(KILLS):
        ran(site, EDIT, str(kill))
        killed(site, after=undisturbed * kill / KILLS)
    written(site)
    caught_up = answered(site)
    subprocess.run([sys.executable, "manage.py", "rebuild_search", "-v0"], cwd=ROOT, env=site, check=True)
    assert caught_up == answered(site)
    assert sum(answer["count"] > 0 for answer in caught_up) > len(caught_up) / 3


def ran(site, program, *args):
    command = [sys.executable, "-c", DJANGO + program, *args]
    return subprocess.run(command, cwd=ROOT, env=site, check=True, stdout=subprocess.PIPE, text=True).stdout


def answered(site):
    return json.loads(ran(site, ANSWER))


def started(site):
    command = [sys.executable, "-c", DJANGO + WRITE]
    writer = subprocess.Popen(command, cwd=ROOT, env=site, stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "ready\n"
    return writer


def written(site):
    """Seconds that a writer takes which nobody kills, one round of edits before it."""
    ran(site, EDIT, str(KILLS))
    with started(site) as writer:
        begun = time.monotonic()
    assert writer.returncode == 0
    return time.monotonic() - begun


def killed(site, after):
    with started(site) as writer:
        time.sleep(after)
        writer.kill()
