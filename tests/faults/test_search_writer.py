"""kill -9 of the search writer: what readers see stays whole, and catching up completes it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tantivy import Query

from directory.search import index
from directory.search.analyzer import analyze

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("the whole machine")]

ROOT = Path(__file__).resolve().parents[2]
GROUPS = 400
KILLS = 15
DJANGO = "import sys, django; django.setup()\n"
EDITOR = """
from django.db import transaction
from deeds import journal
from directory.models import Group
about = "words of a group " * 40
numbers = range(int(sys.argv[1]))
Group.objects.bulk_create(
    Group(slug=f"g{n}", name_en=f"Group {n}", about_en=about, standing="listed") for n in numbers
)
for line in sys.stdin:
    with transaction.atomic():
        Group.objects.update(name_en=f"Round{line.strip()} name")
        lines = [journal.Line("tests.edit", group, ["public"], "Edited", quiet=True) for group in Group.objects.all()]
        journal.record_many(lines, by=None)
    journal.seal()
    print("edited", flush=True)
"""
WRITER = """
from workers.readers import search
from directory.search import build
print("ready", flush=True)
sys.stdin.readline()
build.rebuild() if "rebuild" in sys.argv else search.catch_up()
print("done", flush=True)
"""


@pytest.fixture
def site(tmp_path):
    """The environment of a site of its own, with its tables made."""
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_DIR")}
    env |= {"VAR_DIR": str(tmp_path / "var"), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    return env


@pytest.fixture
def started(site):
    """`started(program, *args)` runs one beside the test; whatever is left at the end is killed."""
    running = []

    def start(program, *args):
        command = [sys.executable, "-c", DJANGO + program, *args]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        running.append(subprocess.Popen(command, cwd=ROOT, env=site, text=True, **pipes))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def say(process, line):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process, word):
    assert process.stdout.readline().strip() == word


def ready(started, *args):
    writer = started(WRITER, *args)
    hear(writer, "ready")
    return writer


def written(started, *args):
    """Seconds of a processor that a writer takes which nobody kills."""
    writer = ready(started, *args)
    begun = taken(writer)
    say(writer, "go")
    hear(writer, "done")
    return taken(writer) - begun


def taken(process):
    """Seconds of a processor that it has had; whatever else the machine does, a kill comes as far into its work."""
    after_its_name = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_its_name[11:13])) / os.sysconf("SC_CLK_TCK")


def kill(process, after):
    end = taken(process) + after
    while taken(process) < end and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()


def documents(words=""):
    """How many groups the index holds that have all these words, as a reader sees it."""
    terms = [Query.term_query(index.schema(), "name_surface", token.surface) for token in analyze(words)]
    query = Query.all_query().and_must_match(*terms) if terms else Query.all_query()
    return index.searcher().search(query, limit=1).count


def test_fifteen_kills_leave_a_whole_index_and_catching_up_completes_it(started, tmp_path, settings):
    settings.SEARCH_DIR = tmp_path / "var" / "search"
    editor = started(EDITOR, str(GROUPS))
    say(editor, 0)
    hear(editor, "edited")
    seconds = {"read": written(started), "rebuild": written(started, "rebuild")}
    behind = 0
    for number in range(1, KILLS + 1):
        say(editor, number)
        hear(editor, "edited")
        kind = "rebuild" if number % 3 == 0 else "read"
        writer = ready(started, kind)
        say(writer, "go")
        kill(writer, after=seconds[kind] * number / (KILLS + 1))
        assert documents() == GROUPS, f"after kill {number}"
        behind += index.read_cursor(index.current()).seq < GROUPS * (number + 1)
    assert behind > KILLS / 2  # most were killed with work left to do
    written(started)
    assert documents(f"Round{KILLS} name") == GROUPS
    assert index.read_cursor(index.current()).seq == GROUPS * (KILLS + 1)
    written(started, "rebuild")
    assert len([path for path in settings.SEARCH_DIR.iterdir() if path.is_dir()]) == 2
