"""A mirror that follows `changes/` while several writers save, overlap and roll back ends with what the API lists."""

import random
import threading
import time

import pytest
from django.db import OperationalError, connections, transaction
from django.test import Client

from deeds import journal
from directory.models import Group, Standing
from directory.search import build
from tests.cast import make_cast, make_group

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRITERS, GROUPS, SECONDS = 4, 24, 12
ADDRESS = "/api/v1/changes/"


class Mirror:
    """What docs/api.md tells a partner's program to do."""

    def __init__(self):
        self.client, self.groups, self.tombstones, self.pages = Client(), {}, 0, 0
        self.cursor = self.read(f"{ADDRESS}?after=latest")["cursor"]
        for group in self.read("/api/v1/groups.json")["results"]:
            self.take({"resource_id": group["id"], "url": f"/api/v1/groups/{group['id']}/", "gone": False})

    def read(self, url):
        """What is there; None when it is not there any more."""
        answer = self.client.get(url.removeprefix("http://localhost:8000"))
        assert answer.status_code in (200, 404), answer.content.decode()
        return answer.json() if answer.status_code == 200 else None

    def follow(self):
        url = f"{ADDRESS}?after={self.cursor}&page_size=7"
        while url:
            page = self.read(url)
            for row in page["results"]:
                if row["resource"] == "groups":
                    self.take(row)
            self.cursor, url, self.pages = page["cursor"], page["next"], self.pages + 1

    def take(self, row):
        self.tombstones += row["gone"]
        group = None if row["gone"] else self.read(row["url"])
        if group is None:
            self.groups.pop(row["resource_id"], None)
        else:
            self.groups[row["resource_id"]] = group

    def listed(self):
        return {pk: row["name_en"] for pk, row in self.groups.items() if row["standing"] == "listed"}


def write(place, until, done):
    """One deed after the other on groups that others write to as well; every fourth is taken back."""
    chance = random.Random(place)
    try:
        while time.monotonic() < until:
            try:
                with transaction.atomic():
                    done.append(deed(chance, f"{place} {len(done)}"))
                    time.sleep(chance.random() / 50)
                    if chance.random() < 0.25:
                        transaction.set_rollback(True)
            except OperationalError:
                continue  # two writers met on two groups: taken back as well
    finally:
        connections.close_all()


def deed(chance, name):
    """A new group, or two groups edited or moved in one transaction, their entries with them."""
    if chance.random() < 0.15:
        group = make_group(f"mirror-{name.replace(' ', '-')}", name_en=name)
        note(group, "group.list")
        return "new"
    for pk in chance.sample([*Group.objects.values_list("pk", flat=True)], 2):
        moved = chance.choice([Standing.LISTED, Standing.LISTED, Standing.SUSPENDED, Standing.ARCHIVED])
        Group.objects.filter(pk=pk).update(standing=moved, name_en=f"{name} {pk}")
        note(Group.objects.get(pk=pk), "group.move")
    return "moved"


def note(group, word):
    journal.record(word, group, by=None, audience=["public"], title="A title")


def seal(until):
    try:
        while time.monotonic() < until:
            journal.seal()
            time.sleep(0.02)
    finally:
        connections.close_all()


def test_nothing_is_lost_while_writers_overlap_and_roll_back(settings):
    settings.API_PER_MINUTE = 0  # a partner's program would wait when it is told to
    make_cast()
    for number in range(GROUPS):
        make_group(f"group-{number}", name_en=f"Group {number}")
    build.rebuild()
    mirror, until, done = Mirror(), time.monotonic() + SECONDS, []
    busy = [threading.Thread(target=write, args=[place, until, done]) for place in range(WRITERS)]
    busy.append(threading.Thread(target=seal, args=[until]))
    for thread in busy:
        thread.start()
    while time.monotonic() < until:
        mirror.follow()
    for thread in busy:
        thread.join()
    journal.seal()
    mirror.follow()
    build.rebuild()
    in_the_list = {row["id"]: row["name_en"] for row in mirror.read("/api/v1/groups.json")["results"]}
    print(
        f"{len(done)} transactions, {mirror.pages} pages, {mirror.tombstones} tombstones, {len(in_the_list)} listed"
    )
    assert mirror.listed() == in_the_list
    assert len(done) > 10 * WRITERS
    assert mirror.tombstones
    assert Client().get(f"{ADDRESS}?after={mirror.cursor[:-2]}AA").status_code == 410
