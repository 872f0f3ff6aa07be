"""TRUST 24: a deed that holds its claim and falls asleep stops neither other deeds nor the sealer, nor for long."""

import threading
import time

import pytest
from django.db import Error, connection, connections, transaction

from deeds.journal import read_from, record, seal, verify
from deeds.lifecycle import Refused, claim
from deeds.models import Unsealed
from tests.cast import make_group

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


class Sleeper(threading.Thread):
    """Claims a group, records a deed, and sleeps with the transaction open; `error` is what woke it."""

    def __init__(self, group):
        super().__init__()
        self.group, self.error = group, None
        self.asleep, self.wake = threading.Event(), threading.Event()

    def run(self):
        try:
            with transaction.atomic():
                claim(self.group)
                record("x.asleep", self.group, by=None, audience=["public"], title="t")
                self.asleep.set()
                self.wake.wait(60)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
        except Error as error:
            self.error = error
        finally:
            connections.close_all()


def write(group):
    with transaction.atomic():
        claim(group)
        return record("x.awake", group, by=None, audience=["public"], title="t")


def test_the_queue_goes_on_beside_an_idle_transaction_which_is_ended_after_half_a_minute():
    held, free = make_group("held"), make_group("free")
    sleeper = Sleeper(held)
    sleeper.start()
    assert sleeper.asleep.wait(10)
    began = time.monotonic()
    awake = [write(free) for _deed in range(20)]
    assert seal() == 20
    assert [sealed.entry for sealed in read_from()] == awake
    assert time.monotonic() - began < 3

    asked = time.monotonic()
    with pytest.raises(Refused) as refused:
        write(held)
    assert refused.value.code == "busy"
    assert 2.5 < time.monotonic() - asked < 4.5

    ended = wait_until_free(held)
    assert ended - began < 35
    sleeper.wake.set()
    sleeper.join()
    assert sleeper.error is not None
    assert Unsealed.objects.count() == 1
    assert seal() == 1
    assert [sealed.entry.deed for sealed in read_from()] == ["x.awake"] * 21
    assert verify() is None


def wait_until_free(group):
    """When the sleeper's lock was gone, tried again and again as a person would."""
    while True:
        try:
            write(group)
            return time.monotonic()
        except Refused:
            time.sleep(0.2)
