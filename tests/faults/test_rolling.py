"""TRUST 13 and 16: everything runs twice, or is replaced while it works; nothing is lost, nothing done twice."""

import signal
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from deeds.journal import verify
from deeds.models import Entry, Unsealed
from directory.models import Membership
from tests.cast import join, make_group, make_person
from tests.faults.conftest import (
    edit_summary,
    lost_and_double,
    signed_in,
    slowest,
    statuses,
    unsent,
    visited,
    write,
)
from tests.site import wait_until
from workers.digests import planning
from workers.models import Heartbeat, OutgoingMessage, Window
from workers.schedule import CLOCK

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.xdist_group("the whole machine")]
SILENT = 30
DEPLOYS, MAILS = 3, 667
WORKERS = ("worker", "mail", "beat", "search")


def test_two_beats_and_two_workers_do_everything_once(site, mails, record_property):
    for number in range(SILENT):
        silent_leader(number)
    recipients = planning.plan(timezone.now() - timedelta(days=8))
    site.start("beat", "beat 2", "worker", "worker 2", "mail", "mail 2")
    wait_until(lambda: all_jobs_ran() and not Window.objects.due().exists() and unsent() == 0, 120)
    warned = Entry.objects.filter(deed="membership.warn_of_silence").count()
    closed = Window.objects.exclude(state__in=["open", "merged"]).count()
    record_property("warnings", warned)
    record_property("windows_closed_of_recipients", f"{closed} of {recipients}")
    assert (warned, recipients) == (SILENT, 2 * SILENT)
    assert (closed, Window.objects.open().count()) == (recipients, recipients)
    assert sorted(mails.recipients) == sorted(OutgoingMessage.objects.values_list("recipient", flat=True))
    assert OutgoingMessage.objects.filter(recipient__startswith="leader").count() >= SILENT


def silent_leader(number):
    """A group whose leader was not seen for three months, and who has a deputy: due for one warning."""
    group = make_group(f"group-{number}", name_ar=f"مجموعة {number}")
    long_ago = timezone.now() - timedelta(days=90)
    leader = make_person(f"leader_{number}", joined_at=long_ago)
    join(leader, group, "leader")
    join(make_person(f"deputy_{number}"), group)
    Membership.objects.filter(group=group, role="member").update(is_deputy=True)


def all_jobs_ran():
    return {job.name for job in CLOCK} <= set(
        Heartbeat.objects.exclude(at=None).values_list("job", flat=True)
    )


def test_three_deploys_while_mails_go_out_and_pages_are_kept(site, mails, record_property):
    site.more |= {"MAIL_PER_MINUTE": "4000"}
    site.start(*WORKERS, "web")
    leader, group = make_person("leader"), make_group("basira", name_ar="مجموعة بصيرة")
    join(leader, group, "leader")
    editor = signed_in(site, leader)
    amid, edits = [], Edits(editor, group)
    with visited(site, ["/ar/", "/ar/groups/", "/en/groups/?q=music"]) as seen, edits:
        for number in range(1, DEPLOYS + 1):
            write(MAILS, f"mail-{number}")
            taken = len(mails.taken)
            wait_until(lambda before=taken: len(mails.taken) > before, 60)
            amid.append(number * MAILS - len(mails.taken))
            deploy(site)
        wait_until(lambda: unsent() == 0, 180)
    wait_until(lambda: not Unsealed.objects.exists(), 60)
    record_property("mails_waiting_at_each_deploy", str(amid))
    record_property("pages", len(seen))
    record_property("p95_seconds", slowest(seen))
    record_property("edits", edits.saved)
    assert min(amid) > 0
    assert statuses(seen) == {200}
    assert lost_and_double(mails, DEPLOYS * MAILS) == (0, 0)
    assert edits.saved == Entry.objects.filter(deed="directory.edit").count() > 0
    assert verify() is None


def deploy(site):
    """As docs/operate.md has it: the schema, the web process takes up the new code, the others are started anew."""
    site.run_once("migrate")
    site.running["web"].send_signal(signal.SIGHUP)
    assert [site.end(name) for name in WORKERS] == [0] * len(WORKERS)
    site.start(*WORKERS)
    since = timezone.now()
    wait_until(lambda: Heartbeat.objects.filter(job="heartbeat", at__gt=since).exists(), 60)


class Edits(threading.Thread):
    """Somebody who saves the same page again and again; `saved` counts."""

    def __init__(self, editor, group):
        super().__init__()
        self.editor, self.group = editor, group
        self.saved, self.over = 0, threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.over.set()
        self.join()

    def run(self):
        while not self.over.wait(0.5):
            edit_summary(self.editor, self.group, f"ملخص {self.saved}")
            self.saved += 1
