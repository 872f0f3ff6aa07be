"""From an address to an account: nobody gets one, or a password on one, without reading its mail."""

import pytest

from accounts.models import Person
from tests.accounts.post import (
    PASSWORD,
    addresses,
    code_for,
    last_letter,
    make_person,
    rows_to,
    signed_in,
    text_of,
)

pytestmark = pytest.mark.django_db
SIGN_UP = "/ar/accounts/signup/"
CONFIRM = "/ar/accounts/confirm-email/"


def sign_up(client, email="noura@example.test", password=PASSWORD):
    return client.post(SIGN_UP, {"email": email, "password1": password})


def test_a_confirmed_code_makes_the_account_and_leads_to_the_three_doors(client):
    assert sign_up(client)["Location"] == CONFIRM
    assert not signed_in(client)
    response = client.post(CONFIRM, {"code": code_for("noura@example.test")}, follow=True)
    assert response.redirect_chain[-1] == ("/ar/me/", 302)
    page = response.content.decode()
    assert all(f'href="/ar/{door}/"' in page for door in ("services", "volunteer", "list-your-group"))
    person = Person.objects.get()
    assert addresses(person) == [("noura@example.test", True)]
    assert person.check_password(PASSWORD)


def test_a_password_is_a_choice(client):
    sign_up(client, password="")
    client.post(CONFIRM, {"code": code_for("noura@example.test")})
    assert signed_in(client)
    assert not Person.objects.get().has_usable_password()


def test_a_code_may_be_typed_in_arabic_digits_and_without_its_dash(client):
    sign_up(client)
    digits = (
        code_for("noura@example.test").replace("-", "").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    )
    client.post(CONFIRM, {"code": digits})
    assert signed_in(client)


def test_three_wrong_codes_end_the_attempt(client):
    sign_up(client)
    answers = [client.post(CONFIRM, {"code": "0000-0000"}).status_code for _try in range(3)]
    assert answers == [200, 200, 302]
    client.post(CONFIRM, {"code": code_for("noura@example.test")})
    assert not signed_in(client)


def test_an_address_is_one_however_it_is_written(client):
    make_person("noura@example.test")
    sign_up(client, email=" Noura@EXAMPLE.test ")
    assert Person.objects.count() == 1


def test_a_known_address_gets_the_same_answer_and_another_mail(client, django_user_model):
    make_person("known@example.test")
    known, new = sign_up(client, "known@example.test"), sign_up(client.__class__(), "new@example.test")
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    text = text_of(last_letter("known@example.test"))
    assert "/accounts/login/code/" in text
    assert "known@example.test" in text
    assert Person.objects.count() == 2


def test_a_password_set_by_a_stranger_never_opens_the_owners_account(client):
    stranger = client.__class__()
    sign_up(stranger, "victim@example.test", "the stranger's own password")
    client.post("/ar/accounts/login/code/", {"email": "victim@example.test"})
    client.post("/ar/accounts/login/code/confirm/", {"code": code_for("victim@example.test")})
    assert signed_in(client)
    assert not Person.objects.get().has_usable_password()
    stranger.post(
        "/ar/accounts/login/", {"login": "victim@example.test", "password": "the stranger's own password"}
    )
    assert not signed_in(stranger)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "This password is too short. It must contain at least 12 characters."),
        ("password1234", "This password is too common."),
        ("noura@example.test", "The password is too similar to the e-mail."),
    ],
)
def test_weak_passwords_are_refused_with_a_sentence(client, password, sentence):
    response = client.post("/en/accounts/signup/", {"email": "noura@example.test", "password1": password})
    assert response.context["form"].errors["password1"] == [sentence]
    assert Person.objects.count() == 0


def test_the_account_speaks_the_language_of_the_page_it_was_made_on(client):
    client.post("/en/accounts/signup/", {"email": "sam@example.test", "password1": ""})
    assert Person.objects.get().language == "en"


def test_a_sign_up_mail_is_written_once_and_goes_first(client):
    sign_up(client)
    (row,) = rows_to("noura@example.test")
    assert row.priority == row.SIGN_IN
    assert 14 * 60 < (row.expires_at - row.created_at).total_seconds() <= 15 * 60 + 1


def test_a_password_chosen_here_is_not_given_to_whoever_signs_in_here_next(client):
    mother = make_person("mother@example.test", password=None)
    sign_up(client, "stranger@example.test")
    client.post("/ar/accounts/logout/")  # what “Back” does: the attempt ends, the browser's session goes on
    client.post("/ar/accounts/login/code/", {"email": mother.email})
    client.post("/ar/accounts/login/code/confirm/", {"code": code_for(mother.email)})
    assert signed_in(client)
    mother.refresh_from_db()
    assert not mother.has_usable_password()


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (SIGN_UP, "email"),
        ("/ar/accounts/login/", "login"),
        ("/ar/accounts/login/code/", "email"),
        ("/ar/accounts/password/reset/", "email"),
    ],
)
def test_an_address_too_long_for_any_mailbox_is_answered_with_a_sentence(client, path, field):
    longest = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".com"
    response = client.post(path, {field: longest, "password": PASSWORD, "password1": PASSWORD})
    assert response.status_code == 200
    assert len(response.context["form"].errors[field]) == 1
    assert rows_to(longest) == []
