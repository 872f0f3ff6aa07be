"""Those who act for others prove it twice, and the admin does not exist for anybody else."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.utils import timezone

from accounts import rules
from accounts.second_factor import second_factor_required
from tests.accounts.post import PASSWORD, code_for, last_letter, make_person, signed_in
from tests.cast import sign_in

pytestmark = pytest.mark.django_db


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def test_only_those_who_act_for_others_need_it():
    assert rules.needs_second_factor({"public", "operator"})
    assert rules.needs_second_factor({"public", "committee", "committee:chair"})
    assert not rules.needs_second_factor({"public", "person:1", "group:1:leader"})


def test_a_trial_site_does_without(settings):
    settings.SECOND_FACTOR = "off"
    assert not rules.needs_second_factor({"operator"})


@pytest.mark.parametrize("role", ["public", "volunteer", "leader", "committee", "chair", "partner"])
def test_the_admin_is_not_there_for_others(cast, role):
    for path in ("/admin/", "/admin/login/", "/admin/accounts/person/", "/admin/nothing/"):
        assert cast.client(role).get(path).status_code == 404


def test_an_operator_with_a_fresh_code_runs_the_site(cast):
    assert cast.client("operator").get("/admin/").status_code == 200


def test_an_operator_without_an_app_sets_one_up_first(client):
    client.force_login(make_person(is_operator=True))
    response = client.get("/admin/accounts/partner/")
    assert response["Location"] == "/ar/accounts/2fa/totp/activate/?next=%2Fadmin%2Faccounts%2Fpartner%2F"


def test_an_operator_whose_proof_is_old_shows_a_code_and_goes_on(client):
    person = make_person(is_operator=True)
    secret = with_app(person)
    client.force_login(person)
    asked = client.get("/admin/accounts/partner/")
    assert asked["Location"] == "/ar/accounts/2fa/reauthenticate/?next=%2Fadmin%2Faccounts%2Fpartner%2F"
    assert (
        client.post(asked["Location"], {"code": code_now(secret)})["Location"] == "/admin/accounts/partner/"
    )
    assert client.get("/admin/accounts/partner/").status_code == 200


def test_the_proof_holds_for_half_an_hour():
    client = sign_in(make_person(is_operator=True), second_factor=True)
    assert client.get("/admin/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert client.get("/admin/").status_code == 302


def test_a_deed_asked_for_before_the_proof_is_kept_for_after_it(client, rf):
    person = make_person(is_operator=True)
    done = second_factor_required(lambda request: HttpResponse("done"))
    request = rf.post("/ar/anything/", {"what": "this"})
    request.user, request.audiences, request.session = person, {"operator"}, client.session
    with_app(person)
    assert done(request)["Location"] == "/ar/accounts/2fa/reauthenticate/?next=%2Far%2Fanything%2F"
    assert "what=this" in request.session["account_reauthentication_state"]["request"]


def test_setting_up_the_app_gives_recovery_codes_a_mail_and_the_proof_itself(
    client, django_capture_on_commit_callbacks
):
    person = make_person(is_operator=True, language="en")
    client.force_login(person)
    asked = client.get("/ar/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/ar/accounts/reauthenticate/")
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get("/ar/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/ar/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert response["Location"] == "/ar/accounts/2fa/recovery-codes/"
    assert len(client.get(response["Location"]).context["unused_codes"]) == 10
    assert client.get("/admin/").status_code == 200
    assert last_letter(person.email)["Subject"] == "Two-step verification is on"


def test_the_second_step_is_asked_at_sign_in_and_a_recovery_code_opens_it_once(client):
    person = make_person()
    with_app(person)
    spare = RecoveryCodes.activate(person).get_unused_codes()[0]
    enter = {"login": person.email, "password": PASSWORD}
    assert client.post("/ar/accounts/login/", enter)["Location"] == "/ar/accounts/2fa/authenticate/"
    assert not signed_in(client)
    client.post("/ar/accounts/2fa/authenticate/", {"code": spare})
    assert signed_in(client)
    other = client.__class__()
    other.post("/ar/accounts/login/", enter)
    other.post("/ar/accounts/2fa/authenticate/", {"code": spare})
    assert not signed_in(other)


def test_a_code_by_mail_does_not_replace_the_second_step(client):
    person = make_person()
    with_app(person)
    client.post("/ar/accounts/login/code/", {"email": person.email})
    client.post("/ar/accounts/login/code/confirm/", {"code": code_for(person.email)})
    assert not signed_in(client)


def test_secrets_rest_encrypted_and_survive_a_change_of_the_sites_key(settings):
    person = make_person()
    secret = with_app(person)
    row = Authenticator.objects.get(user=person)
    assert secret not in str(row.data)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 6
    assert row.wrap().validate_code(code_now(secret))


@pytest.mark.parametrize("path", ["totp/deactivate/", "recovery-codes/generate/", "recovery-codes/"])
def test_a_password_is_not_enough_to_take_the_second_step_off(client, path):
    person = make_person(is_operator=True)
    secret = with_app(person)
    RecoveryCodes.activate(person)
    client.force_login(person)
    client.post("/ar/accounts/reauthenticate/", {"password": PASSWORD})
    asked = (
        client.post(f"/ar/accounts/2fa/{path}")
        if path != "recovery-codes/"
        else client.get(f"/ar/accounts/2fa/{path}")
    )
    assert not (asked.context or {}).get("unused_codes")
    assert Authenticator.objects.filter(user=person).count() == 2
    proof = client.post("/ar/accounts/2fa/reauthenticate/", {"code": code_now(secret)})
    assert proof.status_code == 302
    assert client.get("/ar/accounts/2fa/totp/deactivate/").status_code == 200
