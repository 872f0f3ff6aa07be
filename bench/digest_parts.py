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

    counted, whole = [], planning._take_batch

    def taking(press):
        seen = Counter()
        with connection.execute_wrapper(seen):
            taken = whole(press)
        counted.append(seen.queries)
        return taken

    planning._take_batch = taking
    before = OutgoingMessage.objects.count()
    last = Window.objects.open().order_by("-end").first().end
    begun = time.perf_counter()
    closed = planning.write_due(max(last, timezone.now()) + timedelta(minutes=1))
    seconds = time.perf_counter() - begun
    batches = counted[1:-1] or counted[:1]  # the first reads the week for all, the last finds nothing
    return {
        "seconds": seconds,
        "closed": closed,
        "mails": OutgoingMessage.objects.count() - before,
        "most": max(batches),
        "once": counted[0] - min(batches),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def send(number):
    """The next mails by ours and by smtplib alone, over as many connections; seconds of both."""
    from django.conf import settings
    from django.utils import timezone

    from workers import outbox
    from workers.models import OutgoingMessage

    now = timezone.now()
    live = OutgoingMessage.objects.live()
    live.update(next_at=now + timedelta(days=1))
    chosen = list(live.order_by("pk")[: int(number)])
    prebuilt = [(row.sender, row.recipient, row.content) for row in chosen]
    alone = timed(lambda: send_alone(prebuilt, settings.EMAIL_TRANSPORT, settings.MAIL_CONNECTIONS))
    live.filter(pk__in=[row.pk for row in chosen]).update(next_at=now)
    ours = timed(outbox.drain)
    sent = OutgoingMessage.objects.filter(pk__in=[row.pk for row in chosen], state="sent").count()
    assert sent == len(chosen), f"{sent} of {len(chosen)} were sent"
    return {"ours": ours, "alone": alone}


def send_alone(mails, place, connections):
    """What smtplib needs for these messages, in as many threads as there are connections."""

    def work(some):
        with smtplib.SMTP(place["host"], place["port"]) as server:
            for sender, recipient, content in some:
                server.sendmail(sender, [recipient], content)

    threads = [
        threading.Thread(target=work, args=[mails[start::connections]]) for start in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


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
