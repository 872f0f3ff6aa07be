"""Many at once, on PostgreSQL: nobody's entry is overlooked, and no guard is outrun."""

import itertools
import random
import threading
import time

import pytest
from django.db import connection, connections, transaction

from deeds.journal import read_from, record, seal, verify
from deeds.lifecycle import Refused
from deeds.models import Entry, Seal, Unsealed
from directory.lifecycle import MEMBERSHIP
from directory.models import Group, Membership
from tests.cast import join, make_group, make_person

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 8, 530


def at_once(*deeds):
    """Runs all deeds in threads of their own, started together; returns what each returned or raised."""
    gate, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            gate.wait()
            results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# --- overlapping writers


class Undone(Exception):
    pass


def write(name, done):
    """Transactions of one to three entries that stay open for a moment; one in twenty is rolled back."""
    dice, left = random.Random(name), EACH
    while left > 0:
        size = min(left, dice.randint(1, 3))
        try:
            with transaction.atomic():
                entries = [
                    record("x.y", ("x.y", name), by=None, audience=["public"], title="t")
                    for _each in range(size)
                ]
                time.sleep(dice.random() * 0.004)
                if dice.random() < 0.05:
                    raise Undone
        except Undone:
            continue
        done.extend(entry.pk for entry in entries)
        left -= size


def keep_sealing(writing):
    while writing.is_set() or Unsealed.objects.exists():
        seal()
        time.sleep(0.002)


def follow(writing, seen):
    """A reader that polls, keeping one number as its place."""
    place = 0
    while True:
        last_round = not writing.is_set() and not Unsealed.objects.exists()
        for sealed in read_from(place):
            seen.append(sealed.entry_id)
            place = sealed.seq
        if last_round and not Seal.objects.filter(seq__gt=place).exists():
            return
        time.sleep(0.001)


def follow_by_id(writing, seen):
    """The naive reader, as the measure of whether writers overlapped at all."""
    place = 0
    while writing.is_set():
        ids = list(Entry.objects.filter(pk__gt=place).order_by("pk").values_list("pk", flat=True))
        seen.extend(ids)
        place = ids[-1] if ids else place
        time.sleep(0.001)


def test_a_polling_reader_misses_nothing_of_overlapping_writers(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    done, seen, seen_by_id, writing = [[] for _writer in range(WRITERS)], [], [], threading.Event()
    writing.set()
    left = itertools.count(1)

    def writer(name):
        write(name, done[name])
        if next(left) == WRITERS:
            writing.clear()

    results = at_once(
        *[lambda name=name: writer(name) for name in range(WRITERS)],
        *[lambda: keep_sealing(writing)] * 2,
        lambda: follow(writing, seen),
        lambda: follow_by_id(writing, seen_by_id),
    )
    written = sorted(itertools.chain(*done))
    assert results == [None] * (WRITERS + 4)
    assert len(written) == WRITERS * EACH
    assert sorted(seen) == written
    assert verify() is None
    assert len(seen_by_id) < len(written), "the writers never overlapped, so this run proves nothing"


# --- guards


def leave(membership, person):
    """As someone who insists: when the group changed meanwhile, looks again and repeats."""
    for _attempt in range(10):
        version = Group.objects.values_list("version", flat=True).get(pk=membership.group_id)
        try:
            MEMBERSHIP.take(membership, "leave", by=person, seen=version)
        except Refused as refused:
            if refused.code != "changed":
                return refused.code
        else:
            return "left"
    return "gave up"


def test_two_leaders_who_leave_at_once_never_leave_a_group_without_one():
    people = make_person("first"), make_person("second")
    ends = []
    for number in range(100):
        group = make_group(f"group-{number}")
        both = [join(person, group, "leader") for person in people]
        deeds = [lambda each=each: leave(each, each.person) for each in both]
        ends.append((sorted(at_once(*deeds)), Membership.objects.leaders().filter(group=group).count()))
    assert ends == [(["guard", "left"], 1)] * 100


def test_a_deed_decided_from_one_version_is_done_once():
    person, ends = make_person("leader"), []
    for number in range(30):
        group = make_group(f"group-{number}")
        join(person, group, "leader")
        member = join(make_person(f"member-{number}"), group)
        leaving = [lambda member=member: MEMBERSHIP.take(member, "leave", by=member.person, seen=1)] * 3
        codes = sorted(getattr(result, "code", "done") for result in at_once(*leaving))
        ends.append((codes, Entry.objects.about(member).count()))
    assert ends == [(["changed", "changed", "done"], 1)] * 30


def test_a_root_that_stays_locked_is_a_refusal_and_no_crash():
    group, person = make_group("held"), make_person("leader")
    join(person, group, "leader")
    member = join(make_person("member"), group)
    held, tried = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Group.objects.select_for_update().get(pk=group.pk)
            held.set()
            tried.wait(10)

    def act():
        held.wait(10)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        try:
            return MEMBERSHIP.take(member, "leave", by=member.person, seen=1)
        finally:
            tried.set()

    _holder, refused = at_once(hold, act)
    assert refused.code == "busy"
