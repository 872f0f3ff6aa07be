"""TRUST 3 to 5: Redis is only a doorbell. It goes, is emptied or was never there: nothing is lost, no page fails."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from deeds.journal import verify
from deeds.models import Unsealed
from tests.cast import join, make_group, make_person
from tests.deployment import Visitor
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
from workers.models import Heartbeat

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.xdist_group("the whole machine")]
PAGES = ["/ar/", "/en/groups/?q=music", "/ar/groups/", "/en/services/"]
ENDS = [("SIGTERM", signal.SIGTERM, 1), ("kill", signal.SIGKILL, 1), ("away", signal.SIGTERM, 30)]


def beating_since(moment):
    return Heartbeat.objects.filter(job="heartbeat", at__gt=moment).exists()


def test_redis_is_stopped_killed_and_away_for_half_a_minute(site, broker, mails, record_property):
    site.start("worker", "mail", "beat", "web")
    wait_until(lambda: beating_since(timezone.now() - timedelta(minutes=1)), 60)
    written = 0
    with visited(site, PAGES, pause=0.2) as seen:
        for name, how, seconds in ENDS:
            write(50, f"before-{name}")
            broker.end(how)
            write(50, f"during-{name}")
            time.sleep(seconds)
            broker.start()
            written += 100
            again = consuming_again()
            record_property(f"consuming_again_after_{name}", again)
            assert again <= 90
        wait_until(lambda: unsent() == 0, 90)
    record_property("pages", len(seen))
    assert statuses(seen) == {200}
    assert lost_and_double(mails, written) == (0, 0)


def consuming_again():
    """Seconds until the clock is heard and a new mail leaves."""
    back, began = timezone.now(), time.monotonic()
    wait_until(lambda: beating_since(back), 120)
    wait_until(lambda: unsent() == 0, 120)
    return round(time.monotonic() - began, 1)


def test_redis_is_emptied_while_two_thousand_mails_go_out(site, broker, mails, record_property):
    site.start("worker", "mail", "beat", "web")
    leader = make_person("leader")
    visitor = signed_in(site, leader)
    assert visitor.status("/ar/me/") == 200
    write(2000, "mail")
    flushes = []

    def flush():
        flushes.append(len(mails.taken))
        broker.client.flushall()
        return len(mails.taken) == 2000 and unsent() == 0

    began = time.monotonic()
    wait_until(flush, 120)
    record_property("seconds", round(time.monotonic() - began, 1))
    amid = sum(0 < taken < 2000 for taken in flushes)
    record_property("flushes_amid", amid)
    assert amid >= 3
    assert lost_and_double(mails, 2000) == (0, 0)
    assert visitor.address_after("/ar/me/") == f"{site.address}/ar/me/"


def test_a_thousand_requests_without_a_redis_from_the_start(site, broker, mails, record_property):
    broker.end(signal.SIGKILL)
    site.start("worker", "mail", "beat", "web")
    leader = make_person("leader")
    group = make_group("basira", name_ar="مجموعة بصيرة")
    join(leader, group, "leader")
    editor = signed_in(site, leader)
    with ThreadPoolExecutor(8) as askers:
        edits = askers.submit(lambda: [edit(editor, group, number) for number in range(25)])
        seen = list(askers.map(lambda number: asked(site, PAGES[number % len(PAGES)]), range(950)))
        seen += edits.result()
    write(100, "written")
    record_property("p95_seconds", slowest(seen))
    record_property("requests", len(seen) + 25)
    assert statuses(seen) == {200}
    assert (Unsealed.objects.count() > 0, unsent()) == (True, 100)

    broker.start()
    began = time.monotonic()
    wait_until(lambda: unsent() == 0 and not Unsealed.objects.exists(), 120)
    record_property("drained_after", round(time.monotonic() - began, 1))
    assert lost_and_double(mails, 100) == (0, 0)
    assert verify() is None


def asked(site, path):
    began = time.monotonic()
    return Visitor(site.address).status(path), time.monotonic() - began


def edit(editor, group, number):
    began = time.monotonic()
    edit_summary(editor, group, f"ملخص {number}")
    return 200, time.monotonic() - began
