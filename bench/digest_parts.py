"""Each part of the bench in a process of its own: `python -m bench.digest_parts write|send N|plan|naive REDIS N`."""

import json
import resource
import smtplib
import sys
import threading
import time
from datetime import timedelta
from typing import Any

import django


class Counter:
    """How many statements went to the database."""

    queries = 0

    def __call__(self, execute, *asked):
        self.queries += 1
        return execute(*asked)


def plan():
    from workers.digests import planning

    begun = time.perf_counter()
    opened = planning.plan()
    return {"seconds": time.perf_counter() - begun, "opened": opened}


def write():
    """Everybody's window has ended: all digests, and the queries of each batch."""
    from django.db import connection
    from django.utils import timezone

    from workers.digests import planning
    from workers.models import OutgoingMessage, Window

    counted, whole = [], planning._take

    def taking(pks, press):
        seen = Counter()
        with connection.execute_wrapper(seen):
            taken = whole(pks, press)
        counted.append(seen.queries)
        return taken

    planning._take = taking
    before = OutgoingMessage.objects.count()
    last = Window.objects.open().order_by("-end").first().end
    begun = time.perf_counter()
    closed = planning.write_due(max(last, timezone.now()) + timedelta(minutes=1))
    seconds = time.perf_counter() - begun
    batches = counted[1:-1] or counted[:1]  # the first reads the week for all, the last is short
    return {
        "seconds": seconds,
        "closed": closed,
        "mails": OutgoingMessage.objects.count() - before,
        "most": max(batches),
        "once": counted[0] - min(batches),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def send(number):
    """The next mails by ours, by smtplib alone, and by it with a commit for each: over as many connections; seconds."""
    from django.conf import settings

    from workers import outbox

    chosen = put_aside_all_but(int(number))
    mails = [(row.pk, row.sender, row.recipient, row.content) for row in chosen]
    where = settings.EMAIL_TRANSPORT, settings.MAIL_CONNECTIONS
    found = {
        "alone": timed(lambda: send_alone(mails, *where)),
        "noted": timed(lambda: send_alone(mails, *where, note)),
    }
    tidy_up()
    found["ours"] = timed(outbox.drain)
    sent = type(chosen[0]).objects.filter(pk__in=[row.pk for row in chosen], state="sent").count()
    assert sent == len(chosen), f"{sent} of {len(chosen)} were sent"
    return found


def put_aside_all_but(number):
    """So many mails that wait; no other one is due."""
    from django.utils import timezone

    from workers.models import OutgoingMessage

    now = timezone.now()
    OutgoingMessage.objects.due(now).update(next_at=now + timedelta(days=1))
    live = OutgoingMessage.objects.live()
    chosen = list(live.order_by("pk")[:number])
    live.filter(pk__in=[row.pk for row in chosen]).update(next_at=now)
    return chosen


def tidy_up():
    """What preparing left behind is no cost of sending."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE workers_outgoingmessage")


def send_alone(mails, place, connections, then=lambda pk: None):
    """What smtplib needs for these messages, in as many threads as there are connections."""

    def work(some):
        from django.db import connection

        with smtplib.SMTP(place["host"], place["port"]) as server:
            for pk, sender, recipient, content in some:
                server.sendmail(sender, [recipient], content)
                then(pk)
        connection.close()

    threads = [
        threading.Thread(target=work, args=[mails[start::connections]]) for start in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def note(pk):
    """The least that remembers a mail over a crash: one row changed and on disk before the next is sent."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE workers_outgoingmessage SET error = 'noted' WHERE id = %s", [pk])


def naive(redis, number):
    from bench import naive_digests

    return naive_digests.measure(redis, int(number))


def timed(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    settings.DEBUG = False
    parts: dict[str, Any] = {"plan": plan, "write": write, "send": send, "naive": naive}
    print(json.dumps(parts[sys.argv[1]](*sys.argv[2:])))
