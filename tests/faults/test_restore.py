"""TRUST 27: backup and restore by docs/operate.md alone, its commands run as they stand there."""

import os
import re
import shutil
import subprocess
import time
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.core.mail import send_mail
from django.db import transaction

from deeds import journal
from tests.cast import make_cast
from tests.deployment import SECRETS, bare
from tests.site import ROOT
from tests.workers.test_work import database_url
from workers.models import OutgoingMessage
from workers.outbox import restored

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ENTRIES = 300


@pytest.fixture(autouse=True)
def the_tools_of_postgresql():
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed (Debian: apt install postgresql-client)")


@pytest.fixture
def copy():
    """The address of the restored database, whose name the docs' `createdb multaqa` gets; dropped at the end."""
    parts = urlsplit(database_url())
    name = f"{parts.path[1:]}_restored"
    drop(name)
    yield urlunsplit(parts._replace(path=f"/{name}"))
    drop(name)


def drop(name):
    with psycopg.connect(database_url(), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def old_site(settings, tmp_path):
    """A site with a history: a cast, a journal, a file, and two mails that waited when the dump was made."""
    settings.VAR_DIR = tmp_path / "old"
    settings.SECRET_KEY = SECRETS["SECRET_KEY"]
    (settings.VAR_DIR / "media").mkdir(parents=True)
    (settings.VAR_DIR / "media" / "photo.jpg").write_bytes(os.urandom(5000))
    cast = make_cast()
    with transaction.atomic():
        for number in range(ENTRIES):
            journal.record("x.y", cast.group, by=cast.leader, audience=["public"], title=f"Deed {number}")
    journal.seal()
    restored.open_mailroom()
    for name in ("mother", "father"):
        send_mail("s", "b", "no-reply@multaqa.example", [f"{name}@example.org"])
    return settings.VAR_DIR


def blocks():
    """[backup, backup with Docker, restore, restore with Docker]"""
    text = (ROOT / "docs" / "operate.md").read_text().partition("## Backup and restore")[2]
    return re.findall(r"```\n(.*?)```", text.partition("\n## ")[0], re.S)


def run(commands, cwd, url, var):
    parts = urlsplit(url)
    place = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port or 5432),
        "PGUSER": parts.username or "postgres",
    }
    site = {"DATABASE_URL": url, "VAR_DIR": str(var), "SITE_URL": "http://localhost", **SECRETS}
    environment = bare({**place, **site, "PYTHONPATH": str(ROOT)})
    script = f"set -e\n{commands.replace('manage.py', str(ROOT / 'manage.py'))}"
    done = subprocess.run(["bash", "-c", script], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fingerprints(url):
    """{table: (rows, digest of all rows)}"""
    with psycopg.connect(url) as database:
        tables = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        asked = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t"
        return {name: database.execute(asked.format(f'"{name}"')).fetchone() for (name,) in tables}


def test_what_was_backed_up_comes_back_and_sends_nothing_twice(old_site, copy, tmp_path, record_property):
    backup, _with_docker, restore, _restore_with_docker = blocks()
    began = time.monotonic()
    run(backup, tmp_path, database_url(), old_site)
    before = fingerprints(database_url())
    new = tmp_path / "new"
    said = run(
        restore.replace("createdb multaqa", f"createdb {copy.rpartition('/')[2]}"), tmp_path, copy, new
    )
    record_property("seconds", round(time.monotonic() - began, 1))
    after = fingerprints(copy)
    record_property("rows", sum(rows for rows, _digest in after.values()))
    different = {name for name in before if before[name] != after.get(name)}
    assert different <= {"directory_card"}, "cards are made anew by rebuild_search"
    assert set(before) == set(after)
    assert f" {ENTRIES}:" in said, "the head to which the journal holds"
    assert (new / "media" / "photo.jpg").read_bytes() == (old_site / "media" / "photo.jpg").read_bytes()
    assert (new / "search" / "CURRENT").exists()

    make_it_old(copy)
    run("python manage.py work --once --only outbox", tmp_path, copy, new)
    assert states(copy) == ["held", "held"]
    assert not list((new / "mail").glob("*.eml"))
    assert OutgoingMessage.objects.live().count() == 2


def make_it_old(url):
    """The dump lay for a day."""
    with psycopg.connect(url) as database:
        database.execute("UPDATE workers_mailroom SET opened_at = opened_at - interval '1 day'")
        database.execute("UPDATE workers_outgoingmessage SET created_at = created_at - interval '1 day'")


def states(url):
    with psycopg.connect(url) as database:
        return [
            state for (state,) in database.execute("SELECT state FROM workers_outgoingmessage").fetchall()
        ]


def test_a_dump_that_lost_its_end_is_found_by_the_head_that_was_kept(old_site, copy, tmp_path):
    backup, _docker, restore, _restore = blocks()
    run(backup, tmp_path, database_url(), old_site)
    cut = f'psql --quiet --dbname={copy} --command="{CUT}"'
    steps = restore.replace("createdb multaqa", f"createdb {copy.rpartition('/')[2]}")
    steps = steps.replace("python manage.py verify_journal", f"{cut}\npython manage.py verify_journal")
    with pytest.raises(AssertionError, match=f"CommandError: .*{ENTRIES}"):
        run(steps, tmp_path, copy, tmp_path / "new")


CUT = """SET session_replication_role = replica;
DELETE FROM deeds_seal WHERE seq > 200;
DELETE FROM deeds_entrytext WHERE entry_id NOT IN (SELECT entry_id FROM deeds_seal);
DELETE FROM deeds_entry WHERE id NOT IN (SELECT entry_id FROM deeds_seal)"""
