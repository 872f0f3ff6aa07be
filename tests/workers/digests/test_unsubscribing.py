"""Whoever holds a bulk mail can leave with one click, and a program that opens its links changes nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Preference
from tests.workers.digests import desk
from workers import unsubscribing
from workers.digests import planning
from workers.models import OutgoingMessage

ONE_CLICK = {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}


@pytest.fixture
def path(cast):
    return f"/u/{unsubscribing.token(cast.leader)}/"


def test_a_hundred_programs_that_open_the_link_change_nothing(cast, path):
    answers = {Client().get(path).status_code for _time in range(100)}
    assert answers == {200}
    assert not Preference.objects.exists()


def test_one_post_without_log_in_cookie_or_token_turns_off_at_once_and_a_second_is_fine(cast, path):
    planning.plan()
    desk.told(cast.group)
    planning.write_due(timezone.now() + timedelta(days=8))
    assert OutgoingMessage.objects.live().filter(recipient=cast.leader.email).exists()
    stranger = Client(enforce_csrf_checks=True)
    assert [stranger.post(path, **ONE_CLICK).status_code for _time in range(2)] == [200, 200]
    assert stranger.cookies == {}
    assert Preference.objects.get(person=cast.leader).choice == Preference.Choice.NOTHING
    assert not OutgoingMessage.objects.live().filter(recipient=cast.leader.email).exists()
    assert OutgoingMessage.objects.live().filter(recipient=cast.member.email).exists()


def test_the_page_speaks_the_language_of_its_reader_and_redirects_nobody(cast, path):
    cast.leader.language = "en"
    cast.leader.save()
    page = Client(headers={"Accept-Language": "ar"}).get(path)
    assert page.status_code == 200
    assert 'lang="en"' in page.text
    assert "Unsubscribe from mails?" in page.text
    assert page["Cache-Control"] == "private, no-store"


def test_a_forged_address_is_none(cast, path):
    other = unsubscribing.token(cast.member).partition(".")[2]
    forged = f"/u/{cast.leader.uuid.hex}.{other}/"
    assert [Client().post(forged, **ONE_CLICK).status_code, Client().get("/u/x/").status_code] == [404, 404]
    assert not Preference.objects.exists()


def test_what_was_chosen_otherwise_is_kept(cast, path):
    Preference.objects.create(person=cast.leader, weekday=3, zone="Africa/Cairo")
    Client().post(path, **ONE_CLICK)
    kept = Preference.objects.get(person=cast.leader)
    assert (kept.choice, kept.weekday, kept.zone) == ("nothing", 3, "Africa/Cairo")
