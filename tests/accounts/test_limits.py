"""Counters that hold when a hundred come at once, and the address that they count."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import BasePasswordHasher
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.addresses import client_address, neighbourhood
from accounts.models import Limit
from tests.accounts.post import PASSWORD, code_for, link_for, make_person, rows_to, signed_in

SIGN_IN = "/ar/accounts/login/"


@pytest.mark.django_db
def test_a_counter_counts_within_the_window_that_its_first_try_opened():
    with time_machine.travel("2026-11-22 12:00:00 +0000", tick=False) as clock:
        assert [Limit.hit("try:noura", 60) for _try in range(3)] == [1, 2, 3]
        assert Limit.hit("try:sami", 60) == 1
        clock.shift(59)
        assert Limit.hit("try:noura", 60) == 4
        clock.shift(1)
        assert Limit.hit("try:noura", 60) == 1


@pytest.mark.django_db
def test_a_counter_names_nobody():
    Limit.hit("password-300:noura@example.test", 300)
    assert "noura" not in str(Limit.objects.get())


@pytest.mark.django_db
def test_a_right_try_is_taken_back_and_old_counters_go():
    Limit.hit("try:noura", 60)
    Limit.objects.take_back("try:noura")
    Limit.objects.take_back("try:noura")
    assert Limit.objects.get().count == 0
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert Limit.objects.prune() == 1


@pytest.mark.parametrize(
    ("proxies", "heard", "peer", "address"),
    [
        (0, "", "192.0.2.1", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", "10.0.0.1"),
        (1, "2001:DB8::1", "10.0.0.1", "2001:db8::1"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "::FFFF:203.0.113.9", "10.0.0.1", "203.0.113.9"),
    ],
)
def test_only_what_our_own_proxies_heard_is_believed(settings, rf, proxies, heard, peer, address):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": heard} if heard else {})
    assert client_address(request) == address


def test_a_household_counts_as_one():
    assert neighbourhood("2001:db8:1:2:3:4:5:6") == neighbourhood("2001:db8:1:2::9") == "2001:db8:1:2::"
    assert neighbourhood("192.0.2.1") == "192.0.2.1"
    assert neighbourhood("fe80::1%eth0") == "fe80::"


def wrong(client, email="noura@example.test"):
    return client.post(SIGN_IN, {"login": email, "password": "not this one"})


def right(client):
    client.post(SIGN_IN, {"login": "noura@example.test", "password": PASSWORD})
    return signed_in(client)


@pytest.mark.django_db
def test_after_five_wrong_tries_even_the_right_password_waits_five_minutes(client):
    make_person()
    for _try in range(5):
        wrong(client)
    assert not right(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        assert right(client)


@pytest.mark.django_db
def test_whoever_goes_on_waits_longer(client):
    make_person()
    for minutes in (0, 6):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            for _try in range(5):
                wrong(client, "noura@example.test")
    with time_machine.travel(timezone.now() + timedelta(minutes=12)):
        assert not right(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert right(client)


@pytest.mark.django_db
def test_the_owner_gets_in_by_mail_all_the_while(client):
    make_person()
    for _try in range(9):
        wrong(client)
    client.post("/ar/accounts/login/code/", {"email": "noura@example.test"})
    client.post("/ar/accounts/login/code/confirm/", {"code": code_for("noura@example.test")})
    assert signed_in(client)


@pytest.mark.django_db
def test_a_reset_password_opens_at_once(client):
    person = make_person()
    for _try in range(6):
        wrong(client)
    client.post("/ar/accounts/password/reset/", {"email": person.email})
    form = client.get(link_for(person.email), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert right(client)


@pytest.mark.django_db
def test_one_address_tries_twenty_accounts_an_hour(client):
    make_person()
    for number in range(20):
        wrong(client, f"person{number}@example.test")
    assert not right(client)
    assert right(Client(REMOTE_ADDR="198.51.100.7"))


@pytest.mark.django_db
def test_signing_in_rightly_never_uses_up_the_tries(client):
    make_person()
    for _time in range(25):
        assert right(client)
        client.post("/ar/accounts/logout/")


@pytest.mark.django_db
def test_a_stranger_floods_nobodys_mail_and_locks_nobody_out_of_it(client):
    make_person()
    ask = "/en/accounts/password/reset/"
    answers = []
    for minute in range(11):
        with time_machine.travel(timezone.now() + timedelta(minutes=minute)):
            answers.append(client.post(ask, {"email": "noura@example.test"}).status_code)
    assert answers == [302] * 10 + [200]
    home = Client(REMOTE_ADDR="198.51.100.7")
    assert home.post(ask, {"email": "noura@example.test"}).status_code == 302
    assert len(rows_to("noura@example.test")) == 11


class Counting(BasePasswordHasher):
    """A hasher that notes each check, slow enough for others to come in between."""

    algorithm = "counting"
    checked: list[str] = []

    def salt(self):
        return "salt"

    def encode(self, password, salt):
        return f"{self.algorithm}${salt}${password[::-1]}"

    def decode(self, encoded):
        algorithm, salt, hashed = encoded.split("$", 2)
        return {"algorithm": algorithm, "salt": salt, "hash": hashed}

    def verify(self, password, encoded):
        self.checked.append(password)
        return encoded == self.encode(password, "salt")

    def harden_runtime(self, password, encoded):
        pass


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_wrong_passwords_at_once_no_more_than_six_are_looked_at(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_limits.Counting"]
    make_person()
    Counting.checked.clear()

    def attempt(number):
        try:
            return Client(REMOTE_ADDR=f"198.51.{number}.7").post(
                SIGN_IN, {"login": "noura@example.test", "password": f"guess number {number}"}
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        answers = [answer.status_code for answer in pool.map(attempt, range(100))]
    assert answers == [200] * 100
    assert 1 <= len(Counting.checked) <= 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_get_a_hundred_numbers():
    def hit(_number):
        try:
            return Limit.hit("try:noura", 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(hit, range(100))) == list(range(1, 101))


@pytest.mark.django_db
def test_the_log_names_the_address_that_counts_not_what_a_client_claims(client, settings, caplog):
    settings.TRUSTED_PROXIES = 1
    with caplog.at_level("INFO", logger="django_structlog"):
        client.get("/ar/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})
    assert {record.msg["ip"] for record in caplog.records if isinstance(record.msg, dict)} == {"203.0.113.9"}
