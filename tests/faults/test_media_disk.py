"""TRUST 18: the disk of the uploaded files is full: a clear error, no orphan row, no half file.

The disk is a limit on how large this process may let a file grow, so the first widths fit and a later one breaks in
the middle, as on a disk with a little room left.
"""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.faults

FILL_UP = """
import resource, signal
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import translation
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
settings.ALLOWED_HOSTS = ["testserver"]
from directory import media
from directory.models import Achievement, Photo
from tests.cast import make_cast
from tests.directory.media import pictures
cast = make_cast()
client = cast.client("editor")
address = f"/en/groups/{cast.group.slug}/edit/achievements/new/"

def tell(**said):
    large = pictures.sent(pictures.good(size=(1600, 1200)))
    said = {"title_en": "We met", "happened_on": "2026-01-02", "people": "nobody", "photos": large} | said
    return client.post(address, said)

def stored():
    return len(media.listed("photos"))

log = __import__("logging").getLogger("django.request").setLevel("CRITICAL")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
write = media.write
def on_a_full_disk(name, content):
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, was[1]))
    try:
        write(name, content)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)
media.write = on_a_full_disk
answer = tell()
page = answer.content.decode()
print(answer.status_code, "no room for it at the moment" in page, "We met" in page)
print(Achievement.objects.count(), Photo.objects.count(), stored())
media.write = write
print(tell().status_code, Achievement.objects.count(), Photo.objects.count(), stored())
"""


def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "1",
        "SECOND_FACTOR": "off",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/full.sqlite3",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    done = subprocess.run(
        [sys.executable, "-c", FILL_UP],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.stdout.splitlines()[-3:] == ["422 True True", "0 0 0", "302 1 1 5"], done.stderr
