"""By a mailed code, by a password, and back in when it is forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Person
from tests.accounts.post import (
    PASSWORD,
    code_for,
    last_letter,
    link_for,
    make_person,
    rows_to,
    signed_in,
    text_of,
)

pytestmark = pytest.mark.django_db
SIGN_IN = "/ar/accounts/login/"
ASK = "/ar/accounts/login/code/"
CODE = "/ar/accounts/login/code/confirm/"


def enter(client, email="noura@example.test", password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": email, "password": password, **extra})


def test_a_password_opens_and_leads_to_what_awaits(client):
    make_person()
    assert enter(client)["Location"] == "/ar/me/"
    assert signed_in(client)


def test_the_way_goes_on_to_where_it_was_asked_for_but_never_off_the_site(client):
    make_person()
    assert enter(client, next="/ar/groups/")["Location"] == "/ar/groups/"
    client.post("/ar/accounts/logout/")
    assert enter(client, next="https://elsewhere.example/")["Location"] == "/ar/me/"


def test_capitals_in_an_address_mean_nothing(client):
    make_person()
    enter(client, email="NOURA@Example.Test")
    assert signed_in(client)


def test_a_mailed_code_opens_without_a_password(client):
    make_person(password=None)
    assert client.post(ASK, {"email": "noura@example.test"})["Location"] == CODE
    assert client.post(CODE, {"code": code_for("noura@example.test")})["Location"] == "/ar/me/"
    assert signed_in(client)


def test_a_code_opens_once_only_where_it_was_asked_for(client):
    make_person()
    client.post(ASK, {"email": "noura@example.test"})
    elsewhere = client.__class__()
    elsewhere.post(CODE, {"code": code_for("noura@example.test")})
    assert not signed_in(elsewhere)


def test_a_code_is_good_for_a_quarter_of_an_hour(client):
    make_person()
    client.post(ASK, {"email": "noura@example.test"})
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        client.post(CODE, {"code": code_for("noura@example.test")})
        assert not signed_in(client)


def test_a_new_code_can_be_asked_for(client):
    make_person()
    client.post(ASK, {"email": "noura@example.test"})
    first = code_for("noura@example.test")
    client.post(CODE, {"action": "resend"})
    assert code_for("noura@example.test") != first
    client.post(CODE, {"code": code_for("noura@example.test")})
    assert signed_in(client)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client):
    person, elsewhere = make_person(), client.__class__()
    elsewhere.force_login(person)
    client.post("/ar/accounts/password/reset/", {"email": "noura@example.test"})
    form = client.get(link_for("noura@example.test"), follow=True).redirect_chain[-1][0]
    new = "a lantern for every window"
    client.post(form, {"password1": new, "password2": new})
    assert Person.objects.get().check_password(new)
    assert elsewhere.get("/ar/me/").status_code == 302, "other sessions end"
    again = client.__class__().get(link_for_reset("noura@example.test"), follow=True)
    assert again.context["token_fail"] is True


def link_for_reset(address):
    texts = [text_of(row.letter) for row in rows_to(address)]
    text = next(text for text in texts if "/password/reset/key/" in text)
    return "/" + text.split("://", 1)[1].split("/", 1)[1].split()[0]


def test_a_changed_password_is_told_by_mail(client):
    client.force_login(make_person(language="en"))
    new = "a lantern for every window"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/ar/accounts/password/change/", form)
    assert last_letter("noura@example.test")["Subject"] == "The password of your account was changed"


def test_two_different_new_passwords_are_refused_in_our_words(client):
    client.force_login(make_person())
    form = {
        "oldpassword": PASSWORD,
        "password1": "a lantern for every window",
        "password2": "another one entirely",
    }
    response = client.post("/en/accounts/password/change/", form)
    assert response.context["form"].errors["password2"] == ["The two passwords differ."]


def test_a_closed_account_stays_out(client):
    make_person(is_active=False)
    assert enter(client)["Location"] == "/ar/accounts/inactive/"
    assert not signed_in(client)


def test_links_in_mails_are_built_from_the_sites_own_address(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
    make_person()
    client.post(
        "/ar/accounts/password/reset/", {"email": "noura@example.test"}, headers={"Host": "evil.example"}
    )
    text = text_of(last_letter("noura@example.test"))
    assert "http://localhost:8000/ar/accounts/password/reset/key/" in text
    assert "evil.example" not in text
