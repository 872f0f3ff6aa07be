"""How often one may ask: by key or by address, told in every answer, and true when a hundred come at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Key, Limit, Usage
from api.limits import Ahead, TooMany
from tests.cast import make_cast

ASKED = "/api/v1/fields/"


def test_every_answer_says_how_many_requests_are_left_and_the_one_too_many_waits(api, settings):
    settings.API_PER_MINUTE = 2
    first, second, third = (api("v1/fields/") for _time in range(3))
    assert [answer.status for answer in (first, second, third)] == [200, 200, 429]
    assert first.headers["RateLimit-Policy"] == '"default";q=2;w=60'
    assert first.headers["RateLimit"] == '"default";r=1;t=60'
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    assert (third.headers["Content-Type"], third.data["status"]) == ("application/problem+json", 429)
    assert third.headers["RateLimit"].startswith('"default";r=0;')


@pytest.mark.parametrize(("seconds", "said"), [(2, "حاولوا بعد ثانيتين."), (24, "حاولوا بعد 24 ثانية.")])
def test_the_sentence_of_one_too_many_counts_as_arabic_does(seconds, said):
    assert (str(TooMany(seconds).detail), TooMany(seconds).wait) == (said, seconds)


def test_another_address_has_a_count_of_its_own_and_asking_beforehand_costs_nothing(api, settings):
    settings.API_PER_MINUTE = 1
    assert [api("v1/fields/", method="options").status for _time in range(3)] == [200, 200, 200]
    assert api("v1/fields/").status == 200
    assert Client().get(ASKED, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert Client().get(ASKED, REMOTE_ADDR="192.0.2.7").status_code == 429


def test_a_key_has_its_own_limit_whatever_the_address_and_its_use_is_counted_by_day(api, cast, settings):
    settings.API_PER_MINUTE = 1
    Key.objects.update(per_minute=2)
    key = {"Authorization": f"Api-Key {cast.key}"}
    assert [api("v1/fields/", headers=key).status for _time in range(3)] == [200, 200, 429]
    assert list(Usage.objects.values_list("requests", "refused")) == [(3, 1)]


def test_guessing_at_keys_is_limited_by_address(api, settings):
    settings.API_PER_MINUTE = 2
    guess = {"Authorization": "Api-Key abcdefgh.guess"}
    assert [api("v1/fields/", headers=guess).status for _time in range(3)] == [401, 401, 429]


def test_without_a_limit_nothing_is_counted(api, settings):
    settings.API_PER_MINUTE = 0
    assert "RateLimit" not in api("v1/fields/").headers
    assert not Limit.objects.exists()


def ask(key):
    try:
        return Client(headers={"Authorization": f"Api-Key {key}"}).get(ASKED).status_code
    finally:
        connection.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_at_once_sixty_pass_a_limit_of_sixty():
    cast = make_cast()
    Key.objects.update(per_minute=60)
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(ask, [cast.key] * 100))
    assert Counter(answers) == {200: 60, 429: 40}
    assert list(Usage.objects.values_list("requests", "refused")) == [(100, 40)]


def test_a_refused_reader_reads_why_in_their_language(api, settings):
    settings.API_PER_MINUTE = 1
    api("v1/fields/")
    answer = Client().get(f"{ASKED}?lang=en")
    assert orjson.loads(answer.content)["title"] == "Too many requests"


def test_requests_are_counted_ahead_while_many_are_left_and_one_by_one_at_the_end(db):
    ahead = Ahead()
    numbers, trips = [], 0
    for _time in range(201):
        with CaptureQueriesContext(connection) as asked:
            numbers.append(ahead.next("api:here", 200)[0])
        trips += len(asked)
    assert numbers == list(range(1, 202))
    assert 50 < trips < 150


def test_processes_that_count_ahead_never_allow_more_together(db):
    mine, theirs = Ahead(), Ahead()
    allowed = [
        number for _time in range(150) for one in (mine, theirs) if (number := one.next("a", 100)[0]) <= 100
    ]
    assert len(allowed) == len(set(allowed))
    assert 95 <= len(allowed) <= 100


def test_what_was_counted_ahead_ends_with_its_window(db, time_machine):
    time_machine.move_to(datetime(2026, 5, 1, 9, tzinfo=UTC), tick=False)
    ahead = Ahead()
    assert [ahead.next("a", 1000)[0] for _time in range(5)] == [1, 2, 3, 4, 5]
    time_machine.shift(61)
    assert ahead.next("a", 1000) == (1, 60)
