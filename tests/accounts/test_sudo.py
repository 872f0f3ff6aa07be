"""What a stranger at an open browser must not do asks for a fresh proof first, and then goes on where it was."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpResponse

from accounts.second_factor import sudo_ok, sudo_required
from tests.accounts.post import PASSWORD, code_for, make_person, rows_to
from tests.cast import prove, sit

pytestmark = pytest.mark.django_db
MINUTE = 60


def asked(rf, client, person, audiences=frozenset({"public"})):
    request = rf.post("/ar/anything/", {"what": "this"})
    request.user, request.audiences, request.session = person, audiences, client.session
    return request


@pytest.mark.parametrize("method", ["password", "code", "mfa"])
def test_a_fresh_proof_lasts_ten_minutes(client, rf, method):
    person = make_person()
    client.force_login(person)
    assert not sudo_ok(asked(rf, client, person))
    prove(client, person, method, at=time.time() - 9 * MINUTE)
    assert sudo_ok(asked(rf, client, person))
    prove(client, person, method, at=time.time() - 11 * MINUTE)
    assert not sudo_ok(asked(rf, client, person))


def test_somebody_elses_proof_in_the_same_browser_is_none(client, rf):
    person = make_person()
    client.force_login(person)
    prove(client, make_person("other@example.test"))
    assert not sudo_ok(asked(rf, client, person))


def test_who_has_an_app_shows_it_and_a_password_is_not_enough(client, rf):
    person = make_person()
    client.force_login(person)
    TOTP.activate(person, generate_totp_secret())
    prove(client, person, "password")
    assert not sudo_ok(asked(rf, client, person))
    prove(client, person, "mfa")
    assert sudo_ok(asked(rf, client, person))


def test_the_committee_needs_the_second_factor_here_too(client, rf):
    person = make_person()
    sit(person)
    client.force_login(person)
    prove(client, person, "password")
    assert not sudo_ok(asked(rf, client, person, {"public", "committee"}))


def test_a_trial_site_asks_nothing(client, rf, settings):
    settings.SECOND_FACTOR = "off"
    person = make_person()
    client.force_login(person)
    assert sudo_ok(asked(rf, client, person, {"public", "operator"}))


def test_a_deed_is_kept_for_after_the_proof(client, rf):
    person = make_person()
    client.force_login(person)
    request = asked(rf, client, person)
    response = sudo_required(lambda request: HttpResponse("done"))(request)
    assert response["Location"] == "/ar/accounts/reauthenticate/?next=%2Far%2Fanything%2F"
    assert "what=this" in request.session["account_reauthentication_state"]["request"]


def test_signing_in_is_a_proof_by_itself(client):
    make_person()
    client.post("/ar/accounts/login/", {"login": "noura@example.test", "password": PASSWORD})
    assert client.get("/ar/accounts/email/").status_code == 200


def test_without_password_a_mailed_code_proves_it_and_the_address_changes(client):
    person = make_person(password=None)
    client.force_login(person)
    change = {"email": "new@example.test", "action_add": ""}
    response = client.post("/ar/accounts/email/", change)
    way = "/ar/accounts/reauthenticate/code/?next=%2Far%2Faccounts%2Femail%2F"
    assert response["Location"] == way
    assert rows_to(person.email) == []
    client.post(way, {"send": "1"})
    refused = client.post(way, {"code": "0000-0000"})
    assert refused.context["form"].errors
    assert rows_to("new@example.test") == []
    client.post(way, {"code": code_for(person.email)})
    assert len(rows_to("new@example.test")) == 1


def test_a_mailed_code_is_good_once_and_not_after_its_time(client):
    person = make_person(password=None)
    client.force_login(person)
    way = "/ar/accounts/reauthenticate/code/"
    client.post(way, {"send": "1"})
    session = client.session
    session["proof_code"] |= {"until": time.time() - 1}
    session.save()
    assert client.post(way, {"code": code_for(person.email)}).status_code == 200
    client.post(way, {"send": "1"})
    code = code_for(person.email)
    assert client.post(way, {"code": code}).status_code == 302
    assert client.post(way, {"code": code}).status_code == 200


@pytest.mark.parametrize("path", ["email/", "password/set/"])
def test_address_and_first_password_ask_for_it(client, path):
    client.force_login(make_person(password=None))
    assert client.get(f"/ar/accounts/{path}")["Location"].startswith("/ar/accounts/reauthenticate/code/")


@pytest.mark.parametrize("path", ["2fa/totp/activate/", "2fa/webauthn/add/"])
def test_a_first_second_factor_is_set_up_by_what_one_has(client, path):
    person = make_person(password=None, is_operator=True)
    client.force_login(person)
    way = client.get(f"/ar/accounts/{path}")["Location"]
    assert way.startswith("/ar/accounts/reauthenticate/code/")
    client.post(way, {"send": "1"})
    assert client.post(way, {"code": code_for(person.email)})["Location"] == f"/ar/accounts/{path}"
    assert client.get(f"/ar/accounts/{path}").status_code == 200
