"""Passkeys: made for the site's own host and address, in our words; the walk with a device is a journey."""

import json

import pytest
from allauth.mfa.models import Authenticator
from fido2.utils import websafe_encode

from accounts.forms.passkeys import NOT_ACCEPTED, SignInByPasskey, origin_of
from tests.accounts.post import make_person
from tests.cast import prove

pytestmark = pytest.mark.django_db


def signed_for(origin):
    client_data = websafe_encode(json.dumps({"type": "webauthn.get", "origin": origin}).encode())
    return {"id": "x", "rawId": "x", "response": {"clientDataJSON": client_data}, "type": "public-key"}


def test_a_passkey_is_made_for_the_sites_own_host_and_name(client, settings):
    settings.SITE_URL = "https://multaqa.example"
    person = make_person()
    client.force_login(person)
    client.post("/ar/accounts/reauthenticate/", {"password": "seven quiet boats at dusk"})
    page = client.get("/ar/accounts/2fa/webauthn/add/")
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert (options["rp"]["id"], options["rp"]["name"]) == ("multaqa.example", "ملتقى")
    assert page.context["form"].initial["name"] == "مفتاح المرور"
    assert b"<script>" not in page.content


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://sub.multaqa.example",
        "http://multaqa.example",
        "https://multaqa.example:81",
    ],
)
def test_what_was_signed_for_another_address_is_refused(settings, origin):
    settings.SITE_URL = "https://multaqa.example"
    form = SignInByPasskey(data={"credential": json.dumps(signed_for(origin))})
    assert form.errors["credential"] == [str(NOT_ACCEPTED)]


@pytest.mark.parametrize("odd", [None, 7, [], {}, {"response": 1}, {"response": {"clientDataJSON": "%%"}}])
def test_an_odd_credential_has_no_origin(odd):
    assert origin_of(odd) == ""


@pytest.mark.parametrize(
    "credential", ["", "x", "[]", "{}", '{"response": {}}', json.dumps(signed_for("http://localhost:8000"))]
)
@pytest.mark.parametrize("door", ["webauthn/login/", "webauthn/reauthenticate/"])
def test_a_false_passkey_opens_nothing(client, credential, door):
    person = make_person()
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "x", "credential": {}})
    if "again" in door or "reauthenticate" in door:
        Authenticator.objects.all().delete()
        client.force_login(person)
    response = client.post(f"/ar/accounts/2fa/{door}", {"credential": credential})
    assert response.status_code == 302


def test_a_passkey_counts_as_the_second_step_and_is_asked_first(client):
    person = make_person(is_operator=True)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "x", "credential": {}})
    client.force_login(person)
    assert client.get("/admin/")["Location"].startswith("/ar/accounts/2fa/webauthn/reauthenticate/")
    prove(client, person, "mfa")
    assert client.get("/admin/").status_code == 200


def test_the_door_offers_it_in_both_languages(client):
    for lang, words in (("ar", "الدخول بمفتاح المرور"), ("en", "Sign in by a passkey")):
        assert words in client.get(f"/{lang}/accounts/login/").content.decode()
