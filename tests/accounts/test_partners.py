"""Partner institutions: somebody asks, the committee grants until a day, and keys are made, rotated, revoked."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import own_data
from accounts.models import Key, Partner, Usage
from deeds.hooks import awaiting_of
from deeds.models import Entry
from tests.cast import prove, sign_in
from workers.models import OutgoingMessage

ASKING = {
    "name": "المكتبة الوطنية",
    "contact_email": "dev@library.example",
    "purpose": "خريطة للخدمات",
    "scopes": ["read:directory"],
}
KEY = re.compile(r"\b[\w]{8}\.[\w]{32}\b")


def step(client, partner, deed, **data):
    partner.refresh_from_db()
    return client.post(f"/en/partners/{partner.uuid}/{deed}/", {"version": partner.version, **data})


@pytest.fixture
def keeper(cast):
    """The volunteer's browser, in which they have just proved who they are."""
    return prove(sign_in(cast.volunteer), cast.volunteer)


@pytest.fixture
def asked(cast, keeper):
    keeper.post("/en/partners/", ASKING)
    return Partner.objects.get(keeper=cast.volunteer)


@pytest.fixture
def granted(cast, asked):
    ends_on = timezone.localdate() + timedelta(days=90)
    data = {"scopes": ["read:directory"], "ends_on": ends_on, "per_minute": 5}
    assert step(cast.client("committee"), asked, "grant", **data).status_code == 302
    asked.refresh_from_db()
    return asked


def make_key(keeper, partner, name="Map"):
    answer = step(keeper, partner, "keys", name=name)
    found = KEY.search(answer.content.decode())
    return answer, found and found[0]


def test_an_institution_asks_and_the_committee_hears_of_it(cast, asked):
    assert asked.state == Partner.State.ASKED
    assert any(
        "1 institution" in str(one.sentence) or "جهة" in str(one.sentence) for one in awaiting_of(cast.chair)
    )
    assert set(Entry.objects.get(deed="partner.ask").audience) == {
        "committee",
        "operator",
        f"person:{cast.volunteer.pk}",
    }


def test_what_is_typed_is_not_lost_when_something_is_missing(cast, keeper):
    answer = keeper.post("/en/partners/", {**ASKING, "contact_email": "nobody"})
    assert answer.status_code == 422
    assert "خريطة للخدمات" in answer.content.decode()


def test_the_committee_grants_until_a_day_a_year_away_at_most(cast, asked):
    late = {
        "scopes": ["read:directory"],
        "ends_on": timezone.localdate() + timedelta(days=400),
        "per_minute": 5,
    }
    assert step(cast.client("committee"), asked, "grant", **late).status_code == 422
    asked.refresh_from_db()
    assert asked.state == Partner.State.ASKED


def test_nobody_grants_their_own_institution(cast, asked):
    Partner.objects.update(keeper=cast.chair)
    data = {"scopes": ["read:directory"], "ends_on": timezone.localdate(), "per_minute": 5}
    assert step(cast.client("chair"), asked, "grant", **data).status_code == 404


def test_a_key_is_shown_once_kept_as_a_hash_and_opens_the_api_within_its_limit(cast, keeper, granted):
    answer, text = make_key(keeper, granted)
    key = Key.objects.get(partner=granted)
    assert "no-store" in answer.headers["Cache-Control"]
    assert text not in keeper.get(granted.get_absolute_url()).content.decode()
    assert text.partition(".")[2] not in key.hashed_key
    assert (key.per_minute, timezone.localdate(key.expires_at)) == (5, granted.ends_on)
    ask = {"Authorization": f"Api-Key {text}"}
    assert [keeper.get("/api/v1/fields/", headers=ask).status_code for _time in range(6)] == [200] * 5 + [429]
    assert (Usage.objects.get().requests, Usage.objects.get().refused) == (6, 1)
    assert "6" in keeper.get(granted.get_absolute_url()).content.decode()


def test_two_keys_live_at_once_so_that_one_can_replace_the_other(cast, keeper, granted):
    (_first, old), (_second, new), (third, none) = (make_key(keeper, granted) for _time in range(3))
    assert (bool(old), bool(new), none, third.status_code) == (True, True, None, 303)
    step(keeper, granted, f"keys/{old.partition('.')[0]}")
    assert (Key.objects.find(old), Key.objects.find(new).partner) == (None, granted)
    assert make_key(keeper, granted)[1]


def test_when_the_committee_ends_it_or_its_day_is_over_no_key_opens_anything(cast, keeper, granted):
    _answer, text = make_key(keeper, granted)
    Partner.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert Key.objects.find(text) is None
    Partner.objects.update(ends_on=None)
    assert Key.objects.find(text)
    assert step(cast.client("secretary"), granted, "end", reason="Used for marketing.").status_code == 302
    assert Key.objects.find(text) is None
    assert "Used for marketing." in keeper.get(granted.get_absolute_url()).content.decode()


def test_a_refusal_gives_its_reason_and_the_keeper_hears_by_mail(cast, asked):
    assert step(cast.client("committee"), asked, "refuse", reason="").status_code == 422
    assert step(cast.client("committee"), asked, "refuse", reason="Say what for.").status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == (Partner.State.REFUSED, "Say what for.")
    assert OutgoingMessage.objects.filter(recipient=cast.volunteer.email).exists()


def test_a_stranger_at_an_open_browser_makes_no_key(cast, granted):
    answer = step(sign_in(cast.volunteer), granted, "keys", name="Mine")
    assert (answer.status_code, Key.objects.filter(partner=granted).count()) == (302, 0)


def test_an_erased_keeper_leaves_the_institution_without_a_name_of_a_person(cast, granted):
    own_data.erase(cast.volunteer)
    granted.refresh_from_db()
    assert granted.keeper is None


def test_the_committee_decides_anew_and_what_it_takes_away_ends_for_live_keys(cast, keeper, granted):
    ends_on = timezone.localdate() + timedelta(days=200)
    more = {"scopes": ["read:directory", "write:initiatives"], "ends_on": ends_on, "per_minute": 9}
    assert step(cast.client("committee"), granted, "renew", **more).status_code == 302
    _answer, text = make_key(keeper, granted)
    assert Key.objects.find(text).scopes == ["read:directory", "write:initiatives"]
    less = {**more, "scopes": ["read:directory"], "per_minute": 3}
    assert step(cast.client("committee"), granted, "renew", **less).status_code == 302
    key = Key.objects.find(text)
    assert (key.scopes, key.per_minute) == (["read:directory"], 3)
    assert Entry.objects.filter(deed="partner.renew").count() == 2


def test_scopes_are_shown_in_words_to_who_asks_and_who_grants(cast, keeper, asked):
    Partner.objects.update(scopes=["read:directory", "write:initiatives"])
    for reader in (keeper, cast.client("committee")):
        page = reader.get(f"/en/partners/{asked.uuid}/").content.decode()
        assert "Write drafts of initiatives in the name of groups that allow it" in page
    assert "opens nothing until a leader of that group allows it too" in page
