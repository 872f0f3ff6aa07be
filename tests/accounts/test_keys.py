"""Partners' keys: shown once, kept as a hash, good for a year at most."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Key, Partner, Scope
from tests.accounts.post import make_person
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
READ = [Scope.READ_DIRECTORY]


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def partner():
    return Partner.objects.create(name="Partner", contact_email="partner@example.test")


def test_a_key_is_found_by_its_text_and_by_nothing_less(partner):
    key, text = Key.objects.grant(partner, READ)
    assert Key.objects.find(text) == key
    assert [Key.objects.find(wrong) for wrong in (text[:-1], key.prefix, f"{key.prefix}.", "", "a.b.c")] == [
        None
    ] * 5


def test_only_a_hash_is_kept(partner):
    _key, text = Key.objects.grant(partner, READ)
    row = str(Key.objects.values().get())
    assert text.split(".", 1)[1] not in row
    assert Key.objects.find(Key.objects.get().hashed_key) is None


def test_a_revoked_key_is_refused_at_once(partner):
    key, text = Key.objects.grant(partner, READ)
    key.revoke()
    assert not key.is_usable
    assert Key.objects.find(text) is None


def test_a_key_ends_by_itself(partner):
    _key, text = Key.objects.grant(partner, READ, timezone.now() + timedelta(days=30))
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert Key.objects.find(text) is None


def test_a_key_lives_for_a_year_at_most(partner):
    with pytest.raises(ValidationError, match="A key lives for a year at most."):
        Key.objects.grant(partner, READ, timezone.now() + timedelta(days=400))


def test_two_keys_may_live_at_once_and_not_three(partner):
    first, _text = Key.objects.grant(partner, READ)
    Key.objects.grant(partner, READ)
    with pytest.raises(ValidationError, match="Two keys are live already."):
        Key.objects.grant(partner, READ)
    first.revoke()
    Key.objects.grant(partner, READ)


def test_scopes_that_do_not_exist_are_refused(partner):
    with pytest.raises(ValidationError, match="write:everything"):
        Key.objects.grant(partner, ["write:everything"])


def test_the_trial_sites_key_is_a_fixed_one(partner):
    text = "demo.partner-key-for-local-use-only"
    key, same = Key.objects.grant(partner, READ, text=text)
    assert (key.prefix, same) == ("demo", text)
    assert Key.objects.find(text) == key


def test_an_operator_makes_a_key_and_sees_it_once(partner):
    client = sign_in(make_person(is_operator=True), second_factor=True)
    form = {"partner": partner.pk, "name": "Reading", "scopes": READ, "journal_reason": "They asked for one."}
    expires = timezone.localtime() + timedelta(days=90)
    form |= {"expires_at_0": f"{expires:%Y-%m-%d}", "expires_at_1": f"{expires:%H:%M:%S}"}
    response = client.post("/admin/accounts/key/add/", form, follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    text = re.search(r"\w{8}\.\w{32}", said).group()
    assert Key.objects.find(text).partner == partner
    assert text not in client.get("/admin/accounts/key/").content.decode()
