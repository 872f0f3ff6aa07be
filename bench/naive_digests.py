"""The digest as it is often written: a Celery task for each person, its queries one by one, a connection a mail.

It is kept to be measured against. Words and layout are ours, so that only the way of working differs.
"""

import os
import smtplib
import subprocess
import sys
import time
from datetime import timedelta

from celery import Celery

app = Celery("naive", broker=os.environ.get("NAIVE_REDIS", ""), backend=os.environ.get("NAIVE_REDIS", ""))
app.conf.worker_hijack_root_logger = False
WORKERS = 2


@app.task
def send_digest(person_id):
    """How many queries it took; -1 when there was nothing to send."""
    from django.conf import settings
    from django.db import connection, reset_queries

    from accounts.models import Person

    reset_queries()
    connection.force_debug_cursor = True
    person = Person.objects.get(pk=person_id)
    message = message_for(person)
    if message is None:
        return -1
    place = settings.EMAIL_TRANSPORT
    with smtplib.SMTP(place["host"], place["port"]) as server:
        server.sendmail("contact@localhost", [message.to[0]], message.message().as_bytes(linesep="\r\n"))
    return len(connection.queries)


def message_for(person):
    from django.utils import timezone

    from deeds import hooks
    from workers.digests import content, render
    from workers.digests.edition import Edition
    from workers.digests.wishes import preference_of

    now = timezone.now()
    since = now - timedelta(days=7)
    items = [*waiting(person, now), *news(person, since)]
    if not items:
        return None
    items = content.limited(sorted(items, key=lambda item: item.rank))
    digest = content.Digest(items, waiting=sum(item.section == content.NEEDS for item in items))
    reader = content.Reader(person, preference_of(person), since, now, 0)
    reader.audiences = hooks.audiences_of(person)
    edition = Edition(0, 0, since)
    return render.mail(reader, digest, edition, render.Period(since, now, "weekly", since), now)


def waiting(person, now):
    from deeds import hooks
    from workers.digests.content import NEEDS, Item

    for one in hooks.awaiting_of(person):
        yield Item(NEEDS, (str(one.sentence), str(one.sentence)), lambda url=one.url: url, now, one.due_at)


def news(person, since):
    """What happened in each of the person's groups, each group and entry looked up for itself."""
    from deeds.models import Entry
    from directory.models import Group
    from workers.digests.content import GROUPS, Item

    for membership in person.memberships.filter(state="active"):
        entries = Entry.objects.visible_to(person).about(membership.group).filter(at__gte=since, quiet=False)
        for entry in entries.exclude(actor=person).order_by("-at")[:4]:
            group = Group.objects.visible_to(person).filter(pk=entry.subject_id).first()
            if group:
                titles = entry.text.title_ar, entry.text.title_en
                yield Item(GROUPS, titles, group.get_absolute_url, entry.at, group=group.pk)


def measure(redis, number):
    """{rate, queries}: mails a second of two workers, and queries a person."""
    from accounts.models import Person

    os.environ["NAIVE_REDIS"] = redis
    app.conf.update(broker_url=redis, result_backend=redis)
    people = list(Person.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)[:number])
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "bench.naive_digests",
        "worker",
        "-c",
        str(WORKERS),
        "-l",
        "ERROR",
    ]
    worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        [send_digest.delay(pk).get(timeout=120) for pk in people[:WORKERS]]
        begun = time.perf_counter()
        results = [send_digest.delay(pk) for pk in people]
        took = [result.get(timeout=600) for result in results]
        seconds = time.perf_counter() - begun
    finally:
        worker.terminate()
        worker.wait(30)
    mails = [queries for queries in took if queries >= 0]
    return {"rate": len(mails) / seconds, "queries": sum(mails) / len(mails)}


if os.environ.get("NAIVE_REDIS"):
    import django

    django.setup()
