"""One slow server of a partner is never in the others' way, and none is asked too much at once."""

import time

import pytest

from tests.workers.hooks import make_partner, make_webhook, read, states, told
from workers.outbox import client, posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(cast):
    read()
    return make_partner(cast.volunteer)


def test_one_slow_server_never_delays_the_others(cast, partner, partners_server, monkeypatch):
    monkeypatch.setattr(client, "SECONDS", 0.8)
    slow, _secret = make_webhook(partner, host="slow.example.org")
    quick, _secret = make_webhook(partner)
    answered = []

    def answer(post):
        if post[1]["Host"].startswith("slow"):
            time.sleep(2)
        else:
            answered.append(time.monotonic())
        return 200, ""

    partners_server.answers = answer
    told(cast.group, 10)
    began = time.monotonic()
    posting.post_due()
    assert (len(answered), answered[-1] - began < 0.7) == (10, True)
    assert [state for _type, state in states(slow)].count("retry") <= posting.PER_SERVER
    assert {state for _type, state in states(quick)} == {"sent"}


def test_to_one_server_only_so_many_requests_at_once(cast, partner, partners_server):
    for _number in range(4):
        make_webhook(partner)
    at_once, most = [], []

    def answer(post):
        at_once.append(post)
        most.append(len(at_once))
        time.sleep(0.05)
        at_once.remove(post)
        return 200, ""

    partners_server.answers = answer
    told(cast.group, 3)
    posting.post_due()
    assert (len(partners_server.taken), max(most)) == (12, posting.PER_SERVER)
