"""Every page about accounts, once in Arabic and once in English: complete, in its own direction and words."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.accounts.post import PASSWORD, main_of, make_person

pytestmark = pytest.mark.django_db
STRANGERS = [
    "accounts/login/",
    "accounts/signup/",
    "accounts/login/code/",
    "accounts/password/reset/",
    "accounts/password/reset/done/",
    "accounts/password/reset/key/2n-none/",
    "accounts/password/reset/key/done/",
    "accounts/inactive/",
]
OWN = [
    "me/",
    "me/settings/",
    "me/erase/",
    "accounts/logout/",
    "accounts/email/",
    "accounts/password/change/",
    "accounts/reauthenticate/",
    "accounts/sessions/",
    "accounts/2fa/",
]
LANGS = pytest.mark.parametrize("lang", ["ar", "en"])
ENGLISH_IN_ARABIC = {"CSV", "JSON"}


def check(response, lang):
    assert response.status_code == 200
    html = response.content.decode()
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert not re.search(r"\son\w+=|\sstyle=|<script(?![^>]*\bsrc=)", html)
    said = main_of(response)
    letters = r"[A-Za-z]{2,}" if lang == "ar" else r"[ء-ي]+"
    assert set(re.findall(letters, said)) - ENGLISH_IN_ARABIC - {"العربية"} == set()


@LANGS
@pytest.mark.parametrize("path", STRANGERS)
def test_pages_for_strangers(client, lang, path):
    check(client.get(f"/{lang}/{path}", follow=True), lang)


@LANGS
@pytest.mark.parametrize("path", OWN)
def test_pages_of_ones_own(client, lang, path):
    client.force_login(make_person(language=lang))
    client.post(f"/{lang}/accounts/reauthenticate/", {"password": PASSWORD})
    client.get(f"/{lang}/me/")  # what was said about signing in is shown here
    check(client.get(f"/{lang}/{path}"), lang)


@LANGS
@pytest.mark.parametrize(
    "path", ["", "totp/activate/", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"]
)
def test_pages_of_the_second_factor(client, lang, path):
    person = make_person()
    client.force_login(person)
    if path == "totp/activate/":
        client.post(f"/{lang}/accounts/reauthenticate/", {"password": PASSWORD})
    else:
        TOTP.activate(person, generate_totp_secret())
        code = RecoveryCodes.activate(person).get_unused_codes()[0]
        client.post(f"/{lang}/accounts/2fa/reauthenticate/", {"code": code})
    check(client.get(f"/{lang}/accounts/2fa/{path}"), lang)


@LANGS
def test_pages_on_the_way_in(client, lang):
    person = make_person()
    TOTP.activate(person, generate_totp_secret())
    check(client.post(f"/{lang}/accounts/login/code/", {"email": "nobody@example.test"}, follow=True), lang)
    check(client.post(f"/{lang}/accounts/signup/", {"email": "new@example.test"}, follow=True), lang)
    other = client.__class__()
    form = {"login": person.email, "password": PASSWORD}
    check(other.post(f"/{lang}/accounts/login/", form, follow=True), lang)
    other.force_login(person)
    check(other.get(f"/{lang}/accounts/2fa/reauthenticate/"), lang)
    other.force_login(make_person("codes@example.test", password=None))
    check(other.get(f"/{lang}/accounts/password/change/", follow=True), lang)


@LANGS
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("accounts/login/", {}),
        ("accounts/login/", {"login": "nonsense", "password": "x"}),
        ("accounts/login/", {"login": "nobody@example.test", "password": "x"}),
        ("accounts/signup/", {"email": "nonsense", "password1": "short"}),
        ("accounts/signup/", {"email": "password1234@example.test", "password1": "password1234"}),
        ("accounts/login/code/", {"email": ""}),
        ("accounts/password/reset/", {"email": "nonsense"}),
    ],
)
def test_what_is_wrong_is_said_in_the_pages_language(client, lang, path, form):
    response = client.post(f"/{lang}/{path}", form)
    check(response, lang)
    assert response.context["form"].errors != {}


@LANGS
def test_too_many_tries_are_answered_by_a_page(client, lang):
    for _try in range(7):
        response = client.post(f"/{lang}/accounts/password/reset/", {"email": "noura@example.test"})
    assert response.status_code == 429
    assert f'lang="{lang}"' in response.content.decode()
